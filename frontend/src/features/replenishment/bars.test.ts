import { describe, expect, it } from "vitest";
import { parseAmount, sketch } from "./bars";

describe("the bars of a projection", () => {
  it("stand on zero and keep the band inside the picture", () => {
    const { bars, minimum, maximum, zero } = sketch([100, 50], 20, 100, 100, 54);
    expect(zero).toBe(54);
    expect(bars.map((bar) => Math.round(bar.y + bar.height))).toEqual([54, 54]);
    expect(maximum).toBeGreaterThan(0);
    expect(minimum).toBeGreaterThan(maximum);
  });

  it("hang below zero for a backlog", () => {
    const { bars, zero } = sketch([40, -40], 10, 80, 100, 60);
    expect(zero).toBeLessThan(60);
    expect(bars[1]?.y).toBeCloseTo(zero);
    expect((bars[1]?.y ?? 0) + (bars[1]?.height ?? 0)).toBeCloseTo(60);
  });

  it("cut a deep backlog so that the band stays readable", () => {
    const { zero, bars } = sketch([-9000], 10, 100, 50, 85);
    expect(zero).toBeCloseTo(60);
    expect(bars[0]?.height).toBeCloseTo(25);
  });

  it("survives weeks without stock and no weeks at all", () => {
    expect(sketch([], 1, 2, 100, 50).bars).toEqual([]);
    expect(sketch([0], 0, 0.001, 10, 10).bars[0]?.height).toBe(1.5);
  });
});

describe("a typed amount", () => {
  it("is read as people write it", () => {
    expect(parseAmount("1,200")).toBe("1200");
    expect(parseAmount("１２.5")).toBe("12.5");
    expect(parseAmount("-3")).toBeNull();
  });
});
