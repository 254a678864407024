import { describe, expect, it } from "vitest";
import { daysOf, labelPlace, makeAxis, markOf, textWidth } from "./axis";

const entry = { kind: "PROMISED", oldDate: null, newDate: "2026-11-20", shiftDays: null, occurredAt: "2026-11-03T01:26:00Z" };

describe("date axis", () => {
  it("covers all days with a margin and grows to the right", () => {
    const axis = makeAxis(["2026-11-20", "2026-12-02"], 578);
    expect(axis.at("2026-11-20")).toBeGreaterThan(0);
    expect(axis.at("2026-12-02")).toBeLessThan(578);
    expect(axis.at("2026-11-27")).toBeGreaterThan(axis.at("2026-11-20"));
  });

  it("writes no more days than there is room for, near or far", () => {
    for (const days of [["2026-11-20"], ["2026-11-20", "2026-12-02"], ["2025-01-01", "2026-12-31"]]) {
      const axis = makeAxis(days, 578);
      expect(axis.ticks.filter((tick) => tick.labelled).length).toBeLessThanOrEqual(10);
      expect(axis.ticks.length).toBeLessThanOrEqual(120);
    }
  });
});

describe("marks of ledger entries", () => {
  it("draws a point where a date was set and nothing where none was", () => {
    expect(markOf(entry)).toEqual({ type: "point", day: "2026-11-20", promise: true });
    expect(markOf({ ...entry, kind: "REQUESTED" })).toMatchObject({ promise: false });
    expect(markOf({ ...entry, newDate: null })).toBeNull();
  });

  it("draws a bar where a date moved, open while it is only proposed", () => {
    const moved = { ...entry, oldDate: "2026-11-27", newDate: "2026-12-02", shiftDays: 5 };
    expect(markOf({ ...moved, kind: "COUNTERED" })).toEqual({ type: "bar", from: "2026-11-27", to: "2026-12-02", shift: 5, accepted: false });
    expect(markOf({ ...moved, kind: "COUNTER_ACCEPTED" })).toMatchObject({ accepted: true });
    expect(daysOf([moved, entry])).toEqual(["2026-11-27", "2026-12-02", "2026-11-20"]);
  });
});

describe("labels of bars", () => {
  it("stand right, else left, else on the bar, and never outside", () => {
    expect(labelPlace(100, 200, 60, 578)).toEqual({ x: 213, anchor: "start", inside: false });
    expect(labelPlace(300, 560, 60, 578)).toEqual({ x: 287, anchor: "end", inside: false });
    expect(labelPlace(20, 560, 60, 578)).toMatchObject({ x: 34, inside: true });
  });

  it("counts Chinese characters as square", () => {
    expect(textWidth("供应商")).toBe(36);
    expect(textWidth("+5")).toBe(14);
  });
});
