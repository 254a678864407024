import { Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ForecastOverrideSaveDocument, type OverrideReason } from "@/graphql/planning/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Field } from "@/ui/Field";
import { formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { weekNumber } from "@/ui/weeks";
import type { ComingWeek, Series } from "./weeks";

const REASONS: OverrideReason[] = ["PROMOTION", "CUSTOMER_NOTICE", "HOLIDAY", "NEW_PRODUCT", "PHASE_OUT", "DATA_ERROR", "OTHER"];
const MOST_WEEKS = 13;

type Props = { series: Series; weeks: readonly ComingWeek[]; from: string; onClose: () => void; onDone: () => void };

/** A planner's figure for one week or several in a row, with the reason; it takes the place of the statistics' at once. */
export function OverrideDialog({ series, weeks, from, onClose, onDone }: Props) {
  const { t } = useTranslation("planning");
  const start = Math.max(0, weeks.findIndex((week) => week.week === from));
  const first = weeks[start];
  const [count, setCount] = useState(1);
  const [quantity, setQuantity] = useState(first?.override?.quantity ? String(Number(first.override.quantity)) : "");
  const [reason, setReason] = useState<OverrideReason>(first?.override?.reason ?? "PROMOTION");
  const [note, setNote] = useState(first?.override?.note ?? "");
  const [refused, setRefused] = useState("");
  const [save, saving] = useAct(ForecastOverrideSaveDocument, (answer) => answer.forecastOverrideSave);
  const chosen = weeks.slice(start, start + count);
  const submit = async () => {
    const given = chosen.map((week) => ({ week: week.week, quantity: quantity.trim(), version: week.override?.version ?? null }));
    const answer = await save({ itemId: series.item.id, weeks: given, reason, note: note.trim() });
    if (answer.ok) onDone();
    else setRefused(whyNot(answer));
  };
  const until = (number: number) => weeks[start + number - 1]?.week ?? from;
  return (
    <Modal open title={t("override.title", { number: series.item.number, week: weekNumber(from) })} onCancel={onClose} okText={t("override.save")} cancelText={t("cancel")} confirmLoading={saving} okButtonProps={{ disabled: quantity.trim() === "" }} onOk={() => void submit()}>
      <div className="col g12">
        {refused && <Banner tone="danger">{refused}</Banner>}
        <p className="f13 t2 m0">{t("override.statistics", { median: formatQuantity(String(Math.round(first?.median ?? 0))), low: formatQuantity(String(Math.round(first?.low ?? 0))), high: formatQuantity(String(Math.round(first?.high ?? 0))), unit: series.item.unitName })}</p>
        <Field label={t("override.quantity", { unit: series.item.unitName })} hint={t("override.quantityHint")}>
          {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={quantity} onChange={(event) => { setQuantity(event.target.value); setRefused(""); }} />}
        </Field>
        <Field label={t("override.weeks")}>
          {({ id }) => <Select id={id} value={count} onChange={setCount} options={Array.from({ length: Math.min(MOST_WEEKS, weeks.length - start) }, (_, at) => ({ value: at + 1, label: t("override.until", { count: at + 1, week: weekNumber(until(at + 1)) }) }))} />}
        </Field>
        <Field label={t("override.reason")}>
          {({ id }) => <Select id={id} value={reason} onChange={setReason} options={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))} />}
        </Field>
        <Field label={t("override.note")} hint={reason === "OTHER" ? t("override.noteNeeded") : undefined}>
          {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} maxLength={200} value={note} onChange={(event) => { setNote(event.target.value); setRefused(""); }} />}
        </Field>
      </div>
    </Modal>
  );
}
