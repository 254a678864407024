import { useTranslation } from "react-i18next";
import type { OrderProposalFragment } from "@/graphql/orders/graphql";
import { DateText, Difference, MoneyText, Nothing, Quantity } from "@/ui/values";

/** Ordered beside proposed, field by field; what differs is tinted. */
export function ProposalTable({ proposal, unit, currency, partner, mine }: {
  proposal: OrderProposalFragment; unit: string; currency: string; partner: string; mine: string;
}) {
  const { t } = useTranslation("orders");
  const sameQuantity = proposal.oldQuantity === proposal.newQuantity;
  const samePrice = proposal.oldPrice === proposal.newPrice;
  if (proposal.isCancellation) {
    return <p className="f13">{t("decide.cancellation", { partner })}{proposal.reasonCode && <> {t("decide.field.reason")}：{t(`ui:reason.${proposal.reasonCode}`)}</>}{proposal.note && <span className="t2"> {proposal.note}</span>}</p>;
  }
  return (
    <table className="compare">
      <thead>
        <tr>
          <th>{t("decide.field.what")}</th>
          <th>{mine}</th>
          <th>{t("decide.field.proposed", { partner })}</th>
          <th className="r">{t("decide.field.difference")}</th>
        </tr>
      </thead>
      <tbody>
        <tr className={sameQuantity ? "" : "differs"}>
          <td>{t("decide.field.quantity")}</td>
          <td><Quantity value={proposal.oldQuantity} unit={unit} /></td>
          <td><Quantity value={proposal.newQuantity} unit={unit} /></td>
          <td className="r t3">{sameQuantity ? "0" : t("decide.field.changed")}</td>
        </tr>
        <tr className={proposal.dateShiftDays === 0 ? "" : "differs"}>
          <td>{t("decide.field.date")}</td>
          <td><DateText value={proposal.oldDate} weekday /></td>
          <td><DateText value={proposal.newDate} weekday /></td>
          <td className="r"><Difference value={proposal.dateShiftDays} unit={t("ui:unit.days")} /></td>
        </tr>
        {proposal.oldPrice !== null && (
          <tr className={samePrice ? "" : "differs"}>
            <td>{t("decide.field.price")}</td>
            <td><MoneyText value={proposal.oldPrice} currency={currency} /></td>
            <td><MoneyText value={proposal.newPrice ?? proposal.oldPrice} currency={currency} /></td>
            <td className="r t3">{samePrice || proposal.newPrice === null ? "0" : t("decide.field.changed")}</td>
          </tr>
        )}
        <tr>
          <td>{t("decide.field.made")}</td>
          <td><Nothing /></td>
          <td>{proposal.alreadyMadeQuantity ? <Quantity value={proposal.alreadyMadeQuantity} unit={unit} /> : <Nothing />}</td>
          <td />
        </tr>
        <tr>
          <td>{t("decide.field.reason")}</td>
          <td colSpan={3}>{proposal.reasonCode ? t(`ui:reason.${proposal.reasonCode}`) : <Nothing />}{proposal.note && <span className="t2">，{proposal.note}</span>}</td>
        </tr>
      </tbody>
    </table>
  );
}
