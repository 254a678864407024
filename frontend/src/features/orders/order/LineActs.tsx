import { Button, Dropdown, InputNumber, Modal, type MenuProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { CancelLinesDocument, CloseLineDocument, RemindLinesDocument, ReportProductionDocument, type OrderLineFragment } from "@/graphql/orders/graphql";
import { useAct, whyNot, type ActAnswer } from "@/session/useAct";
import { Icon } from "@/ui/icons";
import { useToast } from "@/ui/toast";
import { CancelDialog } from "../book/CancelDialog";

type Payload = { results?: { errors: { message: string }[] }[] } | null;

/** The acts open to this person on one schedule line now, behind one small button. */
export function LineActs({ line, orderId }: { line: OrderLineFragment; orderId: string }) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const navigate = useNavigate();
  const [remind] = useAct(RemindLinesDocument, (data) => data.scheduleLinesRemind);
  const [cancel, cancelling] = useAct(CancelLinesDocument, (data) => data.scheduleLinesCancel);
  const [close] = useAct(CloseLineDocument, (data) => data.scheduleLineClose);
  const [report, reporting] = useAct(ReportProductionDocument, (data) => data.productionReport);
  const [dialog, setDialog] = useState<"cancel" | "production" | null>(null);
  const [percent, setPercent] = useState(line.productionPercent ?? 0);

  const tell = (answer: ActAnswer<Payload>, done: string) => {
    const refused = whyNot(answer) || answer.payload?.results?.[0]?.errors[0]?.message;
    if (refused) message.error(refused);
    else {
      message.success(t(done, { label: line.label, count: 1 }));
      setDialog(null);
    }
  };
  const may = new Set(line.allowedActs);
  const items: MenuProps["items"] = [];
  if (may.has("ANSWER")) items.push({ key: "answer", label: t("acts.answer"), onClick: () => void navigate(`/confirm/${orderId}`) });
  if (may.has("PROMISE_BACKORDER")) items.push({ key: "backorder", label: t("acts.backorder"), onClick: () => void navigate(`/confirm/${orderId}`) });
  if (may.has("SHIP")) items.push({ key: "ship", label: t("acts.ship"), onClick: () => void navigate(`/asns/new?line=${line.id}`) });
  if (may.has("REPORT_PRODUCTION")) items.push({ key: "production", label: t("acts.production"), onClick: () => setDialog("production") });
  if (may.has("REMIND")) {
    items.push({ key: "remind", label: t("acts.remind"), onClick: () => void remind({ ids: [line.id] }).then((answer) => tell(answer, "bulk.reminded")) });
  }
  if (may.has("CLOSE")) {
    items.push({ key: "close", label: t("acts.close"), onClick: () => void close({ scheduleLineId: line.id, version: line.version }).then((answer) => tell({ ...answer, payload: null }, "acts.closed")) });
  }
  if (may.has("CANCEL")) items.push({ key: "cancel", danger: true, label: t("acts.cancel"), onClick: () => setDialog("cancel") });
  if (items.length === 0) return null;

  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items }} placement="bottomRight">
        <button type="button" className="icon-button line-acts" aria-label={t("acts.of", { label: line.label })} onClick={(event) => event.stopPropagation()}>
          <Icon name="more" />
        </button>
      </Dropdown>
      <CancelDialog
        lines={[{ id: line.id, orderNumber: "", label: line.label }]}
        open={dialog === "cancel"}
        busy={cancelling}
        onCancel={() => setDialog(null)}
        onConfirm={(reasonCode, note) => void cancel({ items: [{ scheduleLineId: line.id, version: line.version, reasonCode, note }] }).then((answer) => tell(answer, "bulk.cancelled"))}
      />
      <Modal
        open={dialog === "production"}
        title={t("production.title", { label: line.label })}
        onCancel={() => setDialog(null)}
        width={360}
        destroyOnHidden
        footer={
          <Button
            type="primary"
            loading={reporting}
            onClick={() => void report({ scheduleLineId: line.id, version: line.version, percent }).then((answer) => tell({ ...answer, payload: null }, "production.done"))}
          >
            {t("production.submit", { percent })}
          </Button>
        }
      >
        <label className="col g4">
          <span className="f12 t2">{t("production.percent")}</span>
          <InputNumber min={0} max={100} value={percent} suffix="%" style={{ width: "100%" }} onChange={(value) => setPercent(value ?? 0)} />
        </label>
      </Modal>
    </>
  );
}
