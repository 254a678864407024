import { ChainChangesDocument, type ChainChangesSubscription } from "@/graphql/chain/graphql";
import { useLiveStream } from "@/live/LiveProvider";
import { useSoon } from "@/live/useSoon";

/** Reads anew at once when what partners show of the network changes, for something may have been taken back. */
export function useChainLive(refresh: () => void): void {
  const soon = useSoon(refresh);
  useLiveStream(ChainChangesDocument, {}, ({ sharingChanges }: ChainChangesSubscription) => {
    if (sharingChanges.subject === "NETWORK") soon("now");
  });
}
