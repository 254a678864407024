import { useCallback, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { BookRowsDocument, BookSummaryDocument, type BookRowFragment, type OrderBookTab } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { usePages } from "@/live/usePages";
import { useRead } from "@/session/useRead";
import { readFilter, serverFilter, writeFilter, type BookFilter } from "./filter";

const PAGE = 100;

/** The filter in the address, and the saved view it came from (until it is changed). */
export function useBookFilter() {
  const [address, setAddress] = useSearchParams();
  const written = address.toString();
  const filter = useMemo(() => readFilter(new URLSearchParams(written)), [written]);
  const setFilter = useCallback((next: BookFilter, viewId?: string) => {
    const search = writeFilter(next);
    if (viewId) search.set("view", viewId);
    setAddress(search, { replace: true });
  }, [setAddress]);
  return { filter, setFilter, viewId: address.get("view") };
}

/** The rows page by page, their totals and the counts of all tabs, kept fresh by the live stream. */
export function useBook(filter: BookFilter) {
  const variables = { filter: serverFilter(filter), order: filter.order, first: PAGE };
  const rows = usePages(BookRowsDocument, variables, (data) => data.scheduleLines);
  const summary = useRead(BookSummaryDocument, { filter: serverFilter(filter) });
  useLiveRefresh(summary.reload);

  const counts = useMemo(() => {
    const all: Partial<Record<OrderBookTab, number>> = {};
    for (const { tab, count } of summary.data?.orderBookTabs ?? []) all[tab] = count;
    return all;
  }, [summary.data]);

  return { ...rows, totals: summary.data?.scheduleLines.totals ?? null, counts };
}

/** Ticked rows, kept with their content: acts need their version and name also while the filter hides them. */
export function useTicked(rows: readonly BookRowFragment[]) {
  const [ticked, setTicked] = useState<ReadonlyMap<string, BookRowFragment>>(new Map());
  const known = useMemo(() => new Map([...ticked, ...rows.map((row) => [row.id, row] as const)]), [ticked, rows]);
  const tick = useCallback((keys: ReadonlySet<string>) => {
    setTicked(new Map([...keys].flatMap((key) => {
      const row = known.get(key);
      return row ? [[key, row] as const] : [];
    })));
  }, [known]);
  const keys = useMemo(() => new Set(ticked.keys()), [ticked]);
  return { keys, tick, known };
}
