import { useEffect, useMemo } from "react";
import { NewOrderSourcesDocument, type SourceChoiceFragment } from "@/graphql/orders/graphql";
import { usePages } from "@/live/usePages";

/** All approved source options at one supplier, by item. */
export function useSources(partnershipId: string) {
  const list = usePages(NewOrderSourcesDocument, { partnershipId, first: 100 }, (data) => data.sourceOptions);
  const { hasMore, more, rows } = list;
  useEffect(() => {
    if (hasMore) more();
  }, [hasMore, more]);
  const byItem = useMemo(() => new Map<string, SourceChoiceFragment>(rows.filter((row) => row.isApproved).map((row) => [row.item.id, row])), [rows]);
  return { byItem, loading: list.loading || hasMore, failure: list.failure };
}
