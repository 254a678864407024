import type { DemandLinesQuery, OverrideFactsFragment, SeriesFactsFragment } from "@/graphql/planning/graphql";
import { addDays, daysBetween } from "@/ui/format";

export type Series = SeriesFactsFragment & { history?: { start: string; quantities: string[] } | null };
export type Override = OverrideFactsFragment;
type Line = Pick<DemandLinesQuery["demandLines"]["edges"][number]["node"], "kind" | "week" | "quantity" | "source">;

/** One week to come: what the statistics say, who says otherwise, what customers have ordered, and what is planned. */
export type ComingWeek = {
  week: string;
  low: number | null; median: number | null; high: number | null; expected: number | null;
  override: Override | null;
  ordered: number;
  /** The forecast in the demand, and who says it; null where none is there. */
  planned: number | null; source: string;
  /** What of it is still expected beside the orders of the week. */
  left: number;
};

/** The weeks from `first` on for which anything is forecast, in the demand or overridden. */
export function comingWeeks(series: Series, lines: readonly Line[], overrides: readonly Override[], first: string): ComingWeek[] {
  const mine = lines.filter((line) => line.week >= first);
  const standing = overrides.filter((one) => one.withdrawnAt == null && one.week >= first);
  const forecast = series.start ? series.expected.map((_, place) => addDays(series.start as string, 7 * place)) : [];
  const weeks = [...new Set([...forecast.filter((week) => week >= first), ...mine.map((line) => line.week), ...standing.map((one) => one.week)])].sort();
  return weeks.map((week) => {
    const place = series.start ? daysBetween(series.start, week) / 7 : -1;
    const at = (values: readonly string[]) => (values[place] == null ? null : Number(values[place]));
    const ordered = mine.filter((line) => line.kind === "ORDER" && line.week === week).reduce((sum, line) => sum + Number(line.quantity), 0);
    const line = mine.find((one) => one.kind === "FORECAST" && one.week === week);
    const planned = line ? Number(line.quantity) : null;
    return {
      week, low: at(series.low), median: at(series.median), high: at(series.high), expected: at(series.expected),
      override: standing.find((one) => one.week === week) ?? null,
      ordered, planned, source: line?.source ?? "", left: Math.max(0, (planned ?? 0) - ordered),
    };
  });
}

/** Share as people read it: 0.123 is 12.3 %. */
export function percentText(share: number | null | undefined, signed = false): string {
  if (share == null) return "—";
  const text = `${(Math.abs(share) * 100).toFixed(1)}%`;
  return !signed || share === 0 ? (share < 0 ? `−${text}` : text) : `${share < 0 ? "−" : "+"}${text}`;
}

/** How much an error or a bias is worth looking at. */
export function toneOf(share: number | null | undefined, limit: number): "danger" | "warn" | "" {
  const size = Math.abs(share ?? 0);
  return size >= 2 * limit ? "danger" : size >= limit ? "warn" : "";
}
