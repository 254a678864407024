import { useTranslation } from "react-i18next";
import type { Series } from "./weeks";

const WIDTH = 168, HEIGHT = 36, AHEAD = 26;

/** A year of history and half a year of forecast with its interval, drawn small. */
export function Sparkline({ series }: { series: Series }) {
  const { t } = useTranslation("planning");
  const past = (series.history?.quantities ?? []).map(Number);
  const median = series.median.slice(0, AHEAD).map(Number);
  const low = series.low.slice(0, AHEAD).map(Number);
  const high = series.high.slice(0, AHEAD).map(Number);
  const count = past.length + median.length;
  if (count === 0) return <span className="t3">—</span>;
  const most = Math.max(1, ...past, ...high);
  const x = (place: number) => (count === 1 ? 0 : (place / (count - 1)) * WIDTH);
  const y = (value: number) => HEIGHT - 2 - (value / most) * (HEIGHT - 4);
  const line = (values: number[], from: number) => values.map((value, place) => `${x(from + place).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const band = [...high.map((value, place) => [past.length + place, value]), ...low.map((value, place) => [past.length + place, value]).reverse()];
  return (
    <svg className="sparkline" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("series.spark", { past: past.length, ahead: median.length })}>
      {band.length > 0 && <polygon className="band" points={band.map(([place, value]) => `${x(place ?? 0).toFixed(1)},${y(value ?? 0).toFixed(1)}`).join(" ")} />}
      <polyline className="past" points={line(past, 0)} />
      <polyline className="ahead" points={line(median, past.length)} />
    </svg>
  );
}
