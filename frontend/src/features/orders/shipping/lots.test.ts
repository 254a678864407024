import { describe, expect, it } from "vitest";
import { groupByDestination } from "./destinations";
import { asnLines, dueQuantity, lotOfField, lotsProblem, newLot } from "./lots";

const line = (id: string, partnership: string, site: string) =>
  ({ id, partner: { id: "buyer" }, order: { partnership: { id: partnership }, shipTo: { id: site } } });

describe("destinations", () => {
  it("puts one place of one partner together and keeps the order", () => {
    const groups = groupByDestination([line("1", "p", "b"), line("2", "p", "a"), line("3", "p", "b"), line("4", "q", "b")]);
    expect(groups.map((group) => group.lines.map((one) => one.id))).toEqual([["1", "3"], ["2"], ["4"]]);
  });
});

describe("what is due", () => {
  it.each([["600", "0", "612", "600"], ["600", "400", "212", "200"], ["600", "0", "300", "300"], ["600", "600", "12", "12"]])(
    "%s confirmed, %s shipped, %s possible: %s", (confirmedQuantity, shippedQuantity, shippableQuantity, due) =>
      expect(dueQuantity({ confirmedQuantity, shippedQuantity, shippableQuantity })).toBe(due));
});

describe("lots of a notice", () => {
  it.each([
    ["QUANTITY", [newLot("")]],
    ["PACKAGES", [{ ...newLot("10"), packages: "0" }]],
    ["TOO_MUCH", [newLot("700"), newLot("600")]],
    [null, [newLot("700"), newLot("500")]],
  ])("%s", (problem, lots) => expect(lotsProblem(lots, "1200.000")).toBe(problem));

  const lines = [
    { scheduleLineId: "a", lots: [{ ...newLot(""), quantity: "1,200", lotNumber: " L1 " }] },
    { scheduleLineId: "b", lots: [newLot("5"), newLot("6")] },
  ];
  it("sends one row per lot", () => {
    expect(asnLines(lines).map((row) => [row.scheduleLineId, row.quantity, row.lotNumber, row.packageCount])).toEqual([
      ["a", "1200", "L1", 1], ["b", "5", null, 1], ["b", "6", null, 1],
    ]);
  });
  it("finds the lot a refusal is about", () => {
    expect(lotOfField(lines, "lines.2.quantity")).toBe(lines[1]?.lots[1]?.id);
    expect(lotOfField(lines, "vehiclePlate")).toBeNull();
  });
});
