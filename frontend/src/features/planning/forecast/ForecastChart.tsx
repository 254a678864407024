import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { addDays } from "@/ui/format";
import { useColours } from "@/ui/useColours";
import type { ComingWeek, Series } from "./weeks";

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

type Point = [string, number];

/** Past demand, the interval and median to come, orders at hand, and what a planner put in their place. */
export function ForecastChart({ series, weeks, pastWeeks }: { series: Series; weeks: readonly ComingWeek[]; pastWeeks: number }) {
  const { t, i18n } = useTranslation("planning");
  const colours = useColours();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, undefined, { renderer: "svg" });
    const known = series.history?.quantities ?? [];
    const skipped = Math.max(0, known.length - pastWeeks);
    const past: Point[] = known.slice(skipped).map((quantity, at) => [addDays(series.history?.start ?? "", 7 * (skipped + at)), Number(quantity)]);
    const ahead = weeks.filter((week) => week.median != null);
    const points = (read: (week: ComingWeek) => number | null): Point[] => ahead.map((week) => [week.week, read(week) ?? 0]);
    const text = { color: colours.t3, fontSize: 11 };
    const bare = { type: "line" as const, showSymbol: false, lineStyle: { width: 0 }, silent: true };
    chart.setOption({
      aria: { enabled: true, description: t("series.chart") },
      animation: false,
      grid: { left: 44, right: 16, top: 56, bottom: 28 },
      legend: { top: 0, textStyle: { color: colours.t2, fontSize: 12 }, itemWidth: 18, itemHeight: 8, data: ["past", "median", "band", "orders", "override"].map((key) => t(`chart.${key}`)) },
      tooltip: { trigger: "axis", valueFormatter: (value: unknown) => (value == null ? "" : Number(value).toLocaleString(i18n.language, { maximumFractionDigits: 1 })) },
      xAxis: { type: "time", axisLabel: text, splitLine: { show: false } },
      yAxis: { type: "value", axisLabel: text, splitLine: { lineStyle: { color: colours.line } } },
      series: [
        { ...bare, name: t("chart.low"), stack: "band", data: points((week) => week.low), tooltip: { show: false } },
        { ...bare, name: t("chart.band"), stack: "band", data: points((week) => (week.high ?? 0) - (week.low ?? 0)), itemStyle: { color: colours.accent, opacity: 0.25 }, areaStyle: { color: colours.accent, opacity: 0.18 }, tooltip: { show: false } },
        { type: "bar", name: t("chart.orders"), data: weeks.filter((week) => week.ordered > 0).map((week) => [week.week, week.ordered]), itemStyle: { color: colours.borderStrong, opacity: 0.55 }, barMaxWidth: 8 },
        { type: "line", name: t("chart.past"), showSymbol: false, data: past, lineStyle: { color: colours.t2, width: 1.5 }, itemStyle: { color: colours.t2 } },
        { type: "line", name: t("chart.median"), showSymbol: false, data: points((week) => week.median), lineStyle: { color: colours.accentText, width: 2 }, itemStyle: { color: colours.accentText } },
        { type: "line", name: t("chart.override"), symbol: "diamond", symbolSize: 9, lineStyle: { width: 0 }, data: weeks.filter((week) => week.override).map((week) => [week.week, Number(week.override?.quantity)]), itemStyle: { color: colours.warnF } },
      ],
    });
    const fit = new ResizeObserver(() => chart.resize());
    fit.observe(place.current);
    return () => {
      fit.disconnect();
      chart.dispose();
    };
  }, [series, weeks, pastWeeks, t, colours, i18n.language]);
  return <div ref={place} className="forecast-chart" role="img" aria-label={t("series.chart")} />;
}
