import type { ConfirmLineFragment } from "@/graphql/orders/graphql";

export interface RefusalText { code: string; field: string | null; message: string }

/** One answered line as the server reports it, of any of the three acts. */
export interface LineResult {
  scheduleLineId: string;
  scheduleLines: ConfirmLineFragment[];
  errors: RefusalText[];
}

export interface Refused { scheduleLineId: string; errors: RefusalText[] }

/** What came of an act, line by line, sorted by what it means for the supplier. */
export interface Outcome {
  effective: ConfirmLineFragment[];
  waiting: ConfirmLineFragment[];
  unpromised: ConfirmLineFragment[];
  rejected: ConfirmLineFragment[];
  refused: Refused[];
}

const OURS_ENDED: readonly string[] = ["REJECTED", "CANCELLED", "CLOSED"];

/** Sorts resulting schedule lines by their own status: a split line may land in several groups. */
export function outcomeOf(results: readonly LineResult[]): Outcome {
  const outcome: Outcome = { effective: [], waiting: [], unpromised: [], rejected: [], refused: [] };
  for (const result of results) {
    if (result.errors.length) {
      outcome.refused.push({ scheduleLineId: result.scheduleLineId, errors: result.errors });
      continue;
    }
    for (const line of result.scheduleLines) groupOf(outcome, line).push(line);
  }
  return outcome;
}

function groupOf(outcome: Outcome, line: ConfirmLineFragment): ConfirmLineFragment[] {
  if (line.status === "COUNTERED") return outcome.waiting;
  if (line.status === "PART_CONFIRMED") return outcome.unpromised;
  if (OURS_ENDED.includes(line.status)) return outcome.rejected;
  return outcome.effective;
}

/** A stale version: the cure is to look at the new one and answer again. */
export function isStale(refused: Refused): boolean {
  return refused.errors.some((error) => error.code === "CONFLICT" || error.code === "ILLEGAL_TRANSITION");
}
