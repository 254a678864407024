import { describe, expect, it } from "vitest";
import { isSscc, ssccBars, ssccCheckDigit, ssccSymbols, ssccText } from "./sscc";

const CODE = "106141411234567897";

describe("serial shipping container codes", () => {
  it("knows the published check digit", () => expect(ssccCheckDigit(CODE.slice(0, 17))).toBe(7));
  it("refuses a wrong digit", () => expect([isSscc(CODE), isSscc("106141411234567890"), isSscc("12")]).toEqual([true, false, false]));
  it("starts in set C with FNC1 and the identifier, and stops", () => {
    const symbols = ssccSymbols(CODE);
    expect(symbols.slice(0, 3)).toEqual([105, 102, 0]);
    expect(symbols.at(-1)).toBe(106);
    expect(symbols).toHaveLength(14);
  });
  it("closes with the weighted check symbol", () => {
    const symbols = ssccSymbols(CODE);
    const weighted = symbols.slice(1, -2).reduce((sum, value, index) => sum + value * (index + 1), 105);
    expect(symbols.at(-2)).toBe(weighted % 103);
  });
  it("is 11 modules a symbol and 13 for the stop", () => expect(ssccBars(CODE).modules).toBe(13 * 11 + 13));
  it("never lets bars touch", () => {
    const { bars } = ssccBars(CODE);
    bars.slice(1).forEach((bar, index) => {
      const before = bars[index];
      expect(bar.x).toBeGreaterThan((before?.x ?? 0) + (before?.width ?? 0));
    });
  });
  it("reads in the groups people know", () => expect(ssccText(CODE)).toBe("(00) 1 0614141 123456789 7"));
});
