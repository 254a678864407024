import type { DemandLinesQuery, PlanBoardQuery, PlanOrdersQuery, PlanStatus, RunFactsFragment } from "@/graphql/planning/graphql";
import { addDays } from "@/ui/format";
import type { IconName } from "@/ui/icons";
import type { Tone } from "@/ui/states";

export type Run = RunFactsFragment;
export type Row = PlanBoardQuery["planRows"]["edges"][number]["node"];
export type PlannedOrder = PlanOrdersQuery["planOrders"]["edges"][number]["node"];
export type Wanted = DemandLinesQuery["demandLines"]["edges"][number]["node"];
export const STATUS_LOOKS: Record<PlanStatus, { tone: Tone; icon: IconName }> = {
  QUEUED: { tone: "neut", icon: "clock" },
  RUNNING: { tone: "info", icon: "right" },
  DONE: { tone: "ok", icon: "check" },
  STOPPED: { tone: "warn", icon: "half" },
  FAILED: { tone: "danger", icon: "alert" },
};

export function isOpen(run: Run): boolean {
  return run.status === "QUEUED" || run.status === "RUNNING";
}

/** There is a plan to look at. */
export function isPlanned(run: Run): boolean {
  return run.cost != null;
}

export function mondays(start: string, weeks: number): string[] {
  return Array.from({ length: weeks }, (_, place) => addDays(start, 7 * place));
}

export type CellTone = "" | "late" | "low";

/** How a week's stock is to be read: late demand first, then below the safety stock. */
export function toneAt(row: Row, week: number): CellTone {
  if (Number(row.short[week] ?? 0) <= 0) return "";
  return row.isProduct || Number(row.stock[week] ?? 0) <= 0 ? "late" : "low";
}

/** Demand of one item in one week: what is ordered and what is expected. */
export type DemandCell = { forecast: Wanted | null; orders: Wanted[]; total: number };
export type DemandRow = { item: Wanted["item"]; cells: Map<string, DemandCell> };

/** Orders eat up the forecast of their week, as the plan has it. */
export function demandRows(lines: readonly Wanted[]): DemandRow[] {
  const rows = new Map<string, DemandRow>();
  for (const line of lines) {
    const row = rows.get(line.item.id) ?? { item: line.item, cells: new Map<string, DemandCell>() };
    const cell = row.cells.get(line.week) ?? { forecast: null, orders: [], total: 0 };
    if (line.kind === "FORECAST") cell.forecast = line;
    else cell.orders.push(line);
    const ordered = cell.orders.reduce((sum, one) => sum + Number(one.quantity), 0);
    cell.total = Math.max(ordered, Number(cell.forecast?.quantity ?? 0));
    row.cells.set(line.week, cell);
    rows.set(line.item.id, row);
  }
  return [...rows.values()].sort((a, b) => a.item.number.localeCompare(b.item.number));
}
