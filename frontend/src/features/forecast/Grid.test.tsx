import { fireEvent, render, screen } from "@testing-library/react";
import { useEffect, useState } from "react";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { switchLanguage } from "@/i18n";
import { Grid } from "./Grid";
import { weeksOf, withBlock, withEdit, countEdits, type Edits, type GridRow, type Spot } from "./sheet";
import type { Sheet } from "./useSheet";

vi.mock("@/ui/clock", () => ({ useLanguage: () => "zh", useNamed: () => (zh: string) => zh, useNow: () => new Date("2026-11-21T06:00:00Z") }));
vi.mock("@/ui/values", () => ({ DataAge: () => null }));

const WEEKS = ["2026-11-16", "2026-11-23", "2026-11-30"];

function row(id: string): GridRow {
  return {
    id, itemId: null, itemNumber: `N-${id}`, itemName: id, itemNameEn: id, supplierItemNumber: "", unit: "H87", unitName: "件", mySide: "SUPPLIER", submittedAt: null,
    source: null, shortCells: 1, openCells: 1, partner: { id: "p", shortName: "甲", shortNameEn: "A", region: "" },
    forecast: { id: "f", number: 2, status: "PUBLISHED", version: 1, isCurrent: true, start: WEEKS[0]!, weeks: 26, frozenWeeks: 1, isOverdue: false, acknowledgeBy: null },
    cells: WEEKS.map((week, place) => ({
      week, forecast: "1200", previous: "1000", commit: place === 0 ? "800" : null, gap: place === 0 ? "-400" : null, confidence: place === 0 ? "SURE" : null,
      reasonCode: null, note: "", isFrozen: place === 0, isOpen: place > 0, exceptions: place === 0 ? ["SHORT"] : [],
    })),
  };
}

const nothing = () => undefined;

function Whole({ tell = nothing, count = 2, onMore = nothing }: { tell?: (edits: Edits) => void; count?: number; onMore?: () => void }) {
  const [rows] = useState(() => Array.from({ length: count }, (_, index) => row(index < 2 ? "ab"[index]! : `r${index}`)));
  const [edits, setEdits] = useState<Edits>({});
  const [at, move] = useState<Spot | null>(null);
  useEffect(() => tell(edits), [tell, edits]);
  const sheet: Sheet = {
    edits, count: countEdits(edits), weeks: weeksOf(rows), at, wrong: {}, move, refuse: () => undefined, clear: () => undefined, mayType: () => true,
    put: (id, week, value) => setEdits((old) => withEdit(old, id, week, value)),
    paste: (spot, text) => setEdits((old) => withBlock(old, rows, WEEKS, spot, text).edits),
  };
  return <Grid rows={rows} total={rows.length} sheet={sheet} summary={undefined} onMore={onMore} />;
}

describe("the grid", () => {
  beforeAll(async () => {
    // Nothing is laid out here: the box must be told to be high enough for its rows.
    Object.defineProperty(Element.prototype, "clientHeight", { configurable: true, get: () => 600 });
    Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, get: () => 58 });
    await switchLanguage("zh");
  });

  it("says of each cell what is forecast, committed and amiss", () => {
    render(<Whole />);
    const cells = screen.getAllByRole("gridcell");
    expect(cells).toHaveLength(6);
    expect(cells[0]?.querySelector(".sr")?.textContent).toBe("2026-11-16, 预测 1,200, 承诺 800, 确定, 缺口");
    expect(cells[1]?.className).toContain("open");
    expect(cells[0]?.className).toContain("high");
  });

  it("takes digits where the cursor stands and goes down with Enter", () => {
    const tell = vi.fn();
    render(<Whole tell={tell} />);
    fireEvent.click(screen.getAllByRole("gridcell")[1]!);
    fireEvent.keyDown(screen.getByRole("grid"), { key: "9" });
    const input = screen.getByRole("textbox");
    fireEvent.change(input, { target: { value: "950" } });
    fireEvent.keyDown(input, { key: "Enter" });
    expect(tell).toHaveBeenLastCalledWith({ a: { "2026-11-23": "950" } });
    expect(document.activeElement?.getAttribute("data-at")).toBe("true");
    fireEvent.keyDown(screen.getByRole("grid"), { key: "Delete" });
    expect(countEdits(tell.mock.lastCall?.[0] as Edits)).toBe(1);
  });

  it("draws only the rows near what is seen, and asks for more before the end", () => {
    const more = vi.fn();
    render(<Whole count={400} onMore={more} />);
    const drawn = screen.getAllByRole("gridcell").length / WEEKS.length;
    expect(drawn).toBeGreaterThan(8);
    expect(drawn).toBeLessThan(40);
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("401");
    expect(more).not.toHaveBeenCalled();
    render(<Whole count={14} onMore={more} />);
    expect(more).toHaveBeenCalled();
  });

  it("lays a pasted block over the cells from the cursor on", () => {
    const tell = vi.fn();
    render(<Whole tell={tell} />);
    fireEvent.click(screen.getAllByRole("gridcell")[1]!);
    fireEvent.paste(screen.getByRole("grid"), { clipboardData: { getData: () => "1\t2\n3\t4" } });
    expect(tell).toHaveBeenLastCalledWith({ a: { "2026-11-23": "1", "2026-11-30": "2" }, b: { "2026-11-23": "3", "2026-11-30": "4" } });
  });
});
