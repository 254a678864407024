import { describe, expect, it } from "vitest";
import { comingWeeks, mondayOf, weekNumber } from "./weeks";

describe("weeks", () => {
  it.each([["2026-08-03", "2026-08-03"], ["2026-08-09", "2026-08-03"], ["2027-01-01", "2026-12-28"]])("finds the Monday of %s", (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  it.each([["2026-08-03", 32], ["2026-12-28", 53], ["2027-01-04", 1]])("numbers the week of %s", (monday, number) => {
    expect(weekNumber(monday)).toBe(number);
  });

  it("begins with this week", () => {
    expect(comingWeeks(new Date("2026-08-05T03:00:00Z"), 2)).toEqual(["2026-08-03", "2026-08-10"]);
  });
});
