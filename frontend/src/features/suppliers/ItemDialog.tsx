import { Checkbox, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ItemChoicesDocument, ItemCreateDocument, ItemUpdateDocument, type ItemKind, type ItemRowFragment } from "@/graphql/suppliers/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { Banner } from "@/ui/layout";
import { Labelled } from "./TermsDialog";

type Draft = { number: string; name: string; nameEn: string; unit: string; kind: ItemKind; category: string; isLotManaged: boolean; drawingRevision: string };
const NEW: Draft = { number: "", name: "", nameEn: "", unit: "", kind: "BUY", category: "", isLotManaged: false, drawingRevision: "" };

type ItemDialogProps = { item: ItemRowFragment | null; onClose: () => void; onSaved: (id: string) => void };

/** A new item, or another name, category or drawing for one that exists. */
export function ItemDialog({ item, onClose, onSaved }: ItemDialogProps) {
  const { t } = useTranslation("suppliers");
  const { data: choices } = useRead(ItemChoicesDocument, {});
  const [draft, setDraft] = useState<Draft>(() => (item ? {
    number: item.number, name: item.name, nameEn: item.nameEn, unit: item.unit, kind: item.kind, category: item.category,
    isLotManaged: item.isLotManaged, drawingRevision: item.drawingRevision,
  } : NEW));
  const [create, creating] = useAct(ItemCreateDocument, (data) => data.itemCreate);
  const [update, updating] = useAct(ItemUpdateDocument, (data) => data.itemUpdate);
  const [refusal, setRefusal] = useState("");
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch });
  const missing = [!draft.number.trim() && t("item.number"), !draft.name.trim() && t("item.name"), !draft.unit && t("item.unit")].filter(Boolean);
  const submit = async () => {
    const answer = item ? await update({ itemId: item.id, item: draft }) : await create({ item: draft });
    const saved = answer.payload?.item;
    if (answer.ok && saved) {
      onSaved(saved.id);
      onClose();
    } else {
      setRefusal(whyNot(answer));
    }
  };
  return (
    <Modal
      open title={item ? t("item.editTitle", { number: item.number }) : t("item.new")} onCancel={onClose} width={560} cancelText={t("terms.cancel")}
      okText={item ? t("item.save") : t("item.create")} confirmLoading={creating || updating} okButtonProps={{ disabled: missing.length > 0 }} onOk={() => void submit()}
    >
      <div className="col g12">
        {refusal && <Banner tone="danger">{refusal}</Banner>}
        <div className="form-two">
          <Labelled label={t("item.number")}><Input className="mono" maxLength={40} value={draft.number} onChange={(event) => set({ number: event.target.value })} /></Labelled>
          <Labelled label={t("item.unit")}>
            <Select
              showSearch={{ optionFilterProp: "label" }} value={draft.unit || null} placeholder={t("item.pickUnit")}
              options={(choices?.units ?? []).map((unit) => ({ value: unit.code, label: `${unit.name} (${unit.code})` }))} onChange={(unit: string) => set({ unit })}
            />
          </Labelled>
          <Labelled label={t("item.name")}><Input maxLength={120} value={draft.name} onChange={(event) => set({ name: event.target.value })} /></Labelled>
          <Labelled label={t("item.nameEn")}><Input maxLength={120} value={draft.nameEn} onChange={(event) => set({ nameEn: event.target.value })} /></Labelled>
          <Labelled label={t("item.kind")}>
            <Select value={draft.kind} options={(["BUY", "MAKE"] as const).map((value) => ({ value, label: t(`item.kinds.${value}`) }))} onChange={(kind) => set({ kind })} />
          </Labelled>
          <Labelled label={t("item.category")}><Input maxLength={60} value={draft.category} onChange={(event) => set({ category: event.target.value })} /></Labelled>
          <Labelled label={t("item.drawing")}><Input className="mono" maxLength={40} value={draft.drawingRevision} onChange={(event) => set({ drawingRevision: event.target.value })} /></Labelled>
          <Checkbox checked={draft.isLotManaged} onChange={(event) => set({ isLotManaged: event.target.checked })}>{t("item.byLot")}</Checkbox>
        </div>
        {missing.length > 0 && <p className="f12 warn">{t("item.missing", { fields: missing.join(t("comma")) })}</p>}
      </div>
    </Modal>
  );
}
