import { Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderLineFragment } from "@/graphql/orders/graphql";
import { formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { CounterFields, type CounterDraft } from "./CounterFields";
import { useLineActs } from "./useLineActs";

/** The buyer wants another quantity, day or price: at once before the answer, as a proposal after it. */
export function ChangeDialog({ line, open, onClose }: { line: OrderLineFragment; open: boolean; onClose: () => void }) {
  const { t } = useTranslation("orders");
  const acts = useLineActs(line);
  const standing = { quantity: formatQuantity(line.orderedQuantity), date: line.promisedDate ?? line.requestedDate, price: line.unitPrice ? formatQuantity(line.unitPrice) : "" };
  const [draft, setDraft] = useState<CounterDraft>({ ...standing, reasonCode: null, note: "" });
  const [refusal, setRefusal] = useState("");
  const same = draft.quantity === standing.quantity && draft.date === standing.date && draft.price === standing.price;
  const plain = (value: string) => value.replace(/[,\s]/g, "");

  const submit = async () => {
    const { done, why } = await acts.change({
      quantity: draft.quantity === standing.quantity ? "" : plain(draft.quantity),
      date: draft.date === standing.date ? "" : draft.date,
      price: draft.price === standing.price ? "" : plain(draft.price),
      reasonCode: draft.reasonCode, note: draft.note.trim(),
    });
    setRefusal(why);
    if (done) onClose();
  };
  const unanswered = line.status === "SENT" || line.status === "SEEN" || line.status === "DRAFT";
  return (
    <Modal
      open={open}
      title={t("change.title", { label: line.label })}
      onCancel={onClose}
      width={460}
      footer={[
        <Button key="no" onClick={onClose}>{t("change.leave")}</Button>,
        <Button key="yes" type="primary" loading={acts.busy} disabled={same} onClick={() => void submit()}>{t(unanswered ? "change.now" : "change.propose")}</Button>,
      ]}
    >
      <div className="col g12">
        <p className="f12 t3">{t(unanswered ? "change.hintNow" : "change.hintPropose")}</p>
        <CounterFields draft={draft} unit={line.unitName} currency={line.currency} priced={line.unitPrice !== null} indented={false} onChange={setDraft} />
        {refusal && <Banner tone="danger">{refusal}</Banner>}
      </div>
    </Modal>
  );
}
