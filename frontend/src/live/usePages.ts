import { createRequest, type AnyVariables } from "@urql/core";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";
import { useClient } from "urql";
import { pipe, subscribe } from "wonka";
import { failureOf, type ReadFailure } from "./failure";

export type Connection<Node> = {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
};

/** What is known of a list so far: one entry per page asked for, in order. */
export type PagesState<Data> = {
  pages: { cursor: string | null; data: Data | null }[];
  failure: ReadFailure | null;
  waiting: boolean;
  /** When the last answer came, in ms; null before the first. */
  readAt: number | null;
};

export type PagesEvent<Data> =
  | { type: "asked"; page: number; cursor: string | null }
  | { type: "came"; page: number; data: Data; final: boolean; at: number }
  | { type: "failed"; failure: ReadFailure };

export function pagesAfter<Data>(state: PagesState<Data>, event: PagesEvent<Data>): PagesState<Data> {
  switch (event.type) {
    case "asked": {
      // Asking for the first page anew keeps the old rows until the answer is there.
      const pages = event.page === 0 && state.pages.length > 0 ? state.pages : [...state.pages.slice(0, event.page), { cursor: event.cursor, data: null }];
      return { ...state, pages, failure: null, waiting: true };
    }
    case "came": {
      const known = event.final && event.page === 0 && state.waiting ? state.pages.slice(0, 1) : state.pages;
      const pages = known.map((page, index) => (index === event.page ? { ...page, data: event.data } : page));
      return { pages, failure: null, waiting: event.final ? false : state.waiting, readAt: event.final ? event.at : state.readAt };
    }
    case "failed":
      return { ...state, failure: event.failure, waiting: false };
  }
}

export type Pages<Data, Node> = {
  rows: Node[];
  /** The first page's answer: totals and counts stand in it. */
  head: Data | null;
  loading: boolean;
  loadingMore: boolean;
  hasMore: boolean;
  failure: ReadFailure | null;
  /** When the rows were last read or changed by the live stream. */
  readAt: Date | null;
  more: () => void;
  /** Reads from the first page again; what is shown stays until the answer is there. */
  reload: () => void;
};

/**
 * A list read page by page with keyset cursors. Every page stays watched in the cache, so that a change
 * that arrives over the live connection is seen in its row wherever it stands.
 */
export function usePages<Data, Variables extends { after?: string | null }, Node>(
  document: TypedDocumentNode<Data, Variables>, variables: Variables, pick: (data: Data) => Connection<Node>,
): Pages<Data, Node> {
  const client = useClient();
  const content = JSON.stringify(variables);
  const [state, dispatch] = useReducer(pagesAfter<Data>, { pages: [], failure: null, waiting: true, readAt: null });
  const watched = useRef<(() => void)[]>([]);

  const ask = useCallback((page: number, cursor: string | null) => {
    watched.current.splice(page).forEach((stop) => stop());
    dispatch({ type: "asked", page, cursor });
    const asked = { ...(JSON.parse(content) as Variables), after: cursor };
    const source = client.executeQuery<Data, AnyVariables>(
      createRequest<Data, AnyVariables>(document as TypedDocumentNode<Data, AnyVariables>, asked as AnyVariables),
      { requestPolicy: "cache-and-network" },
    );
    const { unsubscribe } = pipe(source, subscribe((result) => {
      const failure = failureOf(result.error);
      if (result.data) dispatch({ type: "came", page, data: result.data, final: !result.stale, at: Date.now() });
      else if (failure) dispatch({ type: "failed", failure });
    }));
    watched.current[page] = unsubscribe;
  }, [client, document, content]);

  useEffect(() => {
    ask(0, null);
    const open = watched.current;
    return () => open.splice(0).forEach((stop) => stop());
  }, [ask]);

  const loaded = state.pages.filter((page) => page.data !== null);
  const last = loaded.at(-1)?.data;
  const pageInfo = last ? pick(last).pageInfo : null;
  const loadingMore = state.waiting && loaded.length > 0 && loaded.length < state.pages.length;
  const hasMore = pageInfo?.hasNextPage ?? false;
  const more = () => {
    if (hasMore && !state.waiting) ask(loaded.length, pageInfo?.endCursor ?? null);
  };
  const rows = useMemo(
    () => loaded.flatMap((page) => (page.data ? pick(page.data).edges.map((edge) => edge.node) : [])),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [state.pages],
  );

  return {
    rows,
    head: state.pages[0]?.data ?? null,
    loading: state.waiting && loaded.length === 0,
    loadingMore,
    hasMore,
    failure: loaded.length === 0 ? state.failure : null,
    readAt: useMemo(() => (state.readAt ? new Date(state.readAt) : null), [state.readAt]),
    more,
    reload: useCallback(() => ask(0, null), [ask]),
  };
}
