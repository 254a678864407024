import { describe, expect, it } from "vitest";
import { comingWeeks, percentText, toneOf, type Override, type Series } from "./weeks";

const series = {
  id: "s", version: 1, demandClass: "STEADY", start: "2026-11-16", low: ["80", "82", "84"], median: ["100", "101", "102"],
  high: ["120", "121", "122"], expected: ["100.4", "101.2", "102.3"], methods: [], wape: 0.1, wql: 0.08, bias: 0.02, coverage: 0.8,
  origins: 2, historyWeeks: 104, forecastAt: null, ageHours: null, item: { id: "i", number: "ED-30", name: "", nameEn: "", unitName: "件" },
} as unknown as Series;
const override = { id: "o", week: "2026-11-30", quantity: "150", withdrawnAt: null } as unknown as Override;
const gone = { id: "p", week: "2026-11-23", quantity: "1", withdrawnAt: "2026-11-20T00:00:00Z" } as unknown as Override;

describe("the weeks to come", () => {
  const rows = comingWeeks(
    series,
    [
      { kind: "FORECAST", week: "2026-11-23", quantity: "101", source: "MODEL" },
      { kind: "ORDER", week: "2026-11-23", quantity: "30", source: "FILE" },
      { kind: "ORDER", week: "2026-11-23", quantity: "90", source: "FILE" },
      { kind: "FORECAST", week: "2026-11-30", quantity: "150", source: "OVERRIDE" },
      { kind: "ORDER", week: "2026-12-14", quantity: "5", source: "FILE" },
    ],
    [override, gone],
    "2026-11-23",
  );

  it("begin with this week, not with the first one forecast", () => {
    expect(rows.map((row) => row.week)).toEqual(["2026-11-23", "2026-11-30", "2026-12-14"]);
    expect(rows[0]).toMatchObject({ low: 82, median: 101, high: 121, expected: 101.2 });
  });

  it("let orders eat up the forecast of their week and no more", () => {
    expect(rows.map((row) => [row.ordered, row.planned, row.left])).toEqual([[120, 101, 0], [0, 150, 150], [5, null, 0]]);
  });

  it("name the override that stands, none that was withdrawn", () => {
    expect(rows.map((row) => row.override?.id ?? null)).toEqual([null, "o", null]);
  });
});

describe("shares", () => {
  it("are per cent, with a sign where it matters", () => {
    expect([percentText(0.1234), percentText(null), percentText(0.02, true), percentText(-0.02, true), percentText(0, true)]).toEqual(["12.3%", "—", "+2.0%", "−2.0%", "0.0%"]);
  });

  it("stand out from their limit on", () => {
    expect([toneOf(0.05, 0.1), toneOf(-0.1, 0.1), toneOf(0.2, 0.1), toneOf(null, 0.1)]).toEqual(["", "warn", "danger", ""]);
  });
});
