import { DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import type { ReasonCode } from "@/graphql/orders/graphql";

export type CounterDraft = { quantity: string; date: string; price: string; reasonCode: ReasonCode | null; note: string };

const REASONS: ReasonCode[] = ["DEMAND_CHANGE", "CAPACITY", "MATERIAL", "PRICE", "QUALITY", "TRANSPORT", "HOLIDAY", "OTHER"];

/** What is asked for instead: quantity, day, price, and why. */
export function CounterFields({ draft, unit, currency, priced, indented = true, onChange }: {
  draft: CounterDraft; unit: string; currency: string; priced: boolean; indented?: boolean; onChange: (draft: CounterDraft) => void;
}) {
  const { t } = useTranslation("orders");
  const set = (part: Partial<CounterDraft>) => onChange({ ...draft, ...part });
  return (
    <div className={indented ? "counter-fields indented" : "counter-fields"}>
      <label className="col g4">
        <span className="f12 t2">{t("decide.field.quantity")}</span>
        <Input inputMode="decimal" value={draft.quantity} suffix={unit} onChange={(event) => set({ quantity: event.target.value })} />
      </label>
      <label className="col g4">
        <span className="f12 t2">{t("decide.field.date")}</span>
        <DatePicker allowClear={false} value={dayjs(draft.date)} onChange={(day) => set({ date: day?.format("YYYY-MM-DD") ?? draft.date })} />
      </label>
      {priced && (
        <label className="col g4">
          <span className="f12 t2">{t("decide.field.price")}</span>
          <Input inputMode="decimal" value={draft.price} suffix={currency} onChange={(event) => set({ price: event.target.value })} />
        </label>
      )}
      <label className="col g4">
        <span className="f12 t2">{t("decide.field.reason")}</span>
        <Select allowClear value={draft.reasonCode} aria-label={t("decide.field.reason")} onChange={(reasonCode: ReasonCode | undefined) => set({ reasonCode: reasonCode ?? null })} options={REASONS.map((value) => ({ value, label: t(`ui:reason.${value}`) }))} />
      </label>
      <label className="col g4" style={{ gridColumn: "1 / -1" }}>
        <span className="f12 t2">{t("decide.field.note")}</span>
        <Input maxLength={500} value={draft.note} onChange={(event) => set({ note: event.target.value })} />
      </label>
    </div>
  );
}
