import { useTranslation } from "react-i18next";
import type { OrderLineFragment, OrderPageQuery } from "@/graphql/orders/graphql";
import { StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
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

function GroupRow({ line, currency, taxed }: { line: Line; currency: string; taxed: boolean }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const parts = [
    ["plan.sum.confirmed", line.confirmedQuantity], ["plan.sum.backordered", line.backorderedQuantity],
    ["plan.sum.rejected", line.rejectedQuantity], ["plan.sum.cancelled", line.cancelledQuantity], ["plan.sum.open", line.openQuantity],
  ] as const;
  // Rejected and cancelled are written only where there are any; the rest always, so that the sum can be read.
  const written = parts.filter(([key, value]) => Number(value) !== 0 || !/rejected|cancelled/.test(key));
  return (
    <tr className="group">
      <td colSpan={9}>
        <span className="row g8 wrap plan-group">
          <b className="t1">{t("plan.line", { number: line.number })}</b>
          <span className="mono">{line.itemNumber}</span>
          <span>{named(line.itemName, line.itemNameEn)}</span>
          <span className="grow" />
          {line.unitPrice != null && <span>{t("plan.price")} <MoneyText value={line.unitPrice} currency={currency} /></span>}
          <span>
            {t("plan.sum.ordered", { quantity: formatQuantity(line.orderedQuantity) })} = {written.map(([key, value]) => t(key, { quantity: formatQuantity(value) })).join(" + ")} {line.unitName}
          </span>
          <b className="plan-amount" title={taxed ? t("plan.untaxed") : undefined}><MoneyText value={line.amount} currency={currency} /></b>
        </span>
      </td>
    </tr>
  );
}

type Props = {
  order: Order;
  current: string | null;
  changed: ReadonlySet<string>;
  onPick: (id: string) => void;
};

/** All schedule lines, grouped by line; the sum that must hold stands in each group's head. */
export function PlanTable({ order, current, changed, onPick }: Props) {
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
                <td className={row.openProposal || Number(row.deviationDays) > 0 ? "r danger b" : "r"}>
                  <DateText value={row.openProposal?.newDate ?? row.promisedDate} none={row.turn === "SUPPLIER" ? t("book.unanswered") : undefined} />
                </td>
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
