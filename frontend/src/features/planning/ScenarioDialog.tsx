import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanScenarioSaveDocument, ScenarioChoicesDocument, ScenarioItemsDocument } from "@/graphql/planning/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed, useNow } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { Icon } from "@/ui/icons";
import { Banner } from "@/ui/layout";
import { comingWeeks, weekNumber } from "@/ui/weeks";
import { type Assumption, type Draft, draftOf, emptyDraft, inputOf, isWhole, KINDS, OF_A_PARTNER, WITH_WEEKS } from "./assumptions";
import type { ScenarioOpen } from "./ScenarioActs";

type Props = { open: ScenarioOpen; onClose: () => void; onDone: () => void };

/** A scenario's name and what it takes otherwise. */
export function ScenarioDialog({ open, onClose, onDone }: Props) {
  const { t } = useTranslation("planning");
  const { scenario } = open;
  const [name, setName] = useState(scenario?.name ?? "");
  const [note, setNote] = useState(scenario?.note ?? "");
  const [drafts, setDrafts] = useState<Draft[]>(() => scenario?.assumptions.map(draftOf) ?? [emptyDraft()]);
  const [refused, setRefused] = useState("");
  const [save, saving] = useAct(PlanScenarioSaveDocument, (answer) => answer.planScenarioSave);
  const submit = async () => {
    const answer = await save({ scenarioId: scenario?.id ?? null, version: scenario?.version ?? null, name: name.trim(), note: note.trim(), assumptions: drafts.map(inputOf) });
    if (answer.ok) onDone();
    else setRefused(whyNot(answer));
  };
  return (
    <Modal open width={720} title={scenario ? scenario.name : t("scenario.new")} onCancel={onClose} okText={t("demand.save")} cancelText={t("cancel")} confirmLoading={saving} okButtonProps={{ disabled: !name.trim() || drafts.length === 0 || !drafts.every(isWhole) }} onOk={() => void submit()}>
      <div className="col g12">
        {refused && <Banner tone="danger">{refused}</Banner>}
        <Field label={t("scenario.name")}>{({ id }) => <Input id={id} maxLength={60} value={name} placeholder={t("scenario.nameExample")} onChange={(event) => setName(event.target.value)} />}</Field>
        {drafts.map((draft, at) => (
          <AssumptionFields key={at} draft={draft} known={scenario?.assumptions ?? []} onChange={(next) => setDrafts(drafts.map((one, place) => (place === at ? next : one)))} onRemove={drafts.length > 1 ? () => setDrafts(drafts.filter((_, place) => place !== at)) : undefined} />
        ))}
        <div><Button icon={<Icon name="plus" />} disabled={drafts.length >= 20} onClick={() => setDrafts([...drafts, emptyDraft()])}>{t("assume.add")}</Button></div>
        <Field label={t("scenario.note")}>{({ id }) => <Input.TextArea id={id} rows={2} maxLength={400} value={note} onChange={(event) => setNote(event.target.value)} />}</Field>
      </div>
    </Modal>
  );
}

function AssumptionFields({ draft, known, onChange, onRemove }: { draft: Draft; known: readonly Assumption[]; onChange: (draft: Draft) => void; onRemove?: () => void }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const now = useNow();
  const [seek, setSeek] = useState("");
  const choices = useRead(ScenarioChoicesDocument, {});
  const found = useRead(ScenarioItemsDocument, { search: seek || null });
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const options = (found.data?.items.edges ?? []).map(({ node }) => node);
  const items = [...known.flatMap((one) => (one.item && !options.some((other) => other.id === one.item?.id) ? [one.item] : [])), ...options];
  const weeks = comingWeeks(now, 52).map((monday) => ({ value: monday, label: `W${weekNumber(monday)} · ${monday}` }));
  const partners = (choices.data?.partnerships.edges ?? []).map(({ node }) => ({ value: node.id, label: named(node.partner.shortName, node.partner.shortNameEn) }));
  const groups = (choices.data?.capacityGroups.edges ?? []).map(({ node }) => ({ value: node.id, label: named(node.name, node.nameEn) }));
  return (
    <fieldset className="assumption">
      <legend className="sr-only">{t(`assume.kind.${draft.kind}`)}</legend>
      <Field label={t("assume.what")}>{({ id }) => <Select id={id} value={draft.kind} onChange={(kind) => set({ kind })} options={KINDS.map((kind) => ({ value: kind, label: t(`assume.kind.${kind}`) }))} />}</Field>
      {OF_A_PARTNER.includes(draft.kind) && <Field label={t("orders.partner")}>{({ id }) => <Select id={id} value={draft.partnershipId || undefined} onChange={(partnershipId) => set({ partnershipId })} options={partners} />}</Field>}
      {draft.kind === "HOURS" && <Field label={t("assume.group")}>{({ id }) => <Select id={id} allowClear placeholder={t("assume.allGroups")} value={draft.groupId || undefined} onChange={(groupId) => set({ groupId: groupId ?? "" })} options={groups} />}</Field>}
      {draft.kind !== "HOURS" && <Field label={t("board.item")}>{({ id }) => <Select id={id} allowClear showSearch={{ filterOption: false, onSearch: setSeek }} placeholder={t(draft.kind === "DEMAND" ? "assume.allProducts" : "assume.allItems")} value={draft.itemId || undefined} onChange={(itemId) => set({ itemId: itemId ?? "" })} options={items.map((one) => ({ value: one.id, label: `${one.number} ${named(one.name, one.nameEn)}` }))} />}</Field>}
      {draft.kind !== "SUPPLIER_OUT" && <Field label={t(`assume.amount.${draft.kind}`)}>{({ id }) => <Input id={id} inputMode="decimal" value={draft.amount} onChange={(event) => set({ amount: event.target.value })} />}</Field>}
      {WITH_WEEKS.includes(draft.kind) && <Field label={t("assume.first")}>{({ id }) => <Select id={id} allowClear placeholder={t("assume.now")} value={draft.firstWeek || undefined} onChange={(firstWeek) => set({ firstWeek: firstWeek ?? "" })} options={weeks} />}</Field>}
      {WITH_WEEKS.includes(draft.kind) && <Field label={t("assume.last")}>{({ id }) => <Select id={id} allowClear placeholder={t("assume.end")} value={draft.lastWeek || undefined} onChange={(lastWeek) => set({ lastWeek: lastWeek ?? "" })} options={weeks} />}</Field>}
      {onRemove && <Button className="assumption-remove" type="text" icon={<Icon name="cross" />} aria-label={t("assume.remove")} onClick={onRemove} />}
    </fieldset>
  );
}
