import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ConfirmWithdrawProposalDocument, ConfirmWithdrawRejectionDocument, type ConfirmLineFragment } from "@/graphql/orders/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Icon } from "@/ui/icons";
import { useToast } from "@/ui/toast";

/** Takes a counter or a rejection back, as long as the buyer has not acted on it. */
export function TakeBack({ line }: { line: ConfirmLineFragment }) {
  const { t } = useTranslation("orders");
  const toast = useToast();
  const [withdrawProposal, countering] = useAct(ConfirmWithdrawProposalDocument, (data) => data.proposalWithdraw);
  const [withdrawRejection, rejecting] = useAct(ConfirmWithdrawRejectionDocument, (data) => data.rejectionWithdraw);
  const [isBack, setBack] = useState(false);
  const proposal = line.allowedActs.includes("WITHDRAW") ? line.openProposal : null;
  const mayReconsider = line.allowedActs.includes("WITHDRAW_REJECTION");
  if (isBack) return <span className="ok"><Icon name="check" size="xs" /> {t("confirm.undo.done")} <Link to={`/confirm/${line.orderId}`}>{t("confirm.undo.again")}</Link></span>;
  if (!proposal && !mayReconsider) return null;
  const take = async () => {
    const answer = proposal
      ? await withdrawProposal({ proposalId: proposal.id, version: line.version })
      : await withdrawRejection({ scheduleLineId: line.id, version: line.version });
    if (answer.ok) setBack(true);
    else toast.error(whyNot(answer));
  };
  return <Button type="link" className="take-back" loading={countering || rejecting} onClick={() => void take()}>{t("confirm.undo.do")}</Button>;
}
