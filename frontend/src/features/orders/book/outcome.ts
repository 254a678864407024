import type { Refused } from "@/session/useAct";

export type ItemResult = { label: string; refused: Refused[] };
/** `proposed` took effect only once the other side agrees. */
export type BulkOutcome = { done: number; proposed: number; failed: ItemResult[] };

/** Sorts the results of a bulk act: how many took effect, and which did not, with their reasons. */
export function outcomeOf<Result extends { errors: Refused[]; outcome?: string }>(results: readonly Result[], labelOf: (result: Result) => string): BulkOutcome {
  const failed = results.filter((result) => result.errors.length > 0);
  return {
    done: results.length - failed.length,
    proposed: results.filter((result) => result.outcome === "PROPOSED").length,
    failed: failed.map((result) => ({ label: labelOf(result), refused: result.errors })),
  };
}
