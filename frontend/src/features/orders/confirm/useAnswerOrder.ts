import { useEffect, useRef } from "react";
import { useClient } from "urql";
import { ConfirmMarkSeenDocument, ConfirmOrderDocument, type ConfirmOrderQuery } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useRead } from "@/session/useRead";

export type AnswerOrder = NonNullable<ConfirmOrderQuery["purchaseOrder"]>;

/** One order to answer, kept fresh; opening it tells the buyer that it has been seen. */
export function useAnswerOrder(orderId: string) {
  const client = useClient();
  const read = useRead(ConfirmOrderDocument, { id: orderId });
  useLiveRefresh(read.reload, (change) => change.orderId === orderId, 600);

  const order = read.data?.purchaseOrder ?? null;
  const seen = useRef<string | null>(null);
  const mayMark = order?.allowedActs.includes("MARK_SEEN") ?? false;
  useEffect(() => {
    if (!mayMark || seen.current === orderId) return;
    seen.current = orderId;
    // Not worth an error on screen: the next opening marks it.
    void client.mutation(ConfirmMarkSeenDocument, { idempotencyKey: crypto.randomUUID(), orderId }).toPromise();
  }, [client, mayMark, orderId]);

  return { ...read, order, isMissing: read.data !== undefined && order === null };
}

export const linesOf = (order: AnswerOrder) => order.lines.flatMap((line) => line.scheduleLines);
