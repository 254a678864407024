/** Weeks as people name them: by the Monday, and by the number of ISO 8601. */
import { addDays, dayOf } from "./format";

export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** The week's number: that of its Thursday within the Thursday's year. */
export function weekNumber(monday: string): number {
  const thursday = addDays(monday, 3);
  const january = new Date(`${thursday.slice(0, 4)}-01-01T00:00:00Z`).getTime();
  return Math.floor((new Date(`${thursday}T00:00:00Z`).getTime() - january) / 604_800_000) + 1;
}

/** The Mondays to choose a first week from, this week's first. */
export function comingWeeks(now: Date, count: number): string[] {
  const first = mondayOf(dayOf(now));
  return Array.from({ length: count }, (_, place) => addDays(first, 7 * place));
}
