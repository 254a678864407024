import { useTranslation } from "react-i18next";
import type { ConfirmLineFragment } from "@/graphql/orders/graphql";
import { useNamed } from "@/ui/clock";
import { formatDifference, formatMoney, formatQuantity } from "@/ui/format";
import { DateText, Deadline } from "@/ui/values";
import { compareDecimals } from "../decimal";

/** The other side's counter beside what stands now; only the fields that differ are set in bold. */
export function ProposalCompare({ line }: { line: ConfirmLineFragment }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const proposal = line.openProposal;
  if (!proposal) return null;
  const quantityMoved = compareDecimals(proposal.oldQuantity, proposal.newQuantity) !== 0;
  const priced = proposal.oldPrice !== null && proposal.newPrice !== null;
  const priceMoved = priced && compareDecimals(proposal.oldPrice ?? "0", proposal.newPrice ?? "0") !== 0;
  return (
    <div className="card-line">
      <b>{line.label} {named(line.itemName, line.itemNameEn)}</b>
      <table className="compare tight">
        <thead><tr><th /><th>{t("confirm.proposal.now")}</th><th>{t("confirm.proposal.theirs")}</th></tr></thead>
        <tbody>
          <tr>
            <th scope="row" className="t3">{t("confirm.counter.quantity")}</th>
            <td>{formatQuantity(proposal.oldQuantity)} {line.unitName}</td>
            <td className={quantityMoved ? "b" : ""}>{formatQuantity(proposal.newQuantity)} {line.unitName}</td>
          </tr>
          <tr>
            <th scope="row" className="t3">{t("confirm.counter.date")}</th>
            <td><DateText value={proposal.oldDate} /></td>
            <td className={proposal.dateShiftDays ? "b" : ""}>
              <DateText value={proposal.newDate} />
              {proposal.dateShiftDays !== 0 && <span className="warn"> {t("confirm.shift", { days: formatDifference(proposal.dateShiftDays) })}</span>}
            </td>
          </tr>
          {priced && (
            <tr>
              <th scope="row" className="t3">{t("confirm.counter.unitPrice")}</th>
              <td>{formatMoney(proposal.oldPrice ?? "0", line.currency)}</td>
              <td className={priceMoved ? "b" : ""}>{formatMoney(proposal.newPrice ?? "0", line.currency)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {(proposal.reasonCode ?? proposal.note) && (
        <p className="f13 t2">{proposal.reasonCode && t(`ui:reason.${proposal.reasonCode}`)}{proposal.reasonCode && proposal.note && "："}{proposal.note}</p>
      )}
      <p className="f12 t3">
        <Deadline value={proposal.decideBy} /> · {t(`confirm.default.${proposal.defaultOutcome}`)}
      </p>
    </div>
  );
}
