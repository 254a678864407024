import { describe, expect, it } from "vitest";
import { dateHint, priceHint, quantityHint } from "./tolerance";

const terms = { dateToleranceDays: 1, quantityTolerancePercent: "2.00", priceTolerancePercent: "1.00" };
const none = { dateToleranceDays: null, quantityTolerancePercent: null, priceTolerancePercent: null };
const asked = { requested: "2026-12-18", promised: null };

describe("dates", () => {
  it("is free to be early", () => expect(dateHint(asked, "2026-12-16", terms)).toEqual({ days: -2, needsConsent: false }));
  it("accepts the agreed day", () => expect(dateHint(asked, "2026-12-19", terms).needsConsent).toBe(false));
  it("asks beyond it", () => expect(dateHint(asked, "2026-12-22", terms)).toEqual({ days: 4, needsConsent: true }));
  it("asks for any lateness when nothing is agreed", () => expect(dateHint(asked, "2026-12-19", none).needsConsent).toBe(true));
  it("does not ask again for a day that is promised already", () => {
    expect(dateHint({ ...asked, promised: "2026-12-22" }, "2026-12-21", none).needsConsent).toBe(false);
  });
});

describe("prices and quantities", () => {
  it("asks above the band", () => expect(priceHint("218.50", "221.00", terms)).toEqual({ percent: "1.1", needsConsent: true }));
  it("passes up to the last cent of the band", () => {
    expect([priceHint("218.50", "220.68", terms).needsConsent, priceHint("218.50", "220.69", terms).needsConsent]).toEqual([false, true]);
  });
  it("never asks for a lower price", () => expect(priceHint("218.50", "210", none).needsConsent).toBe(false));
  it("takes a small shortage", () => expect(quantityHint("1200", "1180", terms).needsConsent).toBe(false));
  it("asks for a large one", () => expect(quantityHint("1200", "1100", terms).needsConsent).toBe(true));
  it("needs nothing when equal", () => expect(quantityHint("1200.000", "1200", none).needsConsent).toBe(false));
});
