import { describe, expect, it } from "vitest";
import { parsePrice, parseWhole, SUBJECTS } from "./looks";

describe("what people type into a listing", () => {
  it("reads whole quantities above zero, full-width and grouped too", () => {
    expect(["1", "1,200", "１２００", " 5 "].map(parseWhole)).toEqual([1, 1200, 1200, 5]);
    expect(["", "0", "1.5", "-1", "12345678", "x"].map(parseWhole)).toEqual([null, null, null, null, null, null]);
  });

  it("reads prices to the cent", () => {
    expect(["0", "12.5", "1,200.05", "１２.３"].map(parsePrice)).toEqual(["0", "12.5", "1200.05", "12.3"]);
    expect(["", "1.005", "-1", "."].map(parsePrice)).toEqual([null, null, null, null]);
  });

  it("lists every subject once", () => {
    const all = Object.values(SUBJECTS).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});
