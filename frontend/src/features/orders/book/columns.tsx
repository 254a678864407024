import type { TFunction } from "i18next";
import { Link } from "react-router";
import type { BookRowFragment } from "@/graphql/orders/graphql";
import { StateChip, WhoseTurn } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import type { Column } from "@/ui/table/DataTable";
import { DateText, Deadline, Difference, InstantText, MoneyText, Nothing, Quantity } from "@/ui/values";

/** Columns that are not shown until somebody asks for them. */
export const HIDDEN_AT_FIRST = ["supplierItemNumber", "firstPromised", "backordered", "open", "shipped", "received", "unitPrice", "production", "turn"];

type Words = { t: TFunction<"orders">; named: (zh: string, en: string) => string; unit: string | null };

/** A quantity with its unit, unless the head of the column says it for all rows. */
function quantityColumn(words: Words, key: string, read: (row: BookRowFragment) => string, zeroAsNone = true): Column<BookRowFragment> {
  const name = words.t(`book.column.${key}`);
  return {
    key,
    name,
    title: words.unit ? `${name} ${words.unit}` : name,
    width: words.unit ? 76 : 96,
    align: "right",
    render: (row) => <Quantity value={read(row)} unit={words.unit ? undefined : row.unitName} zeroAsNone={zeroAsNone} />,
  };
}

function identity({ t, named }: Words): Column<BookRowFragment>[] {
  return [
    {
      key: "order", title: t("book.column.order"), width: 154, fixed: "left", always: true,
      sort: { ascend: "ORDER_NUMBER_ASC", descend: "ORDER_NUMBER_DESC" },
      render: (row) => <span className="nw"><Link to={`/orders/${row.orderId}?line=${row.id}`}>{row.orderNumber}</Link><span className="t3"> / {row.label}</span></span>,
    },
    {
      key: "item", title: t("book.column.item"), width: 232, sort: { ascend: "ITEM_ASC", descend: "ITEM_DESC" },
      render: (row) => <span className="row g8 ell"><span className="t3 mono">{row.itemNumber}</span><span className="ell">{named(row.itemName, row.itemNameEn)}</span></span>,
    },
    { key: "supplierItemNumber", title: t("book.column.supplierItemNumber"), width: 130, render: (row) => (row.supplierItemNumber ? <span className="mono">{row.supplierItemNumber}</span> : <Nothing />) },
    { key: "partner", title: t("book.column.partner"), width: 92, render: (row) => <span className="ell">{named(row.partner.shortName, row.partner.shortNameEn)}</span> },
  ];
}

function promises(words: Words): Column<BookRowFragment>[] {
  const { t } = words;
  return [
    { ...quantityColumn(words, "ordered", (row) => row.orderedQuantity), sort: { ascend: "QUANTITY_ASC", descend: "QUANTITY_DESC" } },
    {
      ...quantityColumn(words, "confirmed", (row) => row.confirmedQuantity),
      render: (row) => (
        <span className={row.status === "PART_CONFIRMED" ? "warn b" : ""}>
          <Quantity value={row.confirmedQuantity} unit={words.unit ? undefined : row.unitName} zeroAsNone />
        </span>
      ),
    },
    quantityColumn(words, "backordered", (row) => row.backorderedQuantity),
    quantityColumn(words, "open", (row) => row.openQuantity),
    quantityColumn(words, "shipped", (row) => row.shippedQuantity),
    quantityColumn(words, "received", (row) => row.receivedQuantity),
    {
      key: "requested", title: t("book.column.requested"), width: 82, align: "right", sort: { ascend: "REQUESTED_DATE_ASC", descend: "REQUESTED_DATE_DESC" },
      render: (row) => <DateText value={row.requestedDate} />,
    },
    {
      key: "promised", title: t("book.column.promised"), width: 82, align: "right", sort: { ascend: "PROMISED_DATE_ASC", descend: "PROMISED_DATE_DESC" },
      render: (row) => <DateText value={row.openProposal?.newDate ?? row.promisedDate} none={row.turn === "SUPPLIER" ? t("book.unanswered") : undefined} />,
    },
    { key: "firstPromised", title: t("book.column.firstPromised"), width: 82, align: "right", render: (row) => <DateText value={row.firstPromisedDate} /> },
    {
      key: "deviation", title: t("book.column.deviation"), width: 70, align: "right", sort: { ascend: "DEVIATION_ASC", descend: "DEVIATION_DESC" },
      render: (row) => (
        <span className="nw">
          {row.isLate && <Icon name="alert" size="xs" className="danger" label={t("book.late")} />}{" "}
          <Difference value={row.deviationDays} />
        </span>
      ),
    },
  ];
}

function progress({ t }: Words): Column<BookRowFragment>[] {
  return [
    { key: "status", title: t("book.column.status"), width: 102, render: (row) => <StateChip state={row.status} /> },
    {
      key: "production", title: t("book.column.production"), width: 100,
      render: (row) => row.productionPercent == null ? <Nothing /> : (
        <span className="row g6">
          <span className="thin-bar" style={{ width: 36 }}><i style={{ width: `${row.productionPercent}%` }} /></span>
          {row.productionPercent}%
        </span>
      ),
    },
    { key: "turn", title: t("book.column.turn"), width: 110, render: (row) => (row.turn ? <WhoseTurn turn={row.turn} isMyTurn={row.isMyTurn} /> : <Nothing />) },
    { key: "due", title: t("book.column.due"), width: 84, render: (row) => <Deadline value={row.answerDueAt} /> },
    { key: "unitPrice", title: t("book.column.unitPrice"), width: 100, align: "right", render: (row) => <MoneyText value={row.unitPrice} currency={row.currency} /> },
    {
      key: "amount", title: t("book.column.amount"), width: 112, align: "right", sort: { ascend: "AMOUNT_ASC", descend: "AMOUNT_DESC" },
      render: (row) => <MoneyText value={row.amount} currency={row.currency} />,
    },
    {
      key: "last", title: t("book.column.last"), width: 158, sort: { ascend: "LAST_ACT_ASC", descend: "LAST_ACT_DESC" },
      render: (row) => row.lastAct ? <span className="t2 ell"><InstantText value={row.lastActAt} /> {t(`act.${row.lastAct}`)}</span> : <Nothing />,
    },
  ];
}

/** All columns of the order book; `unit` is set when every row counts in the same one. */
export function bookColumns(words: Words): Column<BookRowFragment>[] {
  return [...identity(words), ...promises(words), ...progress(words)];
}
