import { Button, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderLineFragment } from "@/graphql/orders/graphql";
import { useLineActs } from "./useLineActs";

/** The supplier tells how far a line is made. */
export function ProductionDialog({ line, open, onClose }: { line: OrderLineFragment; open: boolean; onClose: () => void }) {
  const { t } = useTranslation("orders");
  const acts = useLineActs(line);
  const [percent, setPercent] = useState(line.productionPercent ?? 0);
  return (
    <Modal
      open={open}
      title={t("production.title", { label: line.label })}
      onCancel={onClose}
      width={360}
      footer={
        <Button type="primary" loading={acts.busy} onClick={() => void acts.report(percent).then((done) => done && onClose())}>
          {t("production.submit", { percent })}
        </Button>
      }
    >
      <label className="col g4">
        <span className="f12 t2">{t("production.percent")}</span>
        <InputNumber min={0} max={100} value={percent} suffix="%" style={{ width: "100%" }} onChange={(value) => setPercent(value ?? 0)} />
      </label>
    </Modal>
  );
}
