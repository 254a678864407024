import { compareDecimals, isPositive, isWithinPercent, parseDecimal, subtractDecimals, sumDecimals, trimDecimal } from "../decimal";

/** One batch while it is being typed; quantity as typed, day null until chosen. */
export interface Part { id: string; quantity: string; date: string | null }

export interface PartsState {
  planned: string;
  /** ordered − planned; negative when too much is planned. */
  left: string;
  /** Every batch has a positive number and a day, and not too much is planned. */
  isComplete: boolean;
  problem: "EMPTY" | "QUANTITY" | "DATE" | "TOO_MUCH" | null;
}

let serial = 0;

export function newPart(quantity = "", date: string | null = null): Part {
  serial += 1;
  return { id: `part-${serial}`, quantity: quantity && trimDecimal(quantity), date };
}

/** The number meant by what was typed; "0" while it is no number. */
function amount(part: Part): string {
  return parseDecimal(part.quantity) ?? "0";
}

/** `tolerancePercent` is how much more than ordered may be planned; null when nothing is agreed. */
export function partsState(ordered: string, parts: readonly Part[], tolerancePercent: string | null): PartsState {
  const planned = sumDecimals(parts.map(amount));
  const left = subtractDecimals(ordered, planned);
  const isTooMuch = compareDecimals(left, "0") < 0 && !isWithinPercent(ordered, planned, tolerancePercent ?? "0");
  const problem = firstProblem(parts) ?? (isTooMuch ? "TOO_MUCH" : null);
  return { planned, left, isComplete: problem === null, problem };
}

function firstProblem(parts: readonly Part[]): PartsState["problem"] {
  if (parts.length === 0) return "EMPTY";
  if (parts.some((part) => !isPositive(amount(part)))) return "QUANTITY";
  return parts.some((part) => part.date === null) ? "DATE" : null;
}

/** The batches as the server takes them; call only when complete. */
export function partsInput(parts: readonly Part[]): { quantity: string; date: string }[] {
  return parts.flatMap((part) => (part.date ? [{ quantity: amount(part), date: part.date }] : []));
}

/** Steps a typed quantity up or down without going below zero. */
export function stepQuantity(typed: string, step: string, direction: 1 | -1): string {
  const current = parseDecimal(typed) ?? "0";
  const next = direction === 1 ? sumDecimals([current, step]) : subtractDecimals(current, step);
  return compareDecimals(next, "0") < 0 ? "0" : next;
}
