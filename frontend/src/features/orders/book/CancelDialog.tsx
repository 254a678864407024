import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BookRowFragment, ReasonCode } from "@/graphql/orders/graphql";

const REASONS: ReasonCode[] = ["DEMAND_CHANGE", "DRAWING", "PRICE", "QUALITY", "FORCE_MAJEURE", "OTHER"];

/** Cancelling names what is cancelled and why; both sides will read the reason. */
export function CancelDialog({ lines, open, busy, onCancel, onConfirm }: {
  lines: Pick<BookRowFragment, "id" | "orderNumber" | "label">[]; open: boolean; busy: boolean; onCancel: () => void;
  onConfirm: (reason: ReasonCode, note: string) => void;
}) {
  const { t } = useTranslation("orders");
  const [reason, setReason] = useState<ReasonCode | null>(null);
  const [note, setNote] = useState("");
  return (
    <Modal
      open={open}
      title={t("cancel.title", { count: lines.length })}
      onCancel={onCancel}
      width={460}
      destroyOnHidden
      footer={[
        <Button key="no" onClick={onCancel}>{t("cancel.keep")}</Button>,
        <Button key="yes" danger loading={busy} disabled={!reason} onClick={() => reason && onConfirm(reason, note.trim())}>
          {reason ? t("cancel.confirmWith", { count: lines.length, reason: t(`ui:reason.${reason}`) }) : t("cancel.chooseReason")}
        </Button>,
      ]}
    >
      <div className="col g12">
        <p className="f13 t2">{lines.slice(0, 8).map((line) => `${line.orderNumber} / ${line.label}`).join("，")}{lines.length > 8 ? " …" : ""}</p>
        <label className="col g4">
          <span className="f12 t2">{t("cancel.reason")}</span>
          <Select
            value={reason}
            aria-label={t("cancel.reason")}
            onChange={setReason}
            options={REASONS.map((value) => ({ value, label: t(`ui:reason.${value}`) }))}
          />
        </label>
        <label className="col g4">
          <span className="f12 t2">{t("cancel.note")}</span>
          <Input.TextArea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        <p className="f12 t3">{t("cancel.hint")}</p>
      </div>
    </Modal>
  );
}
