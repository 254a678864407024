import { useCallback, useEffect, useRef, useState } from "react";
import { useLiveChange } from "@/live/LiveProvider";

const SHOWN_FOR = 4_000;
const COMING_AND_GOING = new Set(["orders.purchase_order.created", "orders.purchase_order.sent", "orders.purchase_order.discarded"]);

/** How many orders came or went since the list was read; their lines are not in it (or no longer belong to it). */
export function useNews(): { news: number; seen: () => void } {
  const [orders, setOrders] = useState<ReadonlySet<string>>(new Set());
  useLiveChange((change) => {
    const id = change.orderId;
    if (id && COMING_AND_GOING.has(change.type)) setOrders((old) => new Set(old).add(id));
  });
  return { news: orders.size, seen: useCallback(() => setOrders(new Set()), []) };
}

/** Schedule lines that changed within the last four seconds, to be marked where they stand. */
export function useChanged(): ReadonlySet<string> {
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  useEffect(() => {
    const running = timers.current;
    return () => running.forEach((timer) => clearTimeout(timer));
  }, []);

  useLiveChange(useCallback((change) => {
    const id = change.scheduleLine?.id;
    if (!id) return;
    clearTimeout(timers.current.get(id));
    setChanged((old) => new Set(old).add(id));
    timers.current.set(id, setTimeout(() => {
      timers.current.delete(id);
      setChanged((old) => new Set([...old].filter((one) => one !== id)));
    }, SHOWN_FOR));
  }, []));
  return changed;
}
