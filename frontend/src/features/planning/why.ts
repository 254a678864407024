import { useTranslation } from "react-i18next";
import type { PlanReasonsQuery } from "@/graphql/planning/graphql";
import { useNamed } from "@/ui/clock";
import { addDays, formatMoney, formatQuantity } from "@/ui/format";
import { weekNumber } from "@/ui/weeks";
import type { Run } from "./looks";

export type Explanation = PlanReasonsQuery["planReasons"]["edges"][number]["node"];
type Reason = Explanation["reasons"][number];
type Flip = Explanation["flips"][number];
/** Figures in yuan, those that are weeks counted from the run's first, and shares. */
const YUAN = ["order_cost", "price", "saved", "unit", "next", "change_cost", "end_value", "extra", "per_unit", "chosen", "gain"];
const WEEKS = ["first", "last", "earliest"];
const SHARES = ["share", "bound"];

export function weekName(monday: string): string {
  return `W${String(weekNumber(monday)).padStart(2, "0")}`;
}

/** A figure as people read it. Of a lead time `chosen` is weeks, not yuan. */
export function shownFigure(kind: string, name: string, value: number, start: string): string {
  if (WEEKS.includes(name)) return weekName(addDays(start, 7 * Math.round(value)));
  if (SHARES.includes(name) && kind.startsWith("share")) return `${Math.round(value * 100)}%`;
  if (YUAN.includes(name) && !(name === "chosen" && kind === "lead_time")) return formatMoney(value.toFixed(2), "CNY");
  return formatQuantity(String(Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100));
}

/** Reasons and flips of a plan as sentences. */
export function useWhy(run: Run): { reason: (subject: Explanation["subject"], reason: Reason) => string; flip: (subject: Explanation["subject"], flip: Flip) => string } {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const things = (one: Reason | Flip["changes"][number]) => ({
    item: one.item ? named(one.item.name, one.item.nameEn) : "", unit: one.item?.unitName ?? "", centre: one.centre ?? "",
    partner: one.partnership ? named(one.partnership.partner.shortName, one.partnership.partner.shortNameEn) : t("why.thisSource"),
    week: one.week ? weekName(one.week) : t("why.thatWeek"),
  });
  const reason = (subject: Explanation["subject"], one: Reason) => {
    const figures = Object.fromEntries(one.figures.map(({ name, value }) => [name, shownFigure(one.kind, name, value, run.start)]));
    const made = one.kind === "cost" && subject === "DEMAND" && !one.partnership ? "_made" : "";
    return t(`why.${subject}.${one.kind}${made}`, { ...things(one), ...figures });
  };
  const flip = (subject: Explanation["subject"], one: Flip) => {
    const changes = one.changes.map((change) => {
      const by = change.kind === "price" ? `${(change.by * 100).toFixed(1)}%` : formatQuantity(String(Math.ceil(change.by * 100) / 100));
      return t(`why.change.${change.kind}`, { ...things(change), by });
    });
    return t(`why.flip.${subject}`, { changes: changes.join(t("why.and")), quantity: formatQuantity(String(Math.round(one.quantity))), gain: formatMoney(one.gain.toFixed(2), "CNY", true) });
  };
  return { reason, flip };
}
