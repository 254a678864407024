import { useCallback, useState } from "react";

export type Density = "dense" | "standard" | "form";
export const ROW_HEIGHT: Record<Density, number> = { dense: 30, standard: 36, form: 44 };

/** A person's own arrangement of one list. Columns are named by key, in no particular order. */
export type TableLayout = { hidden: string[]; density: Density };

function stored(list: string): TableLayout | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`lianwang.table.${list}`) ?? "null");
    return isLayout(value) ? value : null;
  } catch {
    return null;
  }
}

/** True for a layout as it was kept; anything else in the store is left aside. */
export function isLayout(value: unknown): value is TableLayout {
  if (typeof value !== "object" || value === null) return false;
  const { hidden, density } = value as Partial<TableLayout>;
  return Array.isArray(hidden) && hidden.every((key) => typeof key === "string") && typeof density === "string" && density in ROW_HEIGHT;
}

/** The arrangement of a list, kept in this browser. */
export function useTableLayout(list: string, initial: TableLayout): [TableLayout, (layout: TableLayout) => void] {
  const [layout, setLayout] = useState(() => stored(list) ?? initial);
  const keep = useCallback((next: TableLayout) => {
    localStorage.setItem(`lianwang.table.${list}`, JSON.stringify(next));
    setLayout(next);
  }, [list]);
  return [layout, keep];
}
