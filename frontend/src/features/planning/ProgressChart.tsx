import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useColours } from "@/ui/useColours";
import type { Run } from "./looks";

register([LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

const TEN_THOUSAND = 10_000;
const LEAST_SHOWN = 0.5;

/** The best value falls, the proven bound rises; between them lies what is still to be gained. */
export function ProgressChart({ run }: { run: Run }) {
  const { t, i18n } = useTranslation("planning");
  const colours = useColours();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, undefined, { renderer: "svg" });
    const best = Math.min(...run.progress.flatMap((point) => point.cost ?? []));
    // The first bounds are far below everything; drawn, they would press the rest into one line.
    const points = (key: "cost" | "bound") => run.progress.filter((point) => (point[key] ?? 0) > best * LEAST_SHOWN).map((point) => [point.seconds, (point[key] ?? 0) / TEN_THOUSAND]);
    const text = { color: colours.t3, fontSize: 11 };
    const line = (name: string, key: "cost" | "bound", type: "solid" | "dashed", tone: string) => ({
      name, type: "line" as const, step: "end" as const, showSymbol: false, data: points(key), lineStyle: { type, color: tone, width: 2 }, itemStyle: { color: tone },
    });
    chart.setOption({
      aria: { enabled: true, description: t("run.chart") },
      animation: false,
      grid: { left: 52, right: 28, top: 24, bottom: 24 },
      tooltip: { trigger: "axis", valueFormatter: (value: unknown) => Number(value).toLocaleString(i18n.language, { maximumFractionDigits: 1 }) },
      xAxis: { type: "value", name: t("run.seconds"), nameTextStyle: text, axisLabel: text, splitLine: { show: false }, min: 0 },
      yAxis: { type: "value", scale: true, name: t("run.unit"), nameTextStyle: text, axisLabel: text, splitLine: { lineStyle: { color: colours.line } } },
      series: [line(t("run.cost"), "cost", "solid", colours.accentText), line(t("run.bound"), "bound", "dashed", colours.t3)],
    });
    const fit = new ResizeObserver(() => chart.resize());
    fit.observe(place.current);
    return () => {
      fit.disconnect();
      chart.dispose();
    };
  }, [run, t, colours, i18n.language]);
  return <div ref={place} className="plan-chart" role="img" aria-label={t("run.chart")} />;
}
