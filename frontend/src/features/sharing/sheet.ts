import { parseAmount } from "./stock";

/** Cells of a sheet by row and column, as typed. */
export type Cells = Record<string, Record<string, string>>;

/** Lays a copied block over the sheet from a cell on; what would fall outside is left out. */
export function pasted(cells: Cells, rows: readonly string[], columns: readonly string[], at: { row: string; column: string }, text: string): Cells {
  const next: Cells = { ...cells };
  const [top, left] = [rows.indexOf(at.row), columns.indexOf(at.column)];
  text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
    line.split("\t").forEach((value, right) => {
      const row = rows[top + down];
      const column = columns[left + right];
      if (row !== undefined && column !== undefined) next[row] = { ...next[row], [column]: value.trim() };
    });
  });
  return next;
}

/** Places whose text is no amount; an empty cell counts as nothing and is fine, but for the maximum. */
export function wrongCells(cells: Cells): { row: string; column: string }[] {
  return Object.entries(cells).flatMap(([row, values]) =>
    Object.entries(values).filter(([column, text]) => (text === "" ? column === "maximum" : parseAmount(text) === null)).map(([column]) => ({ row, column })));
}

/** The Mondays from a day's week on. */
export function mondaysFrom(day: string, count: number): string[] {
  const first = new Date(`${day}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - ((first.getUTCDay() + 6) % 7));
  return Array.from({ length: count }, (_, index) => {
    const monday = new Date(first);
    monday.setUTCDate(first.getUTCDate() + 7 * index);
    return monday.toISOString().slice(0, 10);
  });
}

/** A decimal without the zeros behind it: `95.00` is `95`. */
export function plain(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
