import { Button, Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DemandSeriesListDocument, type DemandClass } from "@/graphql/planning/graphql";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { Chip, Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { SearchField } from "@/ui/SearchField";
import { InstantText } from "@/ui/values";
import { usePlanLive } from "../usePlanLive";
import { Formula } from "./Formula";
import { SeriesDrawer } from "./SeriesDrawer";
import { Sparkline } from "./Sparkline";
import { percentText, toneOf, type Series } from "./weeks";

const CLASSES: DemandClass[] = ["SEASONAL", "LONG", "STEADY", "INTERMITTENT", "SHORT", "NONE"];
const ORDERS = ["WORST_FIRST", "NUMBER"] as const;
const SOON = 4;

/** All series with how their forecasts have done; the worst first, each opens. */
export function SeriesList() {
  const { t } = useTranslation("planning");
  const { search, set, clear } = useListAddress();
  const text = search.get("q") ?? "";
  const kind = CLASSES.find((one) => one === search.get("class")) ?? null;
  const isBiased = search.get("biased") === "1";
  const isOverridden = search.get("overridden") === "1";
  const order = ORDERS.find((one) => one === search.get("order")) ?? "WORST_FIRST";
  const filter = { search: text || null, classes: kind ? [kind] : null, isBiased, isOverridden };
  const pages = usePages(DemandSeriesListDocument, { filter, order, first: 50 }, (data) => data.demandSeries);
  usePlanLive(pages.reload);
  const filters = [text, kind, isBiased, isOverridden].filter(Boolean).length;
  return (
    <>
      <div className="list-tools">
        <Segments label={t("series.order")} value={order} onChange={(next) => set("order", next === "WORST_FIRST" ? "" : next)} choices={ORDERS.map((key) => ({ key, label: t(`series.order.${key}`) }))} />
        <Select aria-label={t("series.class")} allowClear placeholder={t("series.class")} value={kind} onChange={(next) => set("class", next ?? "")} style={{ minWidth: 130 }} options={CLASSES.map((value) => ({ value, label: t(`class.${value}`) }))} />
        <Checkbox checked={isBiased} onChange={(event) => set("biased", event.target.checked ? "1" : "")}>{t("series.biased")}</Checkbox>
        <Checkbox checked={isOverridden} onChange={(event) => set("overridden", event.target.checked ? "1" : "")}>{t("series.overridden")}</Checkbox>
        <span className="grow" />
        <SearchField label={t("board.search")} value={text} onSearch={(value) => set("q", value)} />
      </div>
      {pages.loading && <Skeleton rows={6} height={52} what={t("view.series")} />}
      {pages.failure && <ErrorState what={t("view.series")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && (filters > 0 ? <EmptyFilter filters={filters} onClear={clear} /> : <EmptyState icon="table" title={t("series.none")}>{t("series.noneText")}</EmptyState>)}
      {pages.rows.length > 0 && <Rows rows={pages.rows} onOpen={(id) => set("series", id)} />}
      {pages.hasMore && <div className="panel-foot"><Button loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
      <SeriesDrawer id={search.get("series")} onClose={() => set("series", "")} />
    </>
  );
}

function Rows({ rows, onOpen }: { rows: readonly Series[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation("planning");
  return (
    <div className="series-scroll">
      <table className="plan-orders series-list">
        <thead>
          <tr>
            <th scope="col">{t("demand.head")}</th>
            <th scope="col" className="wide">{t("series.class")}</th>
            <th scope="col">{t("series.sparkHead")}</th>
            <th scope="col" className="r"><Formula name={t("series.soon", { count: SOON })}>{t("series.soonMeans")}</Formula></th>
            <th scope="col" className="r"><Formula name={t("figure.wape")} align="right">{t("figure.wape.short")}</Formula></th>
            <th scope="col" className="r"><Formula name={t("figure.bias")} align="right">{t("figure.bias.short")}</Formula></th>
            <th scope="col" className="wide">{t("figure.methods")}</th>
            <th scope="col" className="wide">{t("series.ageHead")}</th>
          </tr>
        </thead>
        <tbody>{rows.map((row) => <Row key={row.id} row={row} onOpen={() => onOpen(row.id)} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ row, onOpen }: { row: Series; onOpen: () => void }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const soon = row.expected.slice(0, SOON).reduce((sum, value) => sum + Number(value), 0);
  const main = row.methods.toSorted((a, b) => b.weight - a.weight)[0];
  return (
    <tr>
      <th scope="row"><button type="button" className="series-name" onClick={onOpen}><b>{named(row.item.name, row.item.nameEn)}</b></button><div className="f12 t3 mono">{row.item.number}</div></th>
      <td className="wide">{row.demandClass ? <Chip tone="neut">{t(`class.${row.demandClass}`)}</Chip> : <span className="t3">{t("series.waiting")}</span>}</td>
      <td><Sparkline series={row} /></td>
      <td className="r nw">{row.start ? `${formatQuantity(String(Math.round(soon)))} ${row.item.unitName}` : "—"}</td>
      <td className={`r ${toneOf(row.wape, 0.25)}`}>{percentText(row.wape)}</td>
      <td className={`r ${toneOf(row.bias, 0.1)}`}>{percentText(row.bias, true)}</td>
      <td className="wide f12 t2">{main ? t(`method.${main.name.replaceAll(" ", "_")}`) : "—"}</td>
      <td className="wide f12 t3 nw"><InstantText value={row.forecastAt} /></td>
    </tr>
  );
}
