import { Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DemandItemsDocument, DemandSaveDocument, type DemandInput } from "@/graphql/planning/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { Icon } from "@/ui/icons";
import { Banner } from "@/ui/layout";
import { Chip } from "@/ui/chips";
import { Quantity } from "@/ui/values";
import { comingWeeks, weekNumber } from "@/ui/weeks";
import { useNow } from "@/ui/clock";
import type { DemandCell, Wanted } from "./looks";

/** Where demand is typed: an item's week; without an item both are chosen. */
export type DemandPlace = { item: Wanted["item"] | null; week: string; cell: DemandCell | null };
type Props = { place: DemandPlace; onClose: () => void; onDone: () => void };
type Draft = { forecast: string; ordered: string; reference: string; priority: number };

function lineOf(itemId: string, week: string, rest: Partial<DemandInput> & Pick<DemandInput, "kind" | "quantity">): DemandInput {
  return { itemId, week, ...rest };
}

/** The forecast of a week, and a customer's order more; orders there are stand beside. */
export function DemandDialog({ place, onClose, onDone }: Props) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const now = useNow();
  const [itemId, setItem] = useState(place.item?.id ?? "");
  const [week, setWeek] = useState(place.week);
  const [seek, setSeek] = useState("");
  const [draft, setDraft] = useState<Draft>({ forecast: place.cell?.forecast?.quantity ?? "", ordered: "", reference: "", priority: 2 });
  const [refused, setRefused] = useState("");
  const choices = useRead(DemandItemsDocument, { search: seek || null }, { pause: place.item !== null });
  const [save, saving] = useAct(DemandSaveDocument, (answer) => answer.demandSave);
  const set = (part: Partial<Draft>) => { setDraft({ ...draft, ...part }); setRefused(""); };
  const lines = [
    ...(draft.forecast.trim() ? [lineOf(itemId, week, { kind: "FORECAST", quantity: draft.forecast.trim() })] : []),
    ...(draft.ordered.trim() ? [lineOf(itemId, week, { kind: "ORDER", quantity: draft.ordered.trim(), reference: draft.reference.trim(), priority: draft.priority })] : []),
  ];
  const submit = async () => {
    const answer = await save({ lines });
    if (answer.ok) onDone();
    else setRefused(whyNot(answer));
  };
  const items = (choices.data?.items.edges ?? []).map(({ node }) => node);
  const weeks = [...new Set([place.week, ...comingWeeks(now, 26)])].sort();
  return (
    <Modal open title={place.item ? t("demand.edit", { item: named(place.item.name, place.item.nameEn), week: weekNumber(week) }) : t("demand.new")} onCancel={onClose} okText={t("demand.save")} cancelText={t("cancel")} confirmLoading={saving} okButtonProps={{ disabled: lines.length === 0 || !itemId }} onOk={() => void submit()}>
      <div className="col g12">
        {refused && <Banner tone="danger">{refused}</Banner>}
        {!place.item && (
          <>
            <Field label={t("board.item")}>{({ id }) => <Select id={id} showSearch filterOption={false} onSearch={setSeek} value={itemId || undefined} onChange={setItem} options={items.map((one) => ({ value: one.id, label: `${one.number} ${named(one.name, one.nameEn)}` }))} />}</Field>
            <Field label={t("demand.week")}>{({ id }) => <Select id={id} value={week} onChange={setWeek} options={weeks.map((value) => ({ value, label: `W${weekNumber(value)} · ${value}` }))} />}</Field>
          </>
        )}
        {(place.cell?.orders ?? []).map((order) => (
          <div key={order.id} className="row g8 f13"><Icon name="paper" size="s" /><span className="mono">{order.reference}</span><span className="grow" /><Quantity value={order.quantity} unit={order.item.unitName} /><Chip tone="neut">{t("demand.priority", { priority: order.priority })}</Chip></div>
        ))}
        <Field label={t("demand.forecast")} hint={t("demand.forecastHint")}>{({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={draft.forecast} onChange={(event) => set({ forecast: event.target.value })} />}</Field>
        <Field label={t("demand.order")} hint={t("demand.orderHint")}>{({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={draft.ordered} onChange={(event) => set({ ordered: event.target.value })} />}</Field>
        {draft.ordered.trim() && (
          <>
            <Field label={t("demand.reference")}>{({ id }) => <Input id={id} maxLength={40} value={draft.reference} onChange={(event) => set({ reference: event.target.value })} />}</Field>
            <Field label={t("demand.priorityLabel")}>{({ id }) => <Select id={id} value={draft.priority} onChange={(priority) => set({ priority })} options={[1, 2, 3].map((value) => ({ value, label: t(`demand.priority.${value}`) }))} />}</Field>
          </>
        )}
      </div>
    </Modal>
  );
}
