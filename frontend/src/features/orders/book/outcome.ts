import type { Refused } from "@/session/useAct";

export type ItemResult = { label: string; refused: Refused[] };
export type BulkOutcome = { done: number; failed: ItemResult[] };

/** Sorts the results of a bulk act: how many took effect, and which did not, with their reasons. */
export function outcomeOf<Result extends { errors: Refused[] }>(results: readonly Result[], labelOf: (result: Result) => string): BulkOutcome {
  const failed = results.filter((result) => result.errors.length > 0);
  return {
    done: results.length - failed.length,
    failed: failed.map((result) => ({ label: labelOf(result), refused: result.errors })),
  };
}
