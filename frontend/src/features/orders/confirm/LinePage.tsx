import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ConfirmSaveDraftDocument, type ConfirmLineFragment } from "@/graphql/orders/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useNamed } from "@/ui/clock";
import { EmptyState, ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { useToast } from "@/ui/toast";
import { answerInput, canAnswer, canCounter, canDecide, canPromise, type Choice } from "./answers";
import { AnswerHead } from "./bits";
import { CounterForm } from "./CounterForm";
import { DecideForm } from "./DecideForm";
import { RejectForm } from "./RejectForm";
import { SplitForm } from "./SplitForm";
import { linesOf, useAnswerOrder, type AnswerOrder } from "./useAnswerOrder";
import { useOutbox } from "./useOutbox";

export const WAYS = ["split", "counter", "reject", "promise", "decide"] as const;
export type Way = (typeof WAYS)[number];

type LinePageProps = { orderId: string; lineId: string; way: Way };

const OPEN_TO: Record<Way, (line: ConfirmLineFragment) => boolean> = {
  split: canAnswer, counter: canCounter, reject: canAnswer, promise: canPromise, decide: canDecide,
};

/** Answering one schedule line in one of its ways. */
export function LinePage({ orderId, lineId, way }: LinePageProps) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const { order, loading, failure, isMissing, reload } = useAnswerOrder(orderId);
  const back = `/confirm/${orderId}`;
  if (loading) return <div className="card"><Skeleton rows={4} height={72} what={t("confirm.loading")} /></div>;
  if (failure) return <div className="card"><ErrorState what={t("confirm.what")} failure={failure} onRetry={reload} /></div>;
  const line = order && linesOf(order).find((one) => one.id === lineId);
  if (isMissing || !order || !line) return <div className="card"><MissingState act={<Link to="/confirm">{t("confirm.backToList")}</Link>} /></div>;
  const head = (
    <AnswerHead back={back} title={t(`confirm.title.${way}`)} hint={`${order.number} / ${line.label} ${named(line.itemName, line.itemNameEn)}`} />
  );
  if (!OPEN_TO[way](line)) {
    return (
      <>
        {head}
        <div className="card">
          <EmptyState icon="lock" title={t("confirm.lineClosed")} act={<Link to={back}>{t("confirm.backToOrder")}</Link>}>{t("confirm.lineClosedText")}</EmptyState>
        </div>
      </>
    );
  }
  // A newer version of the line starts the form anew: what was typed for the old one no longer fits.
  return <div className="line-form">{head}<LineForm key={`${line.id}:${line.version}:${way}`} order={order} line={line} way={way} /></div>;
}

function LineForm({ order, line, way }: { order: AnswerOrder; line: ConfirmLineFragment; way: Way }) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const { outbox } = useOutbox();
  const terms = order.partnership.terms;
  const draft = line.answerDraft;
  const answer = (choice: Choice) => {
    void outbox.submit(order, { kind: "answer", answers: [answerInput(line, choice)] });
    void navigate(`/confirm/${order.id}/result`);
  };

  switch (way) {
    case "split":
      return (
        <SplitForm
          line={line} quantity={line.orderedQuantity} terms={terms} initial={draft?.kind === "SPLIT" ? draft : null}
          acts={(result, why) => (
            <Acts
              why={why} label={t("confirm.split.submit", { count: result?.parts.length ?? 0 })} blocked={t("confirm.split.blocked")}
              choice={result && { kind: "SPLIT", ...result }} line={line} onSubmit={answer} back={`/confirm/${order.id}`}
            />
          )}
        />
      );
    case "promise":
      return (
        <SplitForm
          line={line} quantity={line.backorderedQuantity} terms={terms} initial={null}
          acts={(result, why) => (
            <PrimaryAct why={why} label={result ? t("confirm.backorder.submit", { count: result.parts.length }) : t("confirm.split.blocked")} onClick={result ? () => {
              void outbox.submit(order, { kind: "promise", scheduleLineId: line.id, version: line.version, parts: result.parts });
              void navigate(`/confirm/${order.id}/result`);
            } : null} />
          )}
        />
      );
    case "counter":
      return (
        <CounterForm
          line={line} terms={terms} initial={counterStart(draft)}
          acts={(result, why) => (
            <Acts
              why={why} label={t("confirm.counter.submit")} blocked={t("confirm.counter.submit")} choice={result && { kind: "COUNTER", ...result }}
              line={line} onSubmit={answer} back={`/confirm/${order.id}`} isFirst={canAnswer(line)}
            >
              <Button size="large" danger style={{ flex: 1 }} onClick={() => void navigate(`/confirm/${order.id}/${line.id}/reject`)}>{t("confirm.rejectLine")}</Button>
            </Acts>
          )}
        />
      );
    case "reject":
      return (
        <RejectForm
          line={line} initial={{ reasonCode: draft?.kind === "REJECT" ? draft.reasonCode : null, note: draft?.kind === "REJECT" ? draft.note : "" }}
          counterPath={`/confirm/${order.id}/${line.id}/counter`}
          acts={(result, why) => (
            <>
              <Button danger size="large" block disabled={!result} onClick={() => result && answer({ kind: "REJECT", ...result })}>
                {result ? t("confirm.reject.submit", { reason: t(`ui:reason.${result.reasonCode}`) }) : t("confirm.reject.blocked")}
              </Button>
              <p className="f12 t3 c" style={{ marginTop: 8 }}>{why ?? t("confirm.reject.final")}</p>
            </>
          )}
        />
      );
    case "decide":
      return <DecideForm order={order} line={line} />;
  }
}

function counterStart(draft: ConfirmLineFragment["answerDraft"]) {
  if (draft?.kind !== "COUNTER") return {};
  return {
    ...(draft.quantity && { quantity: draft.quantity }), ...(draft.date && { date: draft.date }),
    ...(draft.price && { price: draft.price }), reasonCode: draft.reasonCode, note: draft.note,
  };
}

/** The one primary act; when it cannot be done the reason stands beside it. */
export function PrimaryAct({ label, why, onClick }: { label: string; why: string | null; onClick: (() => void) | null }) {
  return (
    <>
      {why && <p className="f12 warn" style={{ marginBottom: 8 }}>{why}</p>}
      <Button type="primary" size="large" block disabled={!onClick} onClick={() => onClick?.()}>{label}</Button>
    </>
  );
}

type ActsProps = {
  label: string; blocked: string; why: string | null; choice: Choice | null; line: ConfirmLineFragment; back: string;
  onSubmit: (choice: Choice) => void; children?: ReactNode;
  /** False for a change of what is promised already: nothing to keep as a draft or to reject. */
  isFirst?: boolean;
};

/** Send now, or keep the answer and go on with the other lines. */
function Acts({ label, blocked, why, choice, line, back, onSubmit, children, isFirst = true }: ActsProps) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const navigate = useNavigate();
  const [saveDraft, saving] = useAct(ConfirmSaveDraftDocument, (data) => data.answerDraftSave);
  const keep = async () => {
    if (!choice) return;
    const saved = await saveDraft({ answer: answerInput(line, choice) });
    if (saved.ok) void navigate(back);
    else message.error(whyNot(saved));
  };
  return (
    <>
      <PrimaryAct label={choice ? label : blocked} why={why} onClick={choice ? () => onSubmit(choice) : null} />
      {isFirst && (
        <div className="row g8" style={{ marginTop: 8 }}>
          <Button size="large" style={{ flex: 1 }} disabled={!choice} loading={saving} onClick={() => void keep()}>{t("confirm.saveDraft")}</Button>
          {children}
        </div>
      )}
    </>
  );
}

