import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DecideLineDocument, type OrderLineFragment, type OrderProposalFragment } from "@/graphql/orders/graphql";
import { useAct } from "@/session/useAct";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { dayOf, formatDay, formatQuantity, hourOf } from "@/ui/format";
import { Banner, Panel } from "@/ui/layout";
import { ConflictBanner } from "@/ui/page-states";
import { Deadline } from "@/ui/values";
import { CounterFields, type CounterDraft } from "./CounterFields";
import { ProposalTable } from "./ProposalTable";
import type { Order } from "./PlanTable";

const plain = (number: string) => number.replace(/[,\s]/g, "");

type Exit = "ACCEPT" | "COUNTER" | "DECLINE";

function ExitChoice({ name, value, chosen, title, children, onChoose }: {
  name: string; value: Exit; chosen: boolean; title: string; children: ReactNode; onChoose: () => void;
}) {
  return (
    <label className={chosen ? "exit chosen" : "exit"}>
      <input type="radio" name={name} value={value} checked={chosen} onChange={onChoose} />
      <span className="grow">
        <span className={chosen ? "b" : ""}>{title}</span>
        <span className="f12 t2 exit-effect">{children}</span>
      </span>
    </label>
  );
}

/** The other side's counter beside what was ordered, the three ways to answer, and what each would change. */
export function DecisionPanel({ order, line, proposal, onReload }: {
  order: Order; line: OrderLineFragment; proposal: OrderProposalFragment; onReload: () => void;
}) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const language = useLanguage();
  const now = useNow();
  const [decide, busy] = useAct(DecideLineDocument, (data) => data.proposalsDecide);
  const [exit, setExit] = useState<Exit>("ACCEPT");
  const [draft, setDraft] = useState<CounterDraft>({ quantity: formatQuantity(proposal.oldQuantity), date: proposal.oldDate, price: proposal.oldPrice ? formatQuantity(proposal.oldPrice) : "", reasonCode: null, note: "" });
  const [refusal, setRefusal] = useState<{ message: string; conflict: boolean } | null>(null);

  const partner = named(order.partner.shortName, order.partner.shortNameEn);
  const day = (value: string) => formatDay(value, language, now);
  const submit = async () => {
    setRefusal(null);
    const counter = exit === "COUNTER" ? {
      quantity: plain(draft.quantity), date: draft.date, price: plain(draft.price) || undefined, reasonCode: draft.reasonCode ?? undefined,
    } : {};
    const answer = await decide({
      decisions: [{ proposalId: proposal.id, version: line.version, kind: exit, note: draft.note || undefined, ...counter }],
    });
    const refused = answer.refused[0] ?? answer.payload?.results[0]?.errors[0];
    if (refused) setRefusal({ message: refused.message, conflict: refused.code === "CONFLICT" });
    else if (answer.failure) setRefusal({ message: answer.failure.message, conflict: false });
  };
  const labels: Record<Exit, string> = {
    ACCEPT: proposal.isCancellation ? t("decide.submit.acceptCancel") : t("decide.submit.accept", { day: day(proposal.newDate) }),
    COUNTER: t("decide.submit.counter"),
    DECLINE: t("decide.submit.decline", { day: day(proposal.oldDate) }),
  };
  const deadline = new Date(proposal.decideBy);
  const byWhen = `${day(dayOf(deadline))} ${hourOf(deadline)}`;

  return (
    <Panel title={t("decide.title", { label: line.label })} extra={<Deadline value={proposal.decideBy} chip />}>
      <ProposalTable proposal={proposal} unit={line.unitName} currency={order.currency} partner={partner} mine={t("decide.order")} />
      <div className="col g6" role="radiogroup" aria-label={t("decide.exits")} style={{ margin: "12px 0" }}>
        <ExitChoice name={proposal.id} value="ACCEPT" chosen={exit === "ACCEPT"} title={t("decide.accept")} onChoose={() => setExit("ACCEPT")}>
          {proposal.isCancellation ? t("decide.effect.acceptCancel") : t("decide.effect.accept", { day: day(proposal.newDate) })}
        </ExitChoice>
        {!proposal.isCancellation && <ExitChoice name={proposal.id} value="COUNTER" chosen={exit === "COUNTER"} title={t("decide.counter")} onChoose={() => setExit("COUNTER")}>
          {t("decide.effect.counter", { partner })}
        </ExitChoice>}
        {exit === "COUNTER" && <CounterFields draft={draft} unit={line.unitName} currency={order.currency} priced={proposal.oldPrice !== null} onChange={setDraft} />}
        <ExitChoice name={proposal.id} value="DECLINE" chosen={exit === "DECLINE"} title={t("decide.decline")} onChoose={() => setExit("DECLINE")}>
          {t("decide.effect.decline", { day: day(proposal.oldDate), partner })}
        </ExitChoice>
      </div>
      {refusal && (
        <div style={{ marginBottom: 10 }}>
          {refusal.conflict
            ? <ConflictBanner message={refusal.message} onShow={onReload} />
            : <Banner tone="danger">{refusal.message}</Banner>}
        </div>
      )}
      <Button block type="primary" danger={exit === "DECLINE"} loading={busy} onClick={() => void submit()}>{labels[exit]}</Button>
      <p className="f12 t3" style={{ marginTop: 8 }}>
        {t("decide.default", { when: byWhen })}{" "}
        <b className="t2">{t(`decide.outcome.${proposal.defaultOutcome}`, { old: day(proposal.oldDate), new: day(proposal.newDate) })}</b>
      </p>
    </Panel>
  );
}
