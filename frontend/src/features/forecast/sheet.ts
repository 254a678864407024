/** The sheet a person types into: cells, blocks pasted from a spreadsheet, and the rows one act sends. Pure. */
import type { ForecastGridRowFragment } from "@/graphql/forecast/graphql";

export type GridRow = ForecastGridRowFragment;
export type GridCell = GridRow["cells"][number];
/** What was typed, by row and Monday; exact decimals as text. */
export type Edits = Readonly<Record<string, Readonly<Record<string, string>>>>;
export type Spot = { row: number; column: number };

const DAY = 86_400_000;

/** Thousands separators, full-width digits and blanks are read; null when it is no quantity. */
export function readQuantity(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "");
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? plain : null;
}

/** A block as spreadsheets put it on the clipboard: rows by line, cells by tab. */
export function readBlock(text: string): string[][] {
  return text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

/** All Mondays of the rows, in order. */
export function weeksOf(rows: readonly GridRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.cells.map((cell) => cell.week)))].sort();
}

export function withEdit(edits: Edits, row: string, week: string, value: string | null): Edits {
  const others = Object.fromEntries(Object.entries(edits[row] ?? {}).filter(([known]) => known !== week));
  return { ...edits, [row]: value === null ? others : { ...others, [week]: value } };
}

/** Lays a block over the sheet from a spot. What is no quantity is counted and left out; blank cells change nothing. */
export function withBlock(edits: Edits, rows: readonly GridRow[], weeks: readonly string[], at: Spot, text: string): { edits: Edits; put: number; bad: number } {
  let next = edits;
  let put = 0;
  let bad = 0;
  readBlock(text).forEach((line, down) => line.forEach((cell, right) => {
    const row = rows[at.row + down];
    const week = weeks[at.column + right];
    if (!row || !week || cell.trim() === "" || !row.cells.some((one) => one.week === week)) return;
    const value = readQuantity(cell);
    if (value === null) bad += 1;
    else {
      next = withEdit(next, row.id, week, value);
      put += 1;
    }
  }));
  return { edits: next, put, bad };
}

export function countEdits(edits: Edits): number {
  return Object.values(edits).reduce((sum, weeks) => sum + Object.keys(weeks).length, 0);
}

/** Consecutive weeks from the first typed one; null where nothing was typed. */
export function seriesOf(weeks: Readonly<Record<string, string>>): { start: string; quantities: (string | null)[] } | null {
  const typed = Object.keys(weeks).sort();
  const [first] = typed;
  const last = typed.at(-1);
  if (!first || !last) return null;
  const length = Math.round((Date.parse(last) - Date.parse(first)) / (7 * DAY)) + 1;
  const quantities = Array.from({ length }, (_, place) => weeks[new Date(Date.parse(first) + place * 7 * DAY).toISOString().slice(0, 10)] ?? null);
  return { start: first, quantities };
}

/** How deep a gap is, in the steps of the picture: below 8 %, below 20 %, above. Only colours a cell. */
export function heatOf(cell: Pick<GridCell, "gap" | "forecast">): "over" | "low" | "mid" | "high" | null {
  const gap = Number(cell.gap ?? 0);
  if (gap > 0) return "over";
  if (gap === 0) return null;
  const share = -gap / Number(cell.forecast);
  return share < 0.08 ? "low" : share < 0.2 ? "mid" : "high";
}

/** Cells the server refused, `row key|week` → why. */
export function refusedCells(params: unknown): Record<string, string> {
  const cells = (params as { cells?: { key: string; week: string; message: string }[] } | null)?.cells ?? [];
  return Object.fromEntries(cells.map((cell) => [`${cell.key}|${cell.week}`, cell.message]));
}
