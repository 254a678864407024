import { useEffect, useRef } from "react";
import { PlanChangesDocument } from "@/graphql/planning/graphql";
import { useLiveStream } from "@/live/LiveProvider";

const SOON = 300; // ms; several changes of one act are read once

/** Reads anew when our demand or a plan changes; a running search about once a second. */
export function usePlanLive(refresh: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveStream(PlanChangesDocument, {}, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, SOON);
  });
}
