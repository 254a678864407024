import { useTranslation } from "react-i18next";
import type { OrderLineFragment, OrderPageQuery } from "@/graphql/orders/graphql";
import { StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { usePhone } from "@/ui/phone";
import { DateText, Deadline, Difference, InstantText, MoneyText, Quantity } from "@/ui/values";
import { LineActs } from "./LineActs";

export type Order = NonNullable<OrderPageQuery["purchaseOrder"]>;
export type OrderLines = Order["lines"];
type Line = OrderLines[number];

/** What happened last, or what is awaited, in a few words. */
function Latest({ line }: { line: OrderLineFragment }) {
  const { t } = useTranslation("orders");
  if (line.isMyTurn) return <span className="b">{t("turn.mine")} {line.answerDueAt && <Deadline value={line.answerDueAt} />}</span>;
  if (line.status === "IN_PRODUCTION" && line.productionPercent != null) return <>{t("plan.production", { percent: line.productionPercent })}</>;
  if (Number(line.backorderedQuantity) > 0) return <span className="warn">{t("plan.backordered", { quantity: formatQuantity(line.backorderedQuantity), unit: line.unitName })}</span>;
  if (!line.lastAct) return null;
  return <><InstantText value={line.lastActAt} /> {t(`act.${line.lastAct}`)}</>;
}

const PARTS = ["confirmed", "backordered", "rejected", "cancelled", "open"] as const;

/** “订购 4,800 = 已确认 2,400 + 欠交 0 + 未定 2,400 件”: the sum that must hold, written out. */
function Sum({ line }: { line: Line }) {
  const { t } = useTranslation("orders");
  // Rejected and cancelled are written only where there are any; the rest always, so that the sum can be read.
  const written = PARTS.map((part) => ({ part, value: line[`${part}Quantity`] }))
    .filter(({ part, value }) => Number(value) !== 0 || (part !== "rejected" && part !== "cancelled"));
  return (
    <>
      {t("plan.sum.ordered", { quantity: formatQuantity(line.orderedQuantity) })} = {written.map(({ part, value }) => t(`plan.sum.${part}`, { quantity: formatQuantity(value) })).join(" + ")} {line.unitName}
    </>
  );
}

function GroupRow({ line, currency, taxed }: { line: Line; currency: string; taxed: boolean }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <tr className="group">
      <td colSpan={9}>
        <span className="row g8 plan-group">
          <b className="t1">{t("plan.line", { number: line.number })}</b>
          <span className="mono">{line.itemNumber}</span>
          <span>{named(line.itemName, line.itemNameEn)}</span>
          <span className="grow" />
          {line.unitPrice != null && <span>{t("plan.price")} <MoneyText value={line.unitPrice} currency={currency} /></span>}
          <span><Sum line={line} /></span>
          <b className="plan-amount" title={taxed ? t("plan.untaxed") : undefined}><MoneyText value={line.amount} currency={currency} /></b>
        </span>
      </td>
    </tr>
  );
}

/** The date that stands now: a counter under way shows what it would become. */
function Promise({ row }: { row: OrderLineFragment }) {
  const { t } = useTranslation("orders");
  const hurts = row.openProposal || Number(row.deviationDays) > 0;
  return (
    <span className={hurts ? "danger b" : ""}>
      <DateText value={row.openProposal?.newDate ?? row.promisedDate} none={row.turn === "SUPPLIER" ? t("book.unanswered") : undefined} />
    </span>
  );
}

type Props = {
  order: Order;
  current: string | null;
  changed: ReadonlySet<string>;
  onPick: (id: string) => void;
};

/** All schedule lines, grouped by line; the sum that must hold stands in each group's head. */
export function PlanTable(props: Props) {
  return usePhone() ? <PlanCards {...props} /> : <PlanRows {...props} />;
}

function PlanCards({ order, current, changed, onPick }: Props) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <div className="plan-cards">
      {order.lines.map((line) => (
        <div key={line.id}>
          <div className="plan-head">
            <div className="row g8"><b className="t1 grow ell">{t("plan.line", { number: line.number })} {named(line.itemName, line.itemNameEn)}</b><b className="t1"><MoneyText value={line.amount} currency={order.currency} /></b></div>
            <div className="mono t3">{line.itemNumber}</div>
            <div><Sum line={line} /></div>
          </div>
          {line.scheduleLines.map((row) => (
            <div key={row.id} className={["plan-card", row.id === current ? "current" : "", changed.has(row.id) ? "is-changed" : ""].join(" ")}>
              <button type="button" className="row g8" aria-current={row.id === current} onClick={() => onPick(row.id)}>
                <b className="grow">{row.label} · <Quantity value={row.orderedQuantity} unit={row.unitName} /></b>
                <StateChip state={row.status} />
              </button>
              <span className="row g8 f13 t2"><span className="grow"><DateText value={row.requestedDate} /> → <Promise row={row} /></span><Latest line={row} /><LineActs line={row} orderId={order.id} /></span>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function PlanRows({ order, current, changed, onPick }: Props) {
  const { t } = useTranslation("orders");
  return (
    <div className="scroll-x">
      <table className="plain dense plan">
        <thead>
          <tr>
            <th>{t("plan.column.label")}</th>
            <th className="r">{t("book.column.ordered")}</th>
            <th className="r">{t("book.column.confirmed")}</th>
            <th className="r">{t("book.column.requested")}</th>
            <th className="r">{t("book.column.promised")}</th>
            <th className="r">{t("book.column.deviation")}</th>
            <th>{t("book.column.status")}</th>
            <th>{t("plan.column.latest")}</th>
            <th><span className="sr">{t("plan.column.acts")}</span></th>
          </tr>
        </thead>
        {order.lines.map((line) => (
          <tbody key={line.id}>
            <GroupRow line={line} currency={order.currency} taxed={Number(order.taxRate) > 0} />
            {line.scheduleLines.map((row) => (
              <tr
                key={row.id}
                className={[row.id === current ? "selected current" : "", changed.has(row.id) ? "changed" : ""].join(" ")}
                onClick={() => onPick(row.id)}
              >
                <td>
                  <button type="button" className="link-button" aria-current={row.id === current} onClick={() => onPick(row.id)}>{row.label}</button>
                </td>
                <td className="r"><Quantity value={row.orderedQuantity} /></td>
                <td className={row.status === "PART_CONFIRMED" ? "r warn b" : "r"}><Quantity value={row.confirmedQuantity} zeroAsNone /></td>
                <td className="r"><DateText value={row.requestedDate} /></td>
                <td className="r"><Promise row={row} /></td>
                <td className="r">
                  {row.isLate && <Icon name="alert" size="xs" className="danger" label={t("book.late")} />}{" "}
                  <Difference value={row.openProposal?.dateShiftDays || row.deviationDays} />
                </td>
                <td><StateChip state={row.status} /></td>
                <td className="t2"><Latest line={row} /></td>
                <td className="r"><LineActs line={row} orderId={order.id} /></td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
