import { describe, expect, it } from "vitest";
import type { CellSeverity } from "@/graphql/exchange/graphql";
import { cellClass, isNumeric, nextError, rowList, type ImportRow } from "./cells";

function row(number: number, severities: (CellSeverity | null)[]): ImportRow {
  return {
    number, state: "REFUSED", message: null, subjectId: null,
    cells: severities.map((severity, column) => ({ column, raw: "", value: null, isFixed: false, severity, code: null, message: null, suggestion: null })),
  };
}

const rows = [row(2, [null, "REWRITTEN"]), row(3, ["ERROR", null]), row(4, [null, "ERROR"])];

describe("moving from error to error", () => {
  it("goes forward over rows", () => expect(nextError(rows, [0, 1], { row: 0, column: 0 }, 1)).toEqual({ row: 1, column: 0 }));
  it("goes on from where it stands", () => expect(nextError(rows, [0, 1], { row: 1, column: 0 }, 1)).toEqual({ row: 2, column: 1 }));
  it("goes back", () => expect(nextError(rows, [0, 1], { row: 2, column: 1 }, -1)).toEqual({ row: 1, column: 0 }));
  it("stops at the end", () => expect(nextError(rows, [0, 1], { row: 2, column: 1 }, 1)).toBeNull());
  it("sees only columns that are shown", () => expect(nextError(rows, [0], { row: 1, column: 0 }, 1)).toBeNull());
});

describe("looks", () => {
  it.each([["ERROR", "bad"], ["ATTENTION", "heed"], ["REWRITTEN", "reread"], [null, ""]] as const)("%s is %s", (severity, look) =>
    expect(cellClass(severity)).toBe(look));
  it("puts quantities at the right", () => expect([isNumeric("quantity"), isNumeric("unit_price"), isNumeric("order_number"), isNumeric(null)]).toEqual([true, true, false, false]));
  it("cuts long lists of rows", () => expect([rowList([5, 61], 2, "、"), rowList([1, 2, 3, 4, 5, 6, 7], 7, "、")]).toEqual(["5、61", "1、2、3、4、5、6…"]));
});
