import { Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BookPartnersDocument } from "@/graphql/orders/graphql";
import { useRead } from "@/session/useRead";
import { FilterPill, Keycap } from "@/ui/chips";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { formatDay } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { useShortcuts } from "@/ui/keys";
import { activeParts, withoutPart, type BookFilter, type FilterPart } from "./filter";
import { FilterEditor } from "./FilterEditor";

/** What a pill says: one value by name, several by count, a range from–to. */
function usePillText(filter: BookFilter): (part: FilterPart) => string {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  const named = useNamed();
  const { data } = useRead(BookPartnersDocument, {}, { pause: filter.partners.length === 0 });
  const day = (value: string) => (value ? formatDay(value, language, now) : "…");
  const some = (names: string[]) => (names.length === 1 ? names[0] ?? "" : t("book.filter.several", { count: names.length }));
  return (part) => {
    switch (part) {
      case "partners":
        return some(filter.partners.map((id) => {
          const partner = data?.partnerships.edges.find(({ node }) => node.partner.id === id)?.node.partner;
          return partner ? named(partner.shortName, partner.shortNameEn) : "…";
        }));
      case "statuses":
        return some(filter.statuses.map((status) => t(`ui:state.line.${status}`)));
      case "categories":
        return some(filter.categories);
      case "requested":
        return t("book.filter.range", { from: day(filter.requestedFrom), to: day(filter.requestedTo) });
      case "promised":
        return t("book.filter.range", { from: day(filter.promisedFrom), to: day(filter.promisedTo) });
      case "search":
        return filter.search;
      default:
        return t("book.filter.yes");
    }
  };
}

export function FilterBar({ filter, onChange }: { filter: BookFilter; onChange: (filter: BookFilter) => void }) {
  const { t } = useTranslation("orders");
  const [open, setOpen] = useState(false);
  const text = usePillText(filter);
  useShortcuts({ f: () => setOpen(true) });
  return (
    <>
      {activeParts(filter).map((part) => (
        <FilterPill key={part} label={t(`book.filter.${part}`)} value={text(part)} onOpen={() => setOpen(true)} onClear={() => onChange(withoutPart(filter, part))} />
      ))}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        content={<FilterEditor key={JSON.stringify(filter)} filter={filter} onApply={onChange} onClose={() => setOpen(false)} />}
      >
        <button type="button" className="pill"><Icon name="filter" size="xs" />{t("book.filter.add")} <Keycap>F</Keycap></button>
      </Popover>
    </>
  );
}
