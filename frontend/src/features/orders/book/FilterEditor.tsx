import { Button, Checkbox, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BookPartnersDocument, type ScheduleLineStatus } from "@/graphql/orders/graphql";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { cleared, type BookFilter } from "./filter";

const STATUSES: ScheduleLineStatus[] = [
  "DRAFT", "SENT", "SEEN", "CONFIRMED", "PART_CONFIRMED", "COUNTERED", "REJECTED", "IN_PRODUCTION", "SHIPPED", "RECEIVED", "CLOSED", "CANCELLED",
];

function DayRange({ label, from, to, onChange }: { label: string; from: string; to: string; onChange: (from: string, to: string) => void }) {
  return (
    <label className="col g4">
      <span className="f12 t2">{label}</span>
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        onChange={(days) => onChange(days?.[0]?.format("YYYY-MM-DD") ?? "", days?.[1]?.format("YYYY-MM-DD") ?? "")}
      />
    </label>
  );
}

/** All conditions of the order book in one small form; they hold together (and). */
export function FilterEditor({ filter, onApply, onClose }: { filter: BookFilter; onApply: (filter: BookFilter) => void; onClose: () => void }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const { data } = useRead(BookPartnersDocument, {});
  const [draft, setDraft] = useState(filter);
  const change = (part: Partial<BookFilter>) => setDraft({ ...draft, ...part });
  const partners = new Map(data?.partnerships.edges.map(({ node }) => [node.partner.id, named(node.partner.shortName, node.partner.shortNameEn)]));

  const choose = (label: string, value: string[], options: { value: string; label: string }[], onChange: (value: string[]) => void) => (
    <label className="col g4">
      <span className="f12 t2">{label}</span>
      <Select mode="multiple" value={value} options={options} onChange={onChange} optionFilterProp="label" maxTagCount="responsive" aria-label={label} />
    </label>
  );

  return (
    <form
      className="col g12"
      style={{ width: 340 }}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(draft);
        onClose();
      }}
    >
      <label className="col g4">
        <span className="f12 t2">{t("book.filter.search")}</span>
        <Input autoFocus value={draft.search} placeholder={t("book.filter.searchHint")} onChange={(event) => change({ search: event.target.value })} />
      </label>
      {choose(t("book.filter.partners"), draft.partners, [...partners].map(([value, label]) => ({ value, label })), (value) => change({ partners: value }))}
      {choose(t("book.filter.statuses"), draft.statuses, STATUSES.map((value) => ({ value, label: t(`ui:state.line.${value}`) })), (value) => change({ statuses: value as ScheduleLineStatus[] }))}
      {choose(t("book.filter.categories"), draft.categories, (data?.itemCategories ?? []).map((value) => ({ value, label: value })), (value) => change({ categories: value }))}
      <DayRange label={t("book.filter.requested")} from={draft.requestedFrom} to={draft.requestedTo} onChange={(requestedFrom, requestedTo) => change({ requestedFrom, requestedTo })} />
      <DayRange label={t("book.filter.promised")} from={draft.promisedFrom} to={draft.promisedTo} onChange={(promisedFrom, promisedTo) => change({ promisedFrom, promisedTo })} />
      <div className="row g12 wrap">
        {(["late", "answerOverdue", "needsMyAnswer"] as const).map((flag) => (
          <Checkbox key={flag} checked={draft[flag]} onChange={(event) => change({ [flag]: event.target.checked })}>{t(`book.filter.${flag}`)}</Checkbox>
        ))}
      </div>
      <div className="row g8 end">
        <Button type="text" onClick={() => setDraft(cleared(draft))}>{t("book.filter.clear")}</Button>
        <Button type="primary" htmlType="submit">{t("book.filter.apply")}</Button>
      </div>
    </form>
  );
}
