import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { ImportRowsDocument, type ImportRowState } from "@/graphql/exchange/graphql";
import { failureOf, type ReadFailure } from "@/live/failure";
import type { ImportRow } from "./cells";

const PAGE = 100;
export type RowFilter = { states: ImportRowState[] | null; onlyErrors: boolean | null };

type State = { rows: ImportRow[]; total: number | null; after: string | null; hasMore: boolean };
const NOTHING: State = { rows: [], total: null, after: null, hasMore: false };

/**
 * Rows of a run, page by page. `refresh` reads everything that is loaded again and swaps it in at once,
 * so that a fix deep in the sheet does not move what the person is looking at.
 */
export function useImportRows(runId: string, filter: RowFilter, active: boolean) {
  const client = useClient();
  const [state, setState] = useState<State>(NOTHING);
  const [failure, setFailure] = useState<ReadFailure | null>(null);
  const round = useRef(0);
  const wish = JSON.stringify(filter);

  const readPage = useCallback(async (after: string | null) => {
    const answer = await client.query(ImportRowsDocument, { id: runId, ...(JSON.parse(wish) as RowFilter), first: PAGE, after }, { requestPolicy: "network-only" }).toPromise();
    return { connection: answer.data?.importRun?.rows, failure: failureOf(answer.error) };
  }, [client, runId, wish]);

  /** Reads from the first row until at least `count` rows are there. */
  const read = useCallback(async (count: number) => {
    const mine = ++round.current;
    const next: State = { ...NOTHING };
    do {
      const { connection, failure: failed } = await readPage(next.after);
      if (mine !== round.current) return;
      setFailure(failed);
      if (!connection) return;
      next.rows = [...next.rows, ...connection.edges.map((edge) => edge.node)];
      next.total = connection.totalCount;
      next.after = connection.pageInfo.endCursor;
      next.hasMore = connection.pageInfo.hasNextPage;
    } while (next.hasMore && next.rows.length < count);
    setState(next);
  }, [readPage]);

  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the answer of the server is the state
    if (active) void read(1);
  }, [active, read]);

  const loadingMore = useRef(false);
  const more = useCallback(async () => {
    if (!state.hasMore || loadingMore.current) return;
    loadingMore.current = true;
    const mine = round.current;
    const { connection } = await readPage(state.after);
    loadingMore.current = false;
    if (!connection || mine !== round.current) return;
    setState((old) => ({
      rows: [...old.rows, ...connection.edges.map((edge) => edge.node)], total: connection.totalCount,
      after: connection.pageInfo.endCursor, hasMore: connection.pageInfo.hasNextPage,
    }));
  }, [readPage, state.after, state.hasMore]);

  return {
    rows: state.rows, total: state.total, hasMore: state.hasMore, failure,
    more: () => void more(),
    refresh: () => read(Math.max(1, state.rows.length)),
  };
}
