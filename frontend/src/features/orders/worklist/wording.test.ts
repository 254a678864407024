import { describe, expect, it } from "vitest";
import { linkOf, objectOf, sentenceOf, type Item } from "./wording";

const partner = { id: "p", shortName: "锐川电机", shortNameEn: "Ruichuan", region: "江津" };
const item: Item = {
  id: "x", kind: "DECIDE_PROPOSAL", group: "SOON", orderId: "o1", orderNumber: "PO-2611-0387", scheduleLineCount: 1, scheduleLineIds: ["l1"],
  itemNumber: "ED30-ST-01", itemName: "电机定子总成", itemNameEn: "Stator", quantity: "400.000", unitName: "件", partner,
  scheduleLine: { id: "l1", label: "10.2", requestedDate: "2026-11-27", promisedDate: null, status: "COUNTERED" },
  proposal: null, asn: null, receiptId: null, forecastId: null, bandId: null, cellCount: 0, documentNumber: null, amount: null, harmDate: "2026-11-30", dueAt: null, isOverdue: false,
  oldDate: "2026-11-27", newDate: "2026-12-02", shiftDays: 5, reasonCode: "MATERIAL",
};

// Answers with the key and the values, so that the choice of the sentence can be seen.
const t = ((key: string, values: Record<string, unknown> = {}) => `${key} ${JSON.stringify(values)}`) as never;
const speech = { t, language: "zh" as const, now: new Date("2026-11-19T01:42:00Z"), named: (zh: string) => zh };

describe("worklist wording", () => {
  it("tells a later counter from an earlier one and from one that leaves the day", () => {
    expect(sentenceOf(item, speech).what).toContain("DECIDE_PROPOSAL.later");
    expect(sentenceOf({ ...item, shiftDays: -2 }, speech).what).toMatch(/DECIDE_PROPOSAL\.earlier.*"shift":2/);
    expect(sentenceOf({ ...item, shiftDays: 0 }, speech).what).toContain("DECIDE_PROPOSAL.other");
  });

  it("names quantity and days as people write them, and the reason where there is one", () => {
    const { what, why } = sentenceOf(item, speech);
    expect(what).toContain('"thing":"电机定子总成 400 件"');
    expect(what).toContain('"new":"12-02"');
    expect(why).toContain("worklist.because");
    expect(sentenceOf({ ...item, reasonCode: null }, speech).why).not.toContain("worklist.because");
  });

  it("leads to where the next act is done", () => {
    expect(linkOf(item)).toBe("/orders/o1?line=l1");
    expect(linkOf({ ...item, kind: "ANSWER_ORDER" })).toBe("/confirm/o1");
    expect(linkOf({ ...item, kind: "PROMISE_BACKORDER" })).toBe("/confirm/o1/l1/promise");
    expect(linkOf({ ...item, kind: "SHIP", scheduleLineIds: ["l1", "l2"] })).toBe("/asns/new?lines=l1,l2");
    expect(linkOf({ ...item, kind: "REPLENISH", bandId: "b1" })).toBe("/replenishment?band=b1");
    expect(linkOf({ ...item, kind: "RECEIPT_DIFFERENCE", receiptId: "r1" })).toBe("/receipts/r1");
  });

  it("shows the document an item is about before its order", () => {
    expect(objectOf(item)).toEqual({ text: "PO-2611-0387 / 10.2", to: "/orders/o1?line=l1" });
    expect(objectOf({ ...item, receiptId: "r1", documentNumber: "GR-1" })).toEqual({ text: "GR-1", to: "/receipts/r1" });
  });
});
