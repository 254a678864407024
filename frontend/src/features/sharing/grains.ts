import type { Grain, SharedField } from "@/graphql/sharing/graphql";

const NETWORK: SharedField[] = ["UPSTREAM", "ONWARD", "IDENTITY"];

export const FIELDS: SharedField[] = ["UNRESTRICTED", "IN_INSPECTION", "BLOCKED", "AGREED", "FREE", "MAXIMUM", "MACHINE_AVAILABLE", "READY_QUANTITY", "WORK_IN_PROGRESS", ...NETWORK];

/** From nothing to everything; NONE is the absence of a grant. */
export type Step = Grain | "NONE";

const WITHOUT_LIGHT: SharedField[] = ["AGREED", "MAXIMUM", "READY_QUANTITY", "WORK_IN_PROGRESS"];

/** The steps of a figure's slider, from the most private to the most open. */
export function stepsOf(field: SharedField): Step[] {
  if (field === "IDENTITY") return ["NONE", "EXACT"];
  if (isNetwork(field)) return ["NONE", "ANONYMOUS", "EXACT"];
  const light: Step[] = WITHOUT_LIGHT.includes(field) ? [] : ["LIGHT"];
  return ["NONE", "PLANNER_ONLY", ...light, "RANGE", "EXACT"];
}

/** Figures of single items: whoever shares one names the items. */
export function isOfItems(field: SharedField): boolean {
  return isStock(field) || field === "READY_QUANTITY" || field === "WORK_IN_PROGRESS";
}

/** Who supplies us: shown as nodes of a graph, not as figures. */
export function isNetwork(field: SharedField): boolean {
  return NETWORK.includes(field);
}

export function isStock(field: SharedField): boolean {
  return field === "UNRESTRICTED" || field === "IN_INSPECTION" || field === "BLOCKED";
}
