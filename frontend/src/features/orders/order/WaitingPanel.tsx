import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { WithdrawProposalDocument, type OrderLineFragment, type OrderProposalFragment } from "@/graphql/orders/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { LinkButton } from "@/ui/LinkButton";
import { Panel } from "@/ui/layout";
import { DateText, Deadline, Difference, Quantity } from "@/ui/values";
import { useToast } from "@/ui/toast";
import { ChangeDialog } from "./ChangeDialog";
import type { Order } from "./PlanTable";
import { useLineActs } from "./useLineActs";
import { ProposalTable } from "./ProposalTable";

/** My counter lies with the other side: what was proposed, until when, and the way to take it back. */
export function WaitingPanel({ order, line, proposal }: { order: Order; line: OrderLineFragment; proposal: OrderProposalFragment }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const message = useToast();
  const [withdraw, busy] = useAct(WithdrawProposalDocument, (data) => data.proposalWithdraw);
  const take = async () => {
    const answer = await withdraw({ proposalId: proposal.id, version: line.version });
    if (answer.ok) message.success(t("waiting.withdrawn"));
    else message.error(whyNot(answer));
  };
  return (
    <Panel title={t("waiting.title", { label: line.label, partner: named(order.partner.shortName, order.partner.shortNameEn) })} extra={<Deadline value={proposal.decideBy} chip />}>
      <ProposalTable proposal={proposal} unit={line.unitName} currency={order.currency} partner={t("waiting.mine")} mine={t("decide.order")} />
      {line.allowedActs.includes("WITHDRAW") && <Button block style={{ marginTop: 12 }} loading={busy} onClick={() => void take()}>{t("waiting.withdraw")}</Button>}
    </Panel>
  );
}

/** The one act that comes next, in words; the rest stands behind the button of the row. */
function NextActs({ order, line }: { order: Order; line: OrderLineFragment }) {
  const { t } = useTranslation("orders");
  const acts = useLineActs(line);
  const [changing, setChanging] = useState(false);
  const may = new Set(line.allowedActs);
  const answers = may.has("ANSWER") || may.has("PROMISE_BACKORDER");
  return (
    <div className="row g8" style={{ marginTop: 12 }}>
      {answers && <LinkButton className="grow" type="primary" to={`/confirm/${order.id}`}>{t("acts.answer")}</LinkButton>}
      {may.has("SHIP") && !answers && <LinkButton className="grow" type="primary" to={`/asns/new?lines=${line.id}`}>{t("acts.ship")}</LinkButton>}
      {may.has("REMIND") && <Button className="grow" icon={<Icon name="bell" />} onClick={() => void acts.remind()}>{t("acts.remind")}</Button>}
      {may.has("CHANGE") && <Button className="grow" icon={<Icon name="pen" />} onClick={() => setChanging(true)}>{t("acts.change")}</Button>}
      {may.has("INSPECT") && <Button className="grow" type="primary" onClick={() => void acts.inspect()}>{t("acts.inspect")}</Button>}
      {may.has("SETTLE") && <Button className="grow" onClick={() => void acts.settle()}>{t("acts.settle")}</Button>}
      {changing && <ChangeDialog line={line} open onClose={() => setChanging(false)} />}
    </div>
  );
}

/** No counter is open on this line: its figures, and the next act where there is one. */
export function LinePanel({ order, line }: { order: Order; line: OrderLineFragment }) {
  const { t } = useTranslation("orders");
  const rows = [
    [t("book.column.ordered"), <Quantity key="v" value={line.orderedQuantity} unit={line.unitName} />],
    [t("book.column.confirmed"), <Quantity key="v" value={line.confirmedQuantity} unit={line.unitName} zeroAsNone />],
    [t("book.column.backordered"), <Quantity key="v" value={line.backorderedQuantity} unit={line.unitName} zeroAsNone />],
    [t("book.column.shipped"), <Quantity key="v" value={line.shippedQuantity} unit={line.unitName} zeroAsNone />],
    [t("book.column.received"), <Quantity key="v" value={line.receivedQuantity} unit={line.unitName} zeroAsNone />],
    [t("book.column.requested"), <DateText key="v" value={line.requestedDate} weekday />],
    [t("book.column.firstPromised"), <DateText key="v" value={line.firstPromisedDate} weekday />],
    [t("book.column.promised"), <DateText key="v" value={line.promisedDate} weekday none={t("book.unanswered")} />],
    [t("book.column.deviation"), <Difference key="v" value={line.deviationDays} unit={t("ui:unit.days")} />],
  ] as const;
  return (
    <Panel title={t("linePanel.title", { label: line.label })} extra={line.answerDueAt && <Deadline value={line.answerDueAt} chip />}>
      <dl className="pairs">
        {rows.map(([label, value]) => [<dt key={`${label}-name`}>{label}</dt>, <dd key={label} className="r">{value}</dd>])}
      </dl>
      {line.reasonCode && <p className="f13" style={{ marginTop: 10 }}><span className="t3">{t("decide.field.reason")}</span> {t(`ui:reason.${line.reasonCode}`)}</p>}
      <NextActs order={order} line={line} />
    </Panel>
  );
}
