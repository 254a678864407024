/** How numbers, days and instants are written. Pure: language and clock are arguments. */
import type { Language } from "@/i18n";

/** Days and times of the chain are read in its own zone, wherever the reader sits. */
export const CHAIN_TIME_ZONE = "Asia/Shanghai";

const MINUS = "\u2212";
const SYMBOLS: Record<string, string> = { CNY: "¥", USD: "$", EUR: "€" };

/** Groups the digits of an exact decimal string without ever making it a float. */
export function groupDigits(decimal: string, minimumDecimals = 0): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = decimal.replace(/^[-+]/, "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const kept = fraction.replace(/0+$/, "").padEnd(minimumDecimals, "0");
  return `${negative ? MINUS : ""}${grouped}${kept ? `.${kept}` : ""}`;
}

/** `1200.000` → `1,200`. */
export function formatQuantity(decimal: string): string {
  return groupDigits(decimal);
}

/** `374400` → `¥374,400.00`; with `whole` (worklists) `¥374,400`. */
export function formatMoney(decimal: string, currency: string, whole = false): string {
  const sign = SYMBOLS[currency] ?? `${currency} `;
  const negative = decimal.startsWith("-");
  const bare = negative ? decimal.slice(1) : decimal;
  const text = whole ? groupDigits(roundWhole(bare)) : groupDigits(bare, 2);
  return `${negative ? MINUS : ""}${sign}${text}`;
}

/** Half up, on the digits: no float in between. */
function roundWhole(decimal: string): string {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return fraction >= "5" ? (BigInt(whole) + 1n).toString() : whole;
}

/** `5` → `+5`, `-2` → `−2`, `0` → `0`. */
export function formatDifference(value: number | string): string {
  const text = String(value);
  if (/^-?0+(\.0+)?$/.test(text)) return "0";
  return text.startsWith("-") ? groupDigits(text) : `+${groupDigits(text)}`;
}

type DayParts = { year: number; month: number; day: number; weekday: number };

function dayParts(day: string): DayParts {
  const [year = 0, month = 1, date = 1] = day.slice(0, 10).split("-").map(Number);
  return { year, month, day: date, weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay() };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: Record<Language, string[]> = {
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const two = (number: number) => String(number).padStart(2, "0");

// Making a formatter costs far more than using it, and a table formats thousands of values.
const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: CHAIN_TIME_ZONE, year: "numeric", month: "2-digit", day: "2-digit" });
const HOUR = new Intl.DateTimeFormat("en-GB", { timeZone: CHAIN_TIME_ZONE, hour: "2-digit", minute: "2-digit" });
const HOUR_SECONDS = new Intl.DateTimeFormat("en-GB", { timeZone: CHAIN_TIME_ZONE, hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** The calendar day of an instant in the chain's zone, `2026-11-27`. */
export function dayOf(instant: Date): string {
  return DAY.format(instant);
}

/** The hour and minute of an instant in the chain's zone, `13:40`. */
export function hourOf(instant: Date, seconds = false): string {
  return (seconds ? HOUR_SECONDS : HOUR).format(instant);
}

/** `11-27` / `27 Nov`; the year only when it is another one; the weekday on request. */
export function formatDay(day: string, language: Language, now: Date, weekday = false): string {
  const parts = dayParts(day);
  const sameYear = dayOf(now).startsWith(String(parts.year));
  const week = weekday ? WEEKDAYS[language][parts.weekday] : "";
  if (language === "zh") {
    const text = `${sameYear ? "" : `${parts.year}-`}${two(parts.month)}-${two(parts.day)}`;
    return week ? `${text}，${week}` : text;
  }
  const text = `${parts.day} ${MONTHS[parts.month - 1]}${sameYear ? "" : ` ${parts.year}`}`;
  return week ? `${text}, ${week}` : text;
}

/** `3 秒前` up to ten minutes, then `13:40`, `昨天 17:46`, `11-02 14:10`. */
export function formatInstant(value: string, language: Language, now: Date): string {
  const instant = new Date(value);
  const seconds = Math.round((now.getTime() - instant.getTime()) / 1000);
  if (seconds >= 0 && seconds < 600) return formatAge(seconds, language);
  const clock = hourOf(instant);
  const day = dayOf(instant);
  if (day === dayOf(now)) return clock;
  const yesterday = dayOf(new Date(now.getTime() - 86_400_000));
  if (day === yesterday) return language === "zh" ? `昨天 ${clock}` : `yesterday ${clock}`;
  return `${formatDay(day, language, now)} ${clock}`;
}

/** `11-27` / `27 Nov`, where the year is clear from what stands beside it. */
export function formatMonthDay(day: string, language: Language): string {
  return formatDay(day, language, new Date(`${day}T12:00:00Z`));
}

/** `2 秒前`, `4 分钟前`, `34 小时前` under two days, then `5 天前`. */
export function formatAge(seconds: number, language: Language): string {
  if (seconds < 60) return language === "zh" ? `${seconds} 秒前` : `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return language === "zh" ? `${minutes} 分钟前` : `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return language === "zh" ? `${hours} 小时前` : `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return language === "zh" ? `${days} 天前` : `${days} days ago`;
}

export type DeadlineText = { text: string; over: boolean; near: boolean };

/** `剩 32:18` under 48 hours, `还有 5 天` above, `超时 2 小时` past it. */
export function formatDeadline(value: string, language: Language, now: Date): DeadlineText {
  const minutes = Math.floor((new Date(value).getTime() - now.getTime()) / 60_000);
  const zh = language === "zh";
  if (minutes < 0) {
    const late = -minutes;
    const amount = late < 60 ? `${late} ${zh ? "分钟" : "min"}`
      : late < 2880 ? `${Math.floor(late / 60)} ${zh ? "小时" : "h"}`
      : `${Math.floor(late / 1440)} ${zh ? "天" : "d"}`;
    return { text: zh ? `超时 ${amount}` : `${amount} over`, over: true, near: true };
  }
  if (minutes < 2880) {
    const span = `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
    return { text: zh ? `剩 ${span}` : `${span} left`, over: false, near: minutes < 1440 };
  }
  const days = Math.floor(minutes / 1440);
  return { text: zh ? `还有 ${days} 天` : `${days} d left`, over: false, near: false };
}

/** Whole days from one calendar day to another; positive when `to` is later. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}

/** `2026-11-27` plus whole days, as a calendar day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day.slice(0, 10)) + days * 86_400_000).toISOString().slice(0, 10);
}
