import { compareDecimals, parseDecimal, subtractDecimals, sumDecimals, trimDecimal } from "../decimal";

/** What was counted of one lot, as typed. */
export interface Count { asnLineId: string; accepted: string; damaged: string; rejected: string; note: string }

export interface Balance {
  /** Missing against the shipped quantity; "0" when nothing is. */
  short: string;
  over: string;
  /** One of the three is not a number of zero or more. */
  isWrong: boolean;
  hasDifference: boolean;
}

export function countOf(asnLineId: string, shipped: string): Count {
  return { asnLineId, accepted: trimDecimal(shipped), damaged: "", rejected: "", note: "" };
}

/** Zero for an empty field, null for what is no quantity. */
function read(typed: string): string | null {
  if (typed.trim() === "") return "0";
  const value = parseDecimal(typed);
  return value !== null && !value.startsWith("-") ? value : null;
}

/** shipped + over = accepted + damaged + rejected + short; the server computes the same and decides. */
export function balanceOf(shipped: string, count: Count): Balance {
  const parts = [count.accepted, count.damaged, count.rejected].map(read);
  const known = parts.filter((part): part is string => part !== null);
  if (known.length < parts.length) return { short: "0", over: "0", isWrong: true, hasDifference: false };
  const difference = subtractDecimals(shipped, sumDecimals(known));
  const sign = compareDecimals(difference, "0");
  const faulty = known.slice(1).some((part) => compareDecimals(part, "0") > 0);
  return {
    short: sign > 0 ? difference : "0",
    over: sign < 0 ? difference.slice(1) : "0",
    isWrong: false,
    hasDifference: sign !== 0 || faulty,
  };
}

export function receiptLines(counts: readonly Count[]) {
  return counts.map((count) => ({
    asnLineId: count.asnLineId,
    acceptedQuantity: read(count.accepted) ?? "0",
    damagedQuantity: read(count.damaged) ?? "0",
    rejectedQuantity: read(count.rejected) ?? "0",
    note: count.note.trim() || null,
  }));
}
