import { Button, Dropdown, type MenuProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { CancelLinesDocument, DiscardOrderDocument, RemindLinesDocument, SendOrderDocument, type ReasonCode } from "@/graphql/orders/graphql";
import { useExport } from "@/lists/useExport";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { PageHead } from "@/ui/layout";
import { Deadline } from "@/ui/values";
import { useToast } from "@/ui/toast";
import { CancelDialog } from "../book/CancelDialog";
import { outcomeOf } from "../book/outcome";
import type { Order } from "./PlanTable";

function useOrderActs(order: Order) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const [send, sending] = useAct(SendOrderDocument, (data) => data.purchaseOrderSend);
  const [discard] = useAct(DiscardOrderDocument, (data) => data.purchaseOrderDiscard);
  const [remind, reminding] = useAct(RemindLinesDocument, (data) => data.scheduleLinesRemind);
  const [cancel, cancelling] = useAct(CancelLinesDocument, (data) => data.scheduleLinesCancel);
  const lines = order.lines.flatMap((line) => line.scheduleLines);
  const remindable = lines.filter((line) => line.allowedActs.includes("REMIND"));
  const cancellable = lines.filter((line) => line.allowedActs.includes("CANCEL"));
  return {
    sending, reminding, cancelling, remindable, cancellable,
    send: async () => {
      const answer = await send({ orderId: order.id, version: order.version });
      if (answer.ok) message.success(t("order.sent", { count: lines.length }));
      else message.error(whyNot(answer));
    },
    discard: async () => {
      const answer = await discard({ orderId: order.id, version: order.version });
      if (answer.ok) message.success(t("order.discarded"));
      else message.error(whyNot(answer));
    },
    remind: async () => {
      const answer = await remind({ ids: remindable.map((line) => line.id) });
      const outcome = outcomeOf(answer.payload?.results ?? [], () => "");
      if (!answer.ok || outcome.done === 0) message.error(whyNot(answer) || (outcome.failed[0]?.refused[0]?.message ?? ""));
      else message.success(t("bulk.reminded", { count: outcome.done }));
    },
    cancel: async (reasonCode: ReasonCode, note: string) => {
      const answer = await cancel({ items: cancellable.map((line) => ({ scheduleLineId: line.id, version: line.version, reasonCode, note })) });
      const outcome = outcomeOf(answer.payload?.results ?? [], () => "");
      if (!answer.ok || outcome.done === 0) message.error(whyNot(answer) || (outcome.failed[0]?.refused[0]?.message ?? ""));
      else message.success(t("bulk.cancelled", { count: outcome.done }));
      return answer.ok;
    },
  };
}

/** Number, state, whose turn, and the acts on the order as a whole. */
export function OrderHead({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const navigate = useNavigate();
  const acts = useOrderActs(order);
  const mayExport = useCan("EXPORT_RUN");
  const exports = useExport("SCHEDULE_LINES");
  const [cancelling, setCancelling] = useState(false);
  const may = new Set(order.allowedActs);
  const shippable = order.lines.flatMap((line) => line.scheduleLines).filter((line) => line.allowedActs.includes("SHIP")).map((line) => line.id);
  const more: MenuProps["items"] = [];
  if (may.has("DISCARD")) more.push({ key: "discard", danger: true, label: t("order.discard"), onClick: () => void acts.discard() });
  else if (acts.cancellable.length > 0) more.push({ key: "cancel", danger: true, label: t("bulk.cancel", { count: acts.cancellable.length }), onClick: () => setCancelling(true) });

  return (
    <>
      <PageHead
        crumb={<><Link to="/orders">{t("book.title")}</Link><Icon name="right" size="xs" /><span>{named(order.partner.shortName, order.partner.shortNameEn)}{order.partner.region && `（${order.partner.region}）`}</span></>}
        title={order.number}
        hint={
          <span className="row g12 wrap">
            <StateChip state={order.status} />
            {order.myTurnCount > 0
              ? <span>{t("order.myTurn", { count: order.myTurnCount })} {order.nextDueAt && <Deadline value={order.nextDueAt} />}</span>
              : order.nextDueAt && <span>{t("order.theirTurn")} <Deadline value={order.nextDueAt} /></span>}
          </span>
        }
        acts={
          <span className="row g8 wrap">
            {mayExport && (
              <Button icon={<Icon name="download" />} loading={exports.percent !== null} onClick={() => exports.start({ filter: { orderId: order.id } })}>{t("order.export")}</Button>
            )}
            {acts.remindable.length > 0 && <Button icon={<Icon name="bell" />} loading={acts.reminding} onClick={() => void acts.remind()}>{t("bulk.remind", { count: acts.remindable.length })}</Button>}
            {may.has("UPDATE_DRAFT") && <Button icon={<Icon name="pen" />} onClick={() => void navigate(`/orders/new?draft=${order.id}`)}>{t("order.edit")}</Button>}
            {may.has("CREATE_ASN") && shippable.length > 0 && <Button icon={<Icon name="truck" />} onClick={() => void navigate(`/asns/new?lines=${shippable.join(",")}`)}>{t("order.createAsn")}</Button>}
            {may.has("ANSWER") && <Button type="primary" onClick={() => void navigate(`/confirm/${order.id}`)}>{t("acts.answer")}</Button>}
            {may.has("SEND") && <Button type="primary" icon={<Icon name="send" />} loading={acts.sending} onClick={() => void acts.send()}>{t("order.send", { partner: named(order.partner.shortName, order.partner.shortNameEn) })}</Button>}
            {more.length > 0 && (
              <Dropdown trigger={["click"]} menu={{ items: more }} placement="bottomRight">
                <Button type="text" aria-label={t("order.more")} icon={<Icon name="more" />} />
              </Dropdown>
            )}
          </span>
        }
      />
      <CancelDialog
        lines={acts.cancellable.map((line) => ({ id: line.id, orderNumber: order.number, label: line.label }))}
        open={cancelling}
        busy={acts.cancelling}
        onCancel={() => setCancelling(false)}
        onConfirm={(reason, note) => void acts.cancel(reason, note).then((done) => done && setCancelling(false))}
      />
    </>
  );
}
