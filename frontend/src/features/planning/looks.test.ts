import { describe, expect, it } from "vitest";
import { demandRows, mondays, toneAt, type Row, type Wanted } from "./looks";

const item = { id: "i", number: "ED-30", name: "电驱总成", nameEn: "Drive", unitName: "件" };

function line(kind: Wanted["kind"], week: string, quantity: string, id = `${kind}${week}${quantity}`): Wanted {
  return { id, version: 1, kind, week, quantity, priority: 2, reference: "", asOf: "2026-11-21T00:00:00Z", ageHours: 0, source: "FILE", item };
}

function row(isProduct: boolean, short: string[], stock: string[]): Row {
  return { id: "r", isProduct, safetyStock: "10", wanted: [], supplied: [], stock, short, harm: "0", item };
}

describe("demand by week", () => {
  it("lets orders eat up the forecast", () => {
    const [only] = demandRows([line("FORECAST", "2026-11-23", "100"), line("ORDER", "2026-11-23", "30"), line("ORDER", "2026-11-30", "40")]);
    expect(only?.cells.get("2026-11-23")?.total).toBe(100);
    expect(only?.cells.get("2026-11-30")?.total).toBe(40);
  });

  it("counts orders above the forecast in full", () => {
    const [only] = demandRows([line("FORECAST", "2026-11-23", "50"), line("ORDER", "2026-11-23", "30"), line("ORDER", "2026-11-23", "45")]);
    expect(only?.cells.get("2026-11-23")).toMatchObject({ total: 75, forecast: { quantity: "50" } });
  });
});

describe("cells of the board", () => {
  it("is late for a product as soon as something is owed", () => {
    expect(toneAt(row(true, ["0", "5"], ["3", "0"]), 0)).toBe("");
    expect(toneAt(row(true, ["0", "5"], ["3", "0"]), 1)).toBe("late");
  });

  it("is low for a part below its safety stock, and late without any", () => {
    expect(toneAt(row(false, ["4"], ["6"]), 0)).toBe("low");
    expect(toneAt(row(false, ["10"], ["0"]), 0)).toBe("late");
  });

  it("names weeks by their Mondays", () => {
    expect(mondays("2026-12-28", 2)).toEqual(["2026-12-28", "2027-01-04"]);
  });
});
