/** What stands beside a band everywhere: its state in icon and word, how old its stock is and where that comes from. */
import { useTranslation } from "react-i18next";
import type { BandRowFragment, BandState } from "@/graphql/replenishment/graphql";
import { Chip } from "@/ui/chips";
import { useLanguage } from "@/ui/clock";
import { formatAge, formatQuantity } from "@/ui/format";
import { Nothing } from "@/ui/values";
import { STATE_LOOKS } from "./bars";

export type Band = BandRowFragment;

export function BandChip({ state }: { state: BandState }) {
  const { t } = useTranslation("replenishment");
  return <Chip tone={STATE_LOOKS[state].tone} icon={STATE_LOOKS[state].icon}>{t(`state.${state}`)}</Chip>;
}

/** “3 小时前 · 手工”; a figure that has grown stale says so in a word. */
export function AgeSource({ stock }: { stock: NonNullable<Band["stock"]> }) {
  const { t } = useTranslation("replenishment");
  const language = useLanguage();
  const source = ["TYPED", "FILE", "API", "RECEIPT"].includes(stock.source) ? t(`source.${stock.source}`) : stock.source;
  return (
    <span className={`f12 nw row g4 ${stock.isStale ? "" : "t3"}`}>
      <time dateTime={stock.asOf} title={stock.asOf}>{stock.ageHours < 1 ? t("age.fresh") : formatAge(stock.ageHours * 3600, language)}</time>
      <span>· {source}</span>
      {stock.isStale && <Chip tone="warn" icon="clock">{t("age.stale")}</Chip>}
    </span>
  );
}

export function StockNow({ band }: { band: Band }) {
  if (!band.stock || band.stock.quantity == null) return <Nothing why="unknown" />;
  return <b className="nw">{formatQuantity(band.stock.quantity)} {band.unitName}</b>;
}

export function MinMax({ band }: { band: Band }) {
  return <span className="nw">{formatQuantity(band.minimum)}–{formatQuantity(band.maximum)}</span>;
}

/** Where the demand of the projection comes from. */
export function DemandFrom({ band }: { band: Band }) {
  const { t } = useTranslation("replenishment");
  const { demandSource, forecastNumber } = band.outlook;
  return <span>{t(`demand.${demandSource}`, { number: forecastNumber ?? "", share: formatQuantity(band.demandShare) })}</span>;
}
