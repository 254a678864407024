import { describe, expect, it } from "vitest";
import { mondaysFrom, pasted, wrongCells } from "./sheet";
import { parseAmount, startsOf } from "./stock";

describe("the sheet of weeks", () => {
  const rows = ["2026-11-16", "2026-11-23"];
  const columns = ["maximum", "shiftEarlier", "shiftLater"];

  it("lays a copied block over the cells and leaves out what would fall outside", () => {
    const cells = pasted({ "2026-11-16": { maximum: "1" } }, rows, columns, { row: "2026-11-16", column: "shiftEarlier" }, "8\t4\t9\r\n7\t3\n5\t5\n");
    expect(cells).toEqual({ "2026-11-16": { maximum: "1", shiftEarlier: "8", shiftLater: "4" }, "2026-11-23": { shiftEarlier: "7", shiftLater: "3" } });
  });

  it("names the cells that hold no amount", () => {
    expect(wrongCells({ a: { maximum: "", shiftLater: "" }, b: { maximum: "1,200", shiftLater: "-3" } })).toEqual([{ row: "a", column: "maximum" }, { row: "b", column: "shiftLater" }]);
  });

  it("names weeks by their Mondays, over a year's end too", () => {
    expect(mondaysFrom("2026-12-27", 3)).toEqual(["2026-12-21", "2026-12-28", "2027-01-04"]);
    expect(mondaysFrom("2026-11-16", 1)).toEqual(["2026-11-16"]);
  });

  it("reads amounts as people type them, and offers only fitting statuses", () => {
    expect([parseAmount("１，２００．５"), parseAmount("1 200"), parseAmount("-1"), parseAmount("x")]).toEqual(["1200.5", "1200", null, null]);
    expect(startsOf("RELEASE")).toEqual(["BLOCKED", "IN_INSPECTION"]);
  });
});
