import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { ConfirmLineFragment } from "@/graphql/orders/graphql";
import { useNamed } from "@/ui/clock";
import { formatMoney } from "@/ui/format";
import { FactStrip } from "@/ui/layout";
import { EmptyState, ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { answerInput, canAnswer, canDecide, canPromise, choiceFromDraft, type Choice } from "./answers";
import { AnswerHead, DueChip, useWide } from "./bits";
import { LineCard } from "./LineCard";
import { DecideBlock, PromiseBlock } from "./OtherCards";
import type { Act } from "./outbox";
import { linesOf, useAnswerOrder, type AnswerOrder } from "./useAnswerOrder";
import { useOutbox } from "./useOutbox";

/** Line by line: what is chosen is collected and sent as one act. */
export function AnswerPage({ orderId }: { orderId: string }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const wide = useWide();
  const { order, loading, failure, isMissing, reload } = useAnswerOrder(orderId);
  if (loading) return <div className="card"><Skeleton rows={5} height={72} what={t("confirm.loading")} /></div>;
  if (failure) return <div className="card"><ErrorState what={t("confirm.what")} failure={failure} onRetry={reload} /></div>;
  if (isMissing || !order) return <div className="card"><MissingState act={<Link to="/confirm">{t("confirm.backToList")}</Link>} /></div>;
  return (
    <>
      <AnswerHead
        back={wide ? null : "/confirm"}
        title={order.number}
        hint={<>{named(order.partner.shortName, order.partner.shortNameEn)} · {t("confirm.card.lines", { count: linesOf(order).length })} · <Link to={`/orders/${order.id}`}>{t("confirm.openOrder")}</Link></>}
        extra={<DueChip at={order.nextDueAt} />}
      />
      <OrderFacts order={order} />
      <OrderLines key={order.id} order={order} />
    </>
  );
}

function OrderFacts({ order }: { order: AnswerOrder }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const phone = usePhone();
  const facts = [
    { label: t("confirm.fact.shipTo"), value: named(order.shipTo.name, order.shipTo.nameEn) },
    { label: t("confirm.fact.payment"), value: order.paymentTerms },
    ...(order.incoterm ? [{ label: t("confirm.fact.incoterm"), value: order.incoterm }] : []),
    ...(order.amountWithTax ? [{ label: t("confirm.fact.total"), value: formatMoney(order.amountWithTax, order.currency) }] : []),
  ];
  return (
    <>
      {phone
        ? <p className="f12 t2" style={{ margin: "0 4px 10px" }}>{facts.map((fact) => `${fact.label} ${fact.value}`).join(" · ")}</p>
        : <FactStrip facts={facts} />}
      {order.note && <p className="f13 t2" style={{ margin: "-4px 4px 12px" }}>{t("confirm.fact.note")}{order.note}</p>}
    </>
  );
}

type Picked = Record<string, { version: number; choice: Choice | null }>;

/** What is chosen for a line: picked here, else the saved draft; a pick for an older version counts no more. */
function chosenFor(line: ConfirmLineFragment, picked: Picked): Choice | null {
  const here = picked[line.id];
  if (here?.version === line.version) return here.choice;
  return line.answerDraft ? choiceFromDraft(line.answerDraft) : null;
}

function OrderLines({ order }: { order: AnswerOrder }) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const { outbox, pending } = useOutbox();
  const [picked, setPicked] = useState<Picked>({});
  const lines = linesOf(order);
  const toAnswer = lines.filter(canAnswer);
  const chosen = toAnswer.flatMap((line) => {
    const choice = chosenFor(line, picked);
    return choice ? [{ line, choice }] : [];
  });
  const isPending = pending.some((one) => one.orderId === order.id);
  const pick = (line: ConfirmLineFragment, choice: Choice | null) => setPicked({ ...picked, [line.id]: { version: line.version, choice } });
  const rest = toAnswer.length - chosen.length;

  const act = (what: Act) => {
    void outbox.submit(order, what);
    void navigate(`/confirm/${order.id}/result`);
  };
  const submit = () => act({ kind: "answer", answers: chosen.map(({ line, choice }) => answerInput(line, choice)) });

  const others = lines.filter((line) => canDecide(line) || canPromise(line));
  if (toAnswer.length + others.length === 0) {
    return (
      <div className="card">
        <EmptyState icon="check" title={t("confirm.nothingHere")} act={<Button onClick={() => void navigate("/confirm")}>{t("confirm.backToList")}</Button>}>
          {t("confirm.nothingHereText")}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <div className="confirm-list answer-lines">
        {toAnswer.map((line) => (
          <LineCard key={line.id} orderId={order.id} line={line} choice={chosenFor(line, picked)} onPick={(choice) => pick(line, choice)} />
        ))}
        {lines.filter(canDecide).map((line) => (
          <article key={line.id} className="card"><DecideBlock orderId={order.id} line={line} isPending={isPending} onAct={act} /></article>
        ))}
        {lines.filter(canPromise).map((line) => (
          <article key={line.id} className="card"><PromiseBlock orderId={order.id} line={line} /></article>
        ))}
      </div>
      {toAnswer.length > 0 && (
        <div className="act-bar">
          <p className="f12 t2" style={{ marginBottom: 8 }} role="status">
            {isPending ? t("confirm.card.pending") : rest > 0 ? t("confirm.restUnchosen", { count: rest }) : t("confirm.allChosen")}
          </p>
          <div className="act-row">
            {rest > 0 && (
              <Button size="large" style={{ marginBottom: 8 }} block onClick={() => setPicked(Object.fromEntries(toAnswer.map((line) =>
                [line.id, { version: line.version, choice: chosenFor(line, picked) ?? { kind: "ACCEPT" as const } }])))}>
                {t("confirm.acceptRest", { count: rest })}
              </Button>
            )}
            <Button type="primary" size="large" block disabled={chosen.length === 0 || isPending} onClick={submit}>
              {chosen.length === 0 ? t("confirm.submitNone") : t("confirm.submitLines", { count: chosen.length })}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
