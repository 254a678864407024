import { useState } from "react";
import { ConfirmCardsDocument, ConfirmCountsDocument, type PurchaseOrderFilter } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useRead } from "@/session/useRead";
import type { CardOrder } from "./OrderCard";

export type CardFilter = "all" | "today" | "changed";

const FILTERS: Record<CardFilter, PurchaseOrderFilter> = {
  all: { side: "SUPPLIER", awaitingMyAnswer: true },
  today: { side: "SUPPLIER", awaitingMyAnswer: true, dueToday: true },
  changed: { side: "SUPPLIER", awaitingMyAnswer: true, changedByOther: true },
};
const PAGE = 20;

/** The orders that wait for this supplier, most urgent first, with the counts of the three views. */
export function useCards(filter: CardFilter) {
  const [size, setSize] = useState(PAGE);
  const cards = useRead(ConfirmCardsDocument, { filter: FILTERS[filter], first: Math.min(size, 100) });
  const counts = useRead(ConfirmCountsDocument, { all: FILTERS.all, today: FILTERS.today, changed: FILTERS.changed });
  const reload = () => {
    cards.reload();
    counts.reload();
  };
  useLiveRefresh(reload);
  const connection = cards.data?.purchaseOrders;
  return {
    orders: connection?.edges.map((edge): CardOrder => edge.node) ?? null,
    hasMore: (connection?.pageInfo.hasNextPage ?? false) && size < 100,
    more: () => setSize(size + PAGE),
    counts: {
      all: counts.data?.all.totalCount ?? null,
      today: counts.data?.today.totalCount ?? null,
      changed: counts.data?.changed.totalCount ?? null,
    },
    failure: cards.failure,
    loading: cards.loading,
    refreshing: cards.refreshing,
    reload,
  };
}

/** The next order to answer after this one; null when it was the last. */
export function useNextOrder(orderId: string): { id: string; number: string } | null {
  const { data } = useRead(ConfirmCardsDocument, { filter: FILTERS.all, first: 2 });
  const next = data?.purchaseOrders.edges.find((edge) => edge.node.id !== orderId)?.node;
  return next ? { id: next.id, number: next.number } : null;
}
