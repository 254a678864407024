import { Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanningItemsSaveDocument } from "@/graphql/planning/graphql";
import { type Refused, useAct } from "@/session/useAct";
import { useNamed } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { Banner } from "@/ui/layout";
import type { PlannedItem } from "./TermsPage";

type Props = { planned: PlannedItem; onClose: () => void; onDone: () => void };
const NAMES = ["safetyStock", "margin", "productionCost"] as const;
type Name = (typeof NAMES)[number];

/** What planning knows of one item. */
export function TermsDialog({ planned, onClose, onDone }: Props) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const { item, terms } = planned;
  const [draft, setDraft] = useState<Record<Name, string>>({ safetyStock: terms.safetyStock, margin: terms.margin, productionCost: terms.productionCost });
  const [refused, setRefused] = useState<Refused[]>([]);
  const [failure, setFailure] = useState("");
  const [save, saving] = useAct(PlanningItemsSaveDocument, (answer) => answer.planningItemsSave);
  const names = NAMES.filter((name) => name !== "productionCost" || item.kind === "MAKE");
  const submit = async () => {
    const answer = await save({ items: [{ itemId: item.id, version: terms.version, ...Object.fromEntries(names.map((name) => [name, draft[name].trim() || "0"])) }] });
    if (answer.ok) onDone();
    setRefused(answer.refused);
    setFailure(answer.failure?.message ?? "");
  };
  const isWrong = (name: Name) => !/^-?\d*(\.\d+)?$/.test(draft[name].trim());
  const why = (name: Name) => (isWrong(name) ? t("policy.notANumber") : refused.find((one) => one.field === name)?.message);
  const rest = failure || refused.find((one) => !NAMES.some((name) => name === one.field))?.message;
  return (
    <Modal open title={named(item.name, item.nameEn)} onCancel={onClose} okText={t("demand.save")} cancelText={t("cancel")} confirmLoading={saving} okButtonProps={{ disabled: names.some(isWrong) }} onOk={() => void submit()}>
      <div className="col g12">
        {rest && <Banner tone="danger">{rest}</Banner>}
        {names.map((name) => (
          <Field key={name} label={name === "safetyStock" ? t("terms.safetyStockIn", { unit: item.unitName }) : t(`terms.${name}`)} hint={t(`terms.${name}Hint`)} refusal={why(name)}>
            {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={draft[name]} onChange={(event) => setDraft({ ...draft, [name]: event.target.value })} />}
          </Field>
        ))}
      </div>
    </Modal>
  );
}
