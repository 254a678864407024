import { Button, Drawer } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DemandLinesDocument, DemandSeriesOneDocument, ForecastOverridesDocument } from "@/graphql/planning/graphql";
import { usePages } from "@/live/usePages";
import { useRead } from "@/session/useRead";
import { Segments } from "@/ui/chips";
import { useNamed, useNow } from "@/ui/clock";
import { dayOf } from "@/ui/format";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { mondayOf } from "@/ui/weeks";
import { usePlanLive } from "../usePlanLive";
import { ForecastChart } from "./ForecastChart";
import { OverrideDialog } from "./OverrideDialog";
import { OverrideLog } from "./OverrideLog";
import { SeriesFigures } from "./SeriesFigures";
import { WeekTable } from "./WeekTable";
import { comingWeeks, type Series } from "./weeks";

const SPANS = ["52", "104", "160"] as const;

/** One series beside the list: how good its forecast has been, past and weeks to come as picture and table, overrides. */
export function SeriesDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const phone = usePhone();
  const { data, failure, loading, reload } = useRead(DemandSeriesOneDocument, { id: id ?? "" }, { pause: id === null });
  usePlanLive(reload);
  const series = data?.demandSeriesOne;
  return (
    <Drawer open={id !== null} onClose={onClose} mask={phone} size={phone ? "100%" : 960} title={series ? named(series.item.name, series.item.nameEn) : t("demand.title")}>
      {loading && <Skeleton />}
      {failure && <ErrorState what={t("demand.title")} failure={failure} onRetry={reload} />}
      {data && !series && <MissingState />}
      {series && <Body key={series.id} series={series} />}
    </Drawer>
  );
}

function Body({ series }: { series: Series }) {
  const { t } = useTranslation("planning");
  const first = mondayOf(dayOf(useNow()));
  const [span, setSpan] = useState<(typeof SPANS)[number]>("104");
  const [from, setFrom] = useState<string | null>(null);
  const lines = usePages(DemandLinesDocument, { filter: { itemId: series.item.id, firstWeek: first }, first: 100 }, (data) => data.demandLines);
  const overrides = usePages(ForecastOverridesDocument, { itemId: series.item.id, first: 100 }, (data) => data.forecastOverrides);
  const refresh = () => { lines.reload(); overrides.reload(); };
  usePlanLive(refresh);
  const { hasMore, loadingMore, more } = lines;
  useEffect(() => {
    if (hasMore && !loadingMore) more(); // half of the orders would tell something wrong
  }, [hasMore, loadingMore, more]);
  const weeks = useMemo(() => comingWeeks(series, lines.rows, overrides.rows, first), [series, lines.rows, overrides.rows, first]);
  const failure = lines.failure ?? overrides.failure;
  return (
    <div className="col g16 planning">
      <SeriesFigures series={series} />
      <div className="row g8 wrap">
        <Segments label={t("series.span")} value={span} onChange={setSpan} choices={SPANS.map((key) => ({ key, label: t("series.spanWeeks", { count: Number(key) }) }))} />
      </div>
      <ForecastChart series={series} weeks={weeks} pastWeeks={Number(span)} />
      {failure && <ErrorState what={t("series.weeks")} failure={failure} onRetry={refresh} />}
      <WeekTable series={series} weeks={weeks} onOverride={setFrom} onChanged={refresh} />
      <OverrideLog rows={overrides.rows} unit={series.item.unitName} />
      {overrides.hasMore && <Button loading={overrides.loadingMore} onClick={overrides.more}>{t("more")}</Button>}
      {from && <OverrideDialog series={series} weeks={weeks} from={from} onClose={() => setFrom(null)} onDone={() => { setFrom(null); refresh(); }} />}
    </div>
  );
}
