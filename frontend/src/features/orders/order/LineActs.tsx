import { Dropdown, type MenuProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { OrderLineFragment, ScheduleLineAct } from "@/graphql/orders/graphql";
import { Icon } from "@/ui/icons";
import { CancelDialog } from "../book/CancelDialog";
import { ChangeDialog } from "./ChangeDialog";
import { ProductionDialog } from "./ProductionDialog";
import { useLineActs } from "./useLineActs";

type Dialog = "cancel" | "change" | "production";

/** The acts open to this person on one schedule line now, behind one small button. */
export function LineActs({ line, orderId }: { line: OrderLineFragment; orderId: string }) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const acts = useLineActs(line);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);

  // In the order in which they are met in the life of a line. DECIDE and WITHDRAW stand in the panel beside it.
  const doors: [ScheduleLineAct, string, () => void][] = [
    ["ANSWER", "acts.answer", () => void navigate(`/confirm/${orderId}`)],
    ["PROMISE_BACKORDER", "acts.backorder", () => void navigate(`/confirm/${orderId}/${line.id}/promise`)],
    ["COUNTER", "acts.counter", () => void navigate(`/confirm/${orderId}/${line.id}/counter`)],
    ["SHIP", "acts.ship", () => void navigate(`/asns/new?lines=${line.id}`)],
    ["REPORT_PRODUCTION", "acts.production", () => setDialog("production")],
    ["WITHDRAW_REJECTION", "acts.withdrawRejection", () => void acts.withdrawRejection()],
    ["CHANGE", "acts.change", () => setDialog("change")],
    ["REMIND", "acts.remind", () => void acts.remind()],
    ["INSPECT", "acts.inspect", () => void acts.inspect()],
    ["SETTLE", "acts.settle", () => void acts.settle()],
    ["CLOSE", "acts.close", () => void acts.close()],
    ["CANCEL_BACKORDER", "acts.cancelBackorder", () => void acts.cancelBackorder()],
    ["CANCEL", "acts.cancel", () => setDialog("cancel")],
  ];
  const items: MenuProps["items"] = doors
    .filter(([act]) => line.allowedActs.includes(act))
    .map(([act, label, onClick]) => ({ key: act, label: t(label), onClick, danger: act === "CANCEL" || act === "CANCEL_BACKORDER" }));
  if (items.length === 0) return null;

  return (
    // React passes clicks in a dialog on to the row it was opened from; they are not meant for it.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span onClick={(event) => event.stopPropagation()}>
      <Dropdown trigger={["click"]} menu={{ items }} placement="bottomRight">
        <button type="button" className="icon-button line-acts" aria-label={t("acts.of", { label: line.label })}><Icon name="more" /></button>
      </Dropdown>
      {dialog === "change" && <ChangeDialog line={line} open onClose={close} />}
      {dialog === "production" && <ProductionDialog line={line} open onClose={close} />}
      <CancelDialog
        lines={[{ id: line.id, orderNumber: "", label: line.label }]}
        open={dialog === "cancel"}
        busy={acts.busy}
        onCancel={close}
        onConfirm={(reasonCode, note) => void acts.cancel(reasonCode, note).then((done) => done && close())}
      />
    </span>
  );
}
