/** Days along a horizontal axis: pure geometry of the promise ledger. */
import { addDays, daysBetween } from "@/ui/format";

export type Axis = { first: string; days: number; width: number; at: (day: string) => number; ticks: { day: string; x: number; labelled: boolean }[] };

/** An axis over all given days with a margin, at most `labels` written days, over `width` px. */
export function makeAxis(days: readonly string[], width: number, labels = 9): Axis {
  const sorted = [...days].sort();
  const first = addDays(sorted[0] ?? "1970-01-01", -2);
  const last = addDays(sorted.at(-1) ?? "1970-01-01", 3);
  const span = Math.max(8, daysBetween(first, last));
  const step = Math.max(1, Math.ceil(span / labels));
  const unit = width / span;
  const at = (day: string) => Math.round(daysBetween(first, day) * unit * 10) / 10;
  // Beyond a quarter of a year a line per day would be a grey area.
  const stride = span > 90 ? step : 1;
  const ticks = Array.from({ length: Math.floor(span / stride) + 1 }, (_, index) => {
    const day = addDays(first, index * stride);
    const x = at(day);
    return { day, x, labelled: (index * stride) % step === 0 && x > 14 && x < width - 14 };
  });
  return { first, days: span, width, at, ticks };
}

export type LedgerDay = { kind: string; oldDate: string | null; newDate: string | null; shiftDays: number | null; occurredAt: string };

export type Mark =
  | { type: "point"; day: string; promise: boolean }
  | { type: "bar"; from: string; to: string; shift: number; accepted: boolean };

/** What an entry draws: a bar where a date moved, a point where one was set, nothing otherwise. */
export function markOf(entry: LedgerDay): Mark | null {
  const proposed = entry.kind === "COUNTERED" || entry.kind === "COUNTER_DECLINED" || entry.kind === "COUNTER_EXPIRED" || entry.kind === "COUNTER_WITHDRAWN";
  if (entry.oldDate && entry.newDate && entry.shiftDays) {
    return { type: "bar", from: entry.oldDate, to: entry.newDate, shift: entry.shiftDays, accepted: !proposed };
  }
  if (entry.newDate) return { type: "point", day: entry.newDate, promise: entry.kind !== "REQUESTED" };
  return null;
}

/** Every day an entry needs on the axis. */
export function daysOf(entries: readonly LedgerDay[]): string[] {
  return entries.flatMap((entry) => [entry.oldDate, entry.newDate].filter((day): day is string => day !== null));
}

/** Rough width of a 12 px label: Chinese characters are square, others about half as wide. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e7f ? 12 : 7), 0);
}

export type LabelPlace = { x: number; anchor: "start" | "end"; inside: boolean };

/** Where the words of a bar stand: right of it, else left of it, else on it. */
export function labelPlace(from: number, to: number, words: number, width: number): LabelPlace {
  if (to + 13 + words <= width) return { x: to + 13, anchor: "start", inside: false };
  if (from - 13 - words >= 0) return { x: from - 13, anchor: "end", inside: false };
  return { x: from + 14, anchor: "start", inside: true };
}
