import type { MovementKind, StockStatus } from "@/graphql/sharing/graphql";

const ALL: StockStatus[] = ["UNRESTRICTED", "IN_INSPECTION", "BLOCKED", "CONSIGNED"];

/** From which statuses an act may take; the server decides, this only offers what it would accept. */
export function startsOf(kind: MovementKind): StockStatus[] {
  if (kind === "CONSUMPTION") return ["UNRESTRICTED", "CONSIGNED"];
  if (kind === "BLOCK") return ["UNRESTRICTED", "IN_INSPECTION"];
  if (kind === "RELEASE") return ["BLOCKED", "IN_INSPECTION"];
  return ALL;
}

/** A number as people type or paste it: full-width digits, thousands separators. Null when it is none or negative. */
export function parseAmount(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "");
  return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
}
