import { useTranslation } from "react-i18next";
import type { AssumptionKind, ScenarioFactsFragment } from "@/graphql/planning/graphql";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { weekNumber } from "@/ui/weeks";

export type Scenario = ScenarioFactsFragment;
export type Assumption = Scenario["assumptions"][number];
export const KINDS: AssumptionKind[] = ["DEMAND", "SUPPLIER_OUT", "SUPPLY", "PRICE", "LEAD_TIME", "HOURS"];
export const OF_A_PARTNER: AssumptionKind[] = ["SUPPLIER_OUT", "SUPPLY", "PRICE", "LEAD_TIME"];
export const WITH_WEEKS: AssumptionKind[] = ["DEMAND", "SUPPLIER_OUT", "SUPPLY", "HOURS"];

/** An assumption as it is typed. */
export type Draft = { kind: AssumptionKind; amount: string; itemId: string; partnershipId: string; groupId: string; firstWeek: string; lastWeek: string };

export function emptyDraft(): Draft {
  return { kind: "DEMAND", amount: "10", itemId: "", partnershipId: "", groupId: "", firstWeek: "", lastWeek: "" };
}

export function draftOf(one: Assumption): Draft {
  return {
    kind: one.kind, amount: String(Number(one.amount)), itemId: one.item?.id ?? "", partnershipId: one.partnership?.id ?? "",
    groupId: one.group?.id ?? "", firstWeek: one.firstWeek ?? "", lastWeek: one.lastWeek ?? "",
  };
}

/** What is sent: only the things an assumption of its kind is about. */
export function inputOf(draft: Draft) {
  const isPartner = OF_A_PARTNER.includes(draft.kind);
  const hasWeeks = WITH_WEEKS.includes(draft.kind);
  return {
    kind: draft.kind, amount: draft.kind === "SUPPLIER_OUT" ? "0" : draft.amount.trim(),
    itemId: (draft.kind !== "HOURS" && draft.itemId) || null, partnershipId: (isPartner && draft.partnershipId) || null,
    groupId: (draft.kind === "HOURS" && draft.groupId) || null, firstWeek: (hasWeeks && draft.firstWeek) || null, lastWeek: (hasWeeks && draft.lastWeek) || null,
  };
}

/** Nothing that has to be chosen is missing, and the figure is one. */
export function isWhole(draft: Draft): boolean {
  if (OF_A_PARTNER.includes(draft.kind) && !draft.partnershipId) return false;
  if (draft.kind === "SUPPLY" && !draft.itemId) return false;
  return draft.kind === "SUPPLIER_OUT" || /^-?\d+(\.\d+)?$/.test(draft.amount.trim());
}

/** A scenario's assumptions as sentences. */
export function useSentences(): (scenario: Scenario) => string[] {
  const { t } = useTranslation("planning");
  const named = useNamed();
  return (scenario) => scenario.assumptions.map((one) => {
    const item = one.item ? named(one.item.name, one.item.nameEn) : t(one.kind === "DEMAND" ? "assume.allProducts" : "assume.allItems");
    const partner = one.partnership ? named(one.partnership.partner.shortName, one.partnership.partner.shortNameEn) : "";
    const group = one.group ? named(one.group.name, one.group.nameEn) : t("assume.allGroups");
    const amount = Number(one.amount);
    const figures = { item, partner, group, unit: one.item?.unitName ?? "", amount: `${amount > 0 && one.kind !== "SUPPLY" ? "+" : ""}${formatQuantity(String(amount))}` };
    return `${t(`assume.say.${one.kind}`, figures)}${weeksOf(one, t)}`;
  });
}

function weeksOf(one: Assumption, t: (key: string, values?: Record<string, unknown>) => string): string {
  const week = (monday: string) => `W${String(weekNumber(monday)).padStart(2, "0")}`;
  if (one.firstWeek && one.lastWeek) return t("assume.between", { first: week(one.firstWeek), last: week(one.lastWeek) });
  if (one.firstWeek) return t("assume.from", { first: week(one.firstWeek) });
  return one.lastWeek ? t("assume.until", { last: week(one.lastWeek) }) : "";
}
