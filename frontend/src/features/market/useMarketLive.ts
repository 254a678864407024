import { MarketChangesDocument } from "@/graphql/market/graphql";
import { useLiveStream } from "@/live/LiveProvider";
import { useSoon } from "@/live/useSoon";

/** Reads anew when our own listings, proposals or loans change. */
export function useMarketLive(refresh: () => void): void {
  const soon = useSoon(refresh);
  useLiveStream(MarketChangesDocument, {}, () => soon());
}
