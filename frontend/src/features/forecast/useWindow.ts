import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type RefObject } from "react";

const ROW = 58;
const NEAR_END = 12;

export type Window = {
  shown: { index: number; key: string }[];
  /** Height of the rows above and below the shown ones. */
  before: number;
  after: number;
  measure: (body: HTMLElement | null) => void;
};

/** The rows near what is seen; the next ones are asked for before the end is reached, the row with the cursor is kept in sight. */
export function useWindow(box: RefObject<HTMLElement | null>, keys: readonly string[], cursor: number | undefined, onNearEnd: () => void): Window {
  // eslint-disable-next-line react-hooks/incompatible-library -- the bundle is made without the compiler the rule is about
  const rows = useVirtualizer({
    count: keys.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 8,
    getItemKey: (index) => keys[index] ?? index, scrollPaddingStart: ROW, scrollPaddingEnd: ROW,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const isNearEnd = last >= 0 && last >= keys.length - NEAR_END;
  const ask = useRef(onNearEnd);
  useEffect(() => {
    ask.current = onNearEnd;
  });
  useEffect(() => {
    if (isNearEnd) ask.current();
  }, [isNearEnd, keys.length]);
  useEffect(() => {
    if (cursor !== undefined) rows.scrollToIndex(cursor, { align: "auto" });
  }, [cursor, rows]);
  return {
    shown: items.map((item) => ({ index: item.index, key: String(item.key) })),
    before: items[0]?.start ?? 0, after: rows.getTotalSize() - (items.at(-1)?.end ?? 0), measure: rows.measureElement,
  };
}
