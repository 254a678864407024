import { useEffect, useRef } from "react";
import { ChainChangesDocument, type ChainChangesSubscription } from "@/graphql/chain/graphql";
import { useLiveStream } from "@/live/LiveProvider";

const SOON = 300; // ms; several changes of one act are read once

/** Reads anew when what partners show of the network changes; what is taken back is not waited for. */
export function useChainLive(refresh: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveStream(ChainChangesDocument, {}, ({ sharingChanges }: ChainChangesSubscription) => {
    if (sharingChanges.subject !== "NETWORK") return;
    if (sharingChanges.type.endsWith(".revoked")) latest.current();
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, SOON);
  });
}
