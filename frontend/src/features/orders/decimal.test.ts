import { describe, expect, it } from "vitest";
import { compareDecimals, isPositive, isWithinPercent, parseDecimal, percentChange, subtractDecimals, sumDecimals, trimDecimal } from "./decimal";

describe("reading typed numbers", () => {
  it.each([
    ["1,200", "1200"],
    [" １２００．５ ", "1200.5"],
    ["−4", "-4"],
    ["12.", "12"],
    ["八百", null],
    ["1e3", null],
    ["", null],
  ])("%s is %s", (typed, read) => expect(parseDecimal(typed)).toBe(read));
});

describe("exact arithmetic", () => {
  it("adds without float error", () => expect(sumDecimals(["0.1", "0.2"])).toBe("0.3"));
  it("adds nothing to zero", () => expect(sumDecimals([])).toBe("0"));
  it("keeps large quantities", () => expect(sumDecimals(["9007199254740993", "1"])).toBe("9007199254740994"));
  it("subtracts below zero", () => expect(subtractDecimals("1", "1.25")).toBe("-0.25"));
  it("compares different scales", () => expect(compareDecimals("1200.000", "1200")).toBe(0));
  it("drops trailing zeros", () => expect(trimDecimal("1200.500")).toBe("1200.5"));
});

describe("signs and shares", () => {
  it("knows what is above zero", () => {
    expect([isPositive("0"), isPositive("0.001"), isPositive("-1"), isPositive(null)]).toEqual([false, true, false, false]);
  });
  it("compares with a share exactly", () => {
    expect([isWithinPercent("218.50", "220.68", "1.00"), isWithinPercent("218.50", "220.69", "1"), isWithinPercent("1200", "1176", "2.0")]).toEqual([true, false, true]);
  });
  it("rounds per cent to one digit", () => expect(percentChange("218.50", "221.00")).toBe("1.1"));
  it("has no share of zero", () => expect(percentChange("0", "3")).toBeNull());
  it("writes a fall as negative", () => expect(percentChange("100", "99")).toBe("-1"));
});
