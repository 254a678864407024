import { describe, expect, it } from "vitest";
import { balanceOf, countOf, receiptLines } from "./counts";

const count = (patch: object) => ({ ...countOf("l", "1200.000"), ...patch });

describe("counting a lot", () => {
  it("starts with everything there", () => {
    expect(balanceOf("1200.000", countOf("l", "1200.000"))).toEqual({ short: "0", over: "0", isWrong: false, hasDifference: false });
  });
  it("names what is missing", () => expect(balanceOf("1200", count({ accepted: "1,180" }))).toMatchObject({ short: "20", over: "0", hasDifference: true }));
  it("names what is too much", () => expect(balanceOf("1200", count({ accepted: "1205" }))).toMatchObject({ short: "0", over: "5" }));
  it("adds damaged and rejected", () => {
    expect(balanceOf("1200", count({ accepted: "1180", damaged: "15", rejected: "5" }))).toMatchObject({ short: "0", hasDifference: true });
  });
  it.each(["八百", "-3"])("refuses %s", (typed) => expect(balanceOf("1200", count({ accepted: typed })).isWrong).toBe(true));
  it("sends plain numbers", () => {
    expect(receiptLines([count({ accepted: "1,180", damaged: "", note: " wet " })])).toEqual([
      { asnLineId: "l", acceptedQuantity: "1180", damagedQuantity: "0", rejectedQuantity: "0", note: "wet" },
    ]);
  });
});
