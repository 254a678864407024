import { SharingChangesDocument, SupplyChangesDocument, type SharingChangesSubscription } from "@/graphql/sharing/graphql";
import { useLiveStream } from "@/live/LiveProvider";
import { useSoon } from "@/live/useSoon";

/** Reads anew when grants or the figures behind them change; a revoked grant is told at once, before the reading. */
export function useSharingLive(refresh: () => void, onRevoked?: (grantId: string) => void): void {
  const soon = useSoon(refresh);
  useLiveStream(SharingChangesDocument, {}, ({ sharingChanges }: SharingChangesSubscription) => {
    if (sharingChanges.type.endsWith(".revoked")) onRevoked?.(sharingChanges.rootId);
    soon();
  });
}

/** Reads anew when our own stock or capacity changes. */
export function useSupplyLive(refresh: () => void): void {
  const soon = useSoon(refresh);
  useLiveStream(SupplyChangesDocument, {}, () => soon());
}
