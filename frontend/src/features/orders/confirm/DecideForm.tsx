import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ConfirmLineFragment, DecisionInput, ReasonCode } from "@/graphql/orders/graphql";
import { Segments } from "@/ui/chips";
import { trimDecimal } from "../decimal";
import { CounterForm } from "./CounterForm";
import { BoxedInput, ReasonPills } from "./fields";
import { ProposalCompare } from "./ProposalCompare";
import type { AnswerOrder } from "./useAnswerOrder";
import { useOutbox } from "./useOutbox";

const DECLINE_REASONS: readonly ReasonCode[] = ["CAPACITY", "MATERIAL", "PRICE", "TRANSPORT", "OTHER"];

type Decision = Pick<DecisionInput, "kind" | "quantity" | "date" | "price" | "reasonCode" | "note">;

/** The buyer's counter is not what we can do: make another offer, or decline and keep what stands. */
export function DecideForm({ order, line }: { order: AnswerOrder; line: ConfirmLineFragment }) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const { outbox } = useOutbox();
  const [way, setWay] = useState<"counter" | "decline">("counter");
  const proposal = line.openProposal;
  if (!proposal) return null;
  const decide = (decision: Decision) => {
    const decisions = [{ proposalId: proposal.id, scheduleLineId: line.id, version: line.version, ...decision }];
    void outbox.submit(order, { kind: "decide", decisions });
    void navigate(`/confirm/${order.id}/result`);
  };
  const offer = { quantity: trimDecimal(proposal.newQuantity), date: proposal.newDate, ...(proposal.newPrice && { price: trimDecimal(proposal.newPrice) }) };
  return (
    <>
      <div className="card" style={{ marginBottom: 12 }}><ProposalCompare line={line} /></div>
      <div style={{ marginBottom: 12 }}>
        <Segments
          label={t("confirm.proposal.talk")} value={way} onChange={setWay}
          choices={[{ key: "counter", label: t("confirm.proposal.counter") }, { key: "decline", label: t("confirm.proposal.decline") }]}
        />
      </div>
      {way === "counter" ? (
        <CounterForm
          line={line} terms={order.partnership.terms} initial={offer}
          acts={(result, why) => (
            <>
              {why && <p className="f12 warn" style={{ marginBottom: 8 }}>{why}</p>}
              <Button type="primary" size="large" block disabled={!result} onClick={() => result && decide({
                kind: "COUNTER", quantity: result.quantity, date: result.date, price: result.price, reasonCode: result.reasonCode, note: result.note || null,
              })}>{t("confirm.counter.submit")}</Button>
            </>
          )}
        />
      ) : <DeclineForm onDecide={decide} />}
    </>
  );
}

function DeclineForm({ onDecide }: { onDecide: (decision: Decision) => void }) {
  const { t } = useTranslation("orders");
  const [reasonCode, setReason] = useState<ReasonCode | null>(null);
  const [note, setNote] = useState("");
  return (
    <>
      <div className="card">
        <div className="b f13" style={{ marginBottom: 6 }}>{t("confirm.proposal.whyDecline")}</div>
        <ReasonPills label={t("confirm.reason")} codes={DECLINE_REASONS} value={reasonCode} onChange={setReason} />
        <div style={{ marginTop: 12 }}><BoxedInput decimal={false} label={t("confirm.note")} value={note} onChange={setNote} /></div>
      </div>
      <div className="act-bar">
        {!reasonCode && <p className="f12 warn" style={{ marginBottom: 8 }}>{t("confirm.needsReason")}</p>}
        <Button danger size="large" block disabled={!reasonCode} onClick={() => onDecide({ kind: "DECLINE", reasonCode, note: note.trim() || null })}>
          {reasonCode ? t("confirm.proposal.declineWith", { reason: t(`ui:reason.${reasonCode}`) }) : t("confirm.proposal.decline")}
        </Button>
      </div>
    </>
  );
}
