import { describe, expect, it } from "vitest";
import { newPart, partsInput, partsState, stepQuantity } from "./parts";

describe("batches of a split", () => {
  it("shows what is planned and left while typing", () => {
    const state = partsState("1200.000", [newPart("700", "2026-12-16"), newPart("400", "2026-12-18")], null);
    expect(state).toMatchObject({ planned: "1100", left: "100", isComplete: true });
  });
  it("reads a typed separator", () => expect(partsState("1200", [{ id: "a", quantity: "1,200", date: "2026-12-16" }], null).left).toBe("0"));
  it.each([
    ["EMPTY", []],
    ["QUANTITY", [newPart("", "2026-12-16")]],
    ["DATE", [newPart("700")]],
    ["TOO_MUCH", [newPart("1300", "2026-12-16")]],
  ])("names %s", (problem, parts) => expect(partsState("1200", parts, "2.00").problem).toBe(problem));
  it("lets the agreed overage pass", () => {
    expect(partsState("1200", [newPart("1224", "2026-12-16")], "2.00")).toMatchObject({ left: "-24", isComplete: true });
  });
  it("sends plain numbers", () => {
    expect(partsInput([{ id: "a", quantity: "1,200", date: "2026-12-16" }])).toEqual([{ quantity: "1200", date: "2026-12-16" }]);
  });
  it("steps but not below zero", () => {
    expect([stepQuantity("100", "50", -1), stepQuantity("20", "50", -1), stepQuantity("", "50", 1)]).toEqual(["50", "0", "50"]);
  });
});
