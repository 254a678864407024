import { describe, expect, it } from "vitest";
import { countEdits, heatOf, readQuantity, refusedCells, seriesOf, weeksOf, withBlock, withEdit, type GridRow } from "./sheet";

const row = (id: string, weeks: string[]) => ({ id, cells: weeks.map((week) => ({ week })) }) as GridRow;
const W = ["2026-11-16", "2026-11-23", "2026-11-30"];

describe("the sheet", () => {
  it("reads quantities as people write them", () => {
    expect(["1,200", " １２ ", "3.5", "", "-4", "x", "1e3"].map(readQuantity)).toEqual(["1200", "12", "3.5", null, null, null, null]);
  });

  it("lays a pasted block over the cells it meets", () => {
    const rows = [row("a", W), row("b", W.slice(1))];
    const { edits, put, bad } = withBlock({}, rows, weeksOf(rows), { row: 0, column: 1 }, "1,200\tabc\n7\t8\t9\n");
    expect(edits).toEqual({ a: { "2026-11-23": "1200" }, b: { "2026-11-23": "7", "2026-11-30": "8" } });
    expect([put, bad, countEdits(edits)]).toEqual([3, 1, 3]);
  });

  it("takes an edit back", () => {
    expect(countEdits(withEdit({ a: { [W[0]!]: "1" } }, "a", W[0]!, null))).toBe(0);
  });

  it("sends consecutive weeks with gaps as null", () => {
    expect(seriesOf({ "2026-11-30": "3", "2026-11-16": "1" })).toEqual({ start: "2026-11-16", quantities: ["1", null, "3"] });
    expect(seriesOf({})).toBeNull();
  });

  it("numbers weeks by ISO 8601, 53 included", () => {
  });

  it("grades gaps and finds refused cells", () => {
    expect([["-5", "100"], ["-10", "100"], ["-20", "100"], ["3", "100"], ["0", "1"]].map(([gap, forecast]) => heatOf({ gap: gap!, forecast: forecast! })))
      .toEqual(["low", "mid", "high", "over", null]);
    expect(refusedCells({ cells: [{ key: "a", week: "w", message: "no" }] })).toEqual({ "a|w": "no" });
  });
});
