import { useEffect, useRef } from "react";
import { ChainChangesDocument, type ChainChangesSubscription } from "@/graphql/chain/graphql";
import { useLiveStream } from "@/live/LiveProvider";

const SOON = 300; // ms; what follows within it is read once, at its end

/** Reads anew at once when what partners show of the network changes, for something may have been taken back. */
export function useChainLive(refresh: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveStream(ChainChangesDocument, {}, ({ sharingChanges }: ChainChangesSubscription) => {
    if (sharingChanges.subject !== "NETWORK") return;
    if (timer.current === undefined) latest.current();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, SOON);
  });
}
