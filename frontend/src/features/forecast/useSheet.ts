import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/session/SessionProvider";
import { useToast } from "@/ui/toast";
import { countEdits, weeksOf, withBlock, withEdit, type Edits, type GridRow, type Spot } from "./sheet";

export type Sheet = {
  edits: Edits;
  count: number;
  weeks: string[];
  at: Spot | null;
  /** Why the server refused a cell, by `row id|week`. */
  wrong: Readonly<Record<string, string>>;
  move: (spot: Spot | null) => void;
  put: (row: string, week: string, value: string | null) => void;
  paste: (at: Spot, text: string) => void;
  refuse: (wrong: Record<string, string>) => void;
  clear: (rows?: readonly string[]) => void;
  /** Whether I may type into the row now. */
  mayType: (row: GridRow) => boolean;
};

/** What is typed into the grid until it is saved as one act. */
export function useSheet(rows: GridRow[]): Sheet {
  const { t } = useTranslation("forecast");
  const toast = useToast();
  const [edits, setEdits] = useState<Edits>({});
  const [at, move] = useState<Spot | null>(null);
  const [wrong, refuse] = useState<Record<string, string>>({});
  const weeks = useMemo(() => weeksOf(rows), [rows]);
  const mayDraft = useCan("FORECAST_WRITE");
  const mayCommit = useCan("FORECAST_COMMIT");
  const mayType = useCallback((row: GridRow) => (
    row.mySide === "BUYER" ? mayDraft && row.forecast.status === "DRAFT" : mayCommit && row.forecast.isCurrent
  ), [mayDraft, mayCommit]);
  const put = useCallback((row: string, week: string, value: string | null) => {
    setEdits((old) => withEdit(old, row, week, value));
    refuse((old) => Object.fromEntries(Object.entries(old).filter(([key]) => key !== `${row}|${week}`)));
  }, []);
  const paste = useCallback((spot: Spot, text: string) => {
    const below = rows.slice(spot.row);
    const typable = below.filter(mayType);
    if (typable.length === 0 || typable[0] !== below[0]) return;
    const done = withBlock(edits, typable, weeks, { row: 0, column: spot.column }, text);
    setEdits(done.edits);
    if (done.bad > 0) toast.error(t("pastedSome", { put: done.put, bad: done.bad }));
    else toast.info(t("pasted", { n: done.put }));
  }, [rows, weeks, edits, mayType, toast, t]);
  const clear = useCallback((ids?: readonly string[]) => {
    setEdits((old) => (ids ? Object.fromEntries(Object.entries(old).filter(([id]) => !ids.includes(id))) : {}));
    refuse({});
  }, []);
  return { edits, count: countEdits(edits), weeks, at, wrong, move, put, paste, refuse, clear, mayType };
}
