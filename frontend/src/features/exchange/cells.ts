import type { CellSeverity, ImportRowsQuery } from "@/graphql/exchange/graphql";

type Rows = NonNullable<ImportRowsQuery["importRun"]>["rows"];
export type ImportRow = Rows["edges"][number]["node"];
export type ImportCell = ImportRow["cells"][number];

/** A place in the sheet: index of the row among those shown, index of the column among those shown. */
export interface Place { row: number; column: number }

export const cellAt = (row: ImportRow | undefined, column: number): ImportCell | undefined =>
  row?.cells.find((cell) => cell.column === column);

/** How a cell is tinted; a spelling that was merely read in another way is not an alarm. */
export function cellClass(severity: CellSeverity | null | undefined): string {
  if (severity === "ERROR") return "bad";
  return severity === "ATTENTION" ? "heed" : severity === "REWRITTEN" ? "reread" : "";
}

/** The next (or previous) wrong cell after a place, reading like a book; null when there is none. */
export function nextError(rows: readonly ImportRow[], columns: readonly number[], from: Place, step: 1 | -1): Place | null {
  const width = columns.length;
  const total = rows.length * width;
  const start = from.row * width + from.column;
  for (let index = start + step; index >= 0 && index < total; index += step) {
    const row = Math.floor(index / width);
    const column = index % width;
    if (cellAt(rows[row], columns[column] ?? -1)?.severity === "ERROR") return { row, column };
  }
  return null;
}

/** Numbers and amounts stand at the right. */
export function isNumeric(field: string | null): boolean {
  return field !== null && /quantity|price|amount|percent|_days$|number_of/.test(field);
}

/** "第 5、61、120 行": at most `most` numbers, then an ellipsis. */
export function rowList(rows: readonly number[], count: number, comma: string, most = 6): string {
  const shown = rows.slice(0, most).join(comma);
  return count > Math.min(rows.length, most) ? `${shown}…` : shown;
}
