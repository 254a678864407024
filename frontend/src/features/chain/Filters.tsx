import { Checkbox, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChainItemDocument, ChainItemsDocument } from "@/graphql/chain/graphql";
import { useRead } from "@/session/useRead";
import { FilterPill } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { SearchField } from "@/ui/SearchField";
import { useNodeWords } from "./words";

const MOST_TIERS = 7;
type Props = { search: URLSearchParams; set: (key: string, value: string) => void };

/** Item, last tier, single sources, and a search; all in the address. */
export function Filters({ search, set }: Props) {
  const { t } = useTranslation("chain");
  const named = useNamed();
  const words = useNodeWords();
  const [text, setText] = useState("");
  const items = useRead(ChainItemsDocument, { search: text || null });
  const item = search.get("item") ?? undefined;
  const chosen = useRead(ChainItemDocument, { id: item ?? "" }, { pause: !item });
  const found = (items.data?.items.edges ?? []).map(({ node }) => node);
  const known = item && chosen.data?.item && !found.some((one) => one.id === item) ? [chosen.data.item, ...found] : found;
  const options = known.map((one) => ({ value: one.id, label: `${one.number} ${named(one.name, one.nameEn)}` }));
  const category = search.get("category") ?? "";
  return (
    <>
      <Select
        aria-label={t("filter.item")} placeholder={t("filter.item")} className="chain-item" allowClear filterOption={false} showSearch={{ onSearch: setText }}
        value={item} options={options} onChange={(id?: string) => set("item", id ?? "")}
      />
      <Select
        aria-label={t("filter.deepest")} className="chain-tier" value={search.get("tier") ?? ""} onChange={(tier) => set("tier", tier)}
        options={[{ value: "", label: t("filter.allTiers") }, ...Array.from({ length: MOST_TIERS }, (_, at) => ({ value: String(at + 1), label: t("filter.upTo", { tier: words.tier(at + 1) }) }))]}
      />
      <Checkbox checked={search.get("sole") === "1"} onChange={(event) => set("sole", event.target.checked ? "1" : "")}>{t("filter.sole")}</Checkbox>
      {category && <FilterPill label={t("column.category")} value={category} onClear={() => set("category", "")} />}
      <span className="grow" />
      <SearchField label={t("filter.search")} value={search.get("q") ?? ""} onSearch={(value) => set("q", value)} />
    </>
  );
}
