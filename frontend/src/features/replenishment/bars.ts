/** Where the bars and lines of a projection stand: numbers in, pixels out. */
import type { BandState } from "@/graphql/replenishment/graphql";
import type { IconName } from "@/ui/icons";
import type { Tone } from "@/ui/states";

export const STATE_LOOKS: Record<BandState, { icon: IconName; tone: Tone }> = {
  OUT: { icon: "ban", tone: "danger" },
  BELOW_MINIMUM: { icon: "down", tone: "warn" },
  NO_DATA: { icon: "help", tone: "neut" },
  ABOVE_MAXIMUM: { icon: "up", tone: "info" },
  ON_TRACK: { icon: "check", tone: "ok" },
};

export type Bar = { x: number; y: number; width: number; height: number };
export type Sketch = { bars: Bar[]; minimum: number; maximum: number; zero: number };

/** How deep a backlog is drawn, in maxima: deeper bars end there, so that the band stays readable. */
const DEEPEST = 0.5;

/** Bars of the weeks' closing stock between the lowest and the highest of stock, band and zero. A bar below zero hangs down. */
export function sketch(stocks: number[], minimum: number, maximum: number, width: number, height: number): Sketch {
  const top = Math.max(maximum * 1.2, ...stocks);
  const bottom = Math.max(Math.min(0, ...stocks), -maximum * DEEPEST);
  const at = (value: number) => ((top - value) / (top - bottom || 1)) * height;
  const step = width / Math.max(stocks.length, 1);
  const bars = stocks.map((stock, index) => {
    const [high, low] = [at(Math.max(stock, 0)), at(Math.max(Math.min(stock, 0), bottom))];
    return { x: index * step + step * 0.15, y: high, width: step * 0.7, height: Math.max(low - high, 1.5) };
  });
  return { bars, minimum: at(minimum), maximum: at(maximum), zero: at(0) };
}

/** A number as people type it: full-width digits, thousands separators. Null when it is none or negative. */
export function parseAmount(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "");
  return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
}
