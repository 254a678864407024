/** What else an order can wait for: the buyer's counter, and a rest without a day. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ConfirmLineFragment } from "@/graphql/orders/graphql";
import { formatQuantity } from "@/ui/format";
import { LineFacts } from "./bits";
import type { Act } from "./outbox";
import { ProposalCompare } from "./ProposalCompare";

type DecideBlockProps = { orderId: string; line: ConfirmLineFragment; isPending: boolean; onAct: (act: Act) => void };

export function DecideBlock({ orderId, line, isPending, onAct }: DecideBlockProps) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const proposal = line.openProposal;
  if (!proposal) return null;
  const accept = () => onAct({
    kind: "decide",
    decisions: [{ proposalId: proposal.id, scheduleLineId: line.id, version: line.version, kind: "ACCEPT" }],
  });
  return (
    <>
      <ProposalCompare line={line} />
      <div className="card-acts">
        <Button type="primary" size="large" disabled={isPending} onClick={accept}>{t("confirm.proposal.accept")}</Button>
        <Button size="large" disabled={isPending} onClick={() => void navigate(`/confirm/${orderId}/${line.id}/decide`)}>
          {t("confirm.proposal.talk")}
        </Button>
      </div>
    </>
  );
}

export function PromiseBlock({ orderId, line }: { orderId: string; line: ConfirmLineFragment }) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  return (
    <>
      <div className="card-line">
        <LineFacts line={line} quantity={line.backorderedQuantity} />
        <p className="f12 warn">{t("confirm.backorder.waits", { quantity: formatQuantity(line.backorderedQuantity), unit: line.unitName })}</p>
      </div>
      <div className="card-acts">
        <Button size="large" onClick={() => void navigate(`/confirm/${orderId}/${line.id}/promise`)}>{t("confirm.backorder.give")}</Button>
      </div>
    </>
  );
}
