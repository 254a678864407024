import { useEffect, useRef } from "react";
import { MarketChangesDocument } from "@/graphql/market/graphql";
import { useLiveStream } from "@/live/LiveProvider";

const SOON = 300; // ms; several changes of one act are read once

/** Reads anew when our own listings, proposals or loans change. */
export function useMarketLive(refresh: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveStream(MarketChangesDocument, {}, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, SOON);
  });
}
