import type { Grain, SharedField } from "@/graphql/sharing/graphql";

export const FIELDS: SharedField[] = ["UNRESTRICTED", "IN_INSPECTION", "BLOCKED", "AGREED", "FREE", "MAXIMUM", "MACHINE_AVAILABLE", "READY_QUANTITY", "WORK_IN_PROGRESS"];

/** From nothing to everything; NONE is the absence of a grant. */
export type Step = Grain | "NONE";

const WITHOUT_LIGHT: SharedField[] = ["AGREED", "MAXIMUM", "READY_QUANTITY", "WORK_IN_PROGRESS"];

/** The steps of a figure's slider, from the most private to the most open. */
export function stepsOf(field: SharedField): Step[] {
  const light: Step[] = WITHOUT_LIGHT.includes(field) ? [] : ["LIGHT"];
  return ["NONE", "PLANNER_ONLY", ...light, "RANGE", "EXACT"];
}

/** Figures of single items: whoever shares one names the items. */
export function isOfItems(field: SharedField): boolean {
  return isStock(field) || field === "READY_QUANTITY" || field === "WORK_IN_PROGRESS";
}

export function isStock(field: SharedField): boolean {
  return field === "UNRESTRICTED" || field === "IN_INSPECTION" || field === "BLOCKED";
}
