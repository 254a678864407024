import { PlanChangesDocument } from "@/graphql/planning/graphql";
import { useLiveStream } from "@/live/LiveProvider";
import { useSoon } from "@/live/useSoon";

/** Reads anew when our demand or a plan changes; a running search about once a second. */
export function usePlanLive(refresh: () => void): void {
  const soon = useSoon(refresh);
  useLiveStream(PlanChangesDocument, {}, () => soon());
}
