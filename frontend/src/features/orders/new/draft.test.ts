import { describe, expect, it } from "vitest";
import { draftAfter, EMPTY_DRAFT, isComplete, linesInput, refusedOfLine, refusedOfOrder, type Draft, type DraftEvent } from "./draft";

const play = (events: DraftEvent[], from: Draft = EMPTY_DRAFT) => events.reduce(draftAfter, from);

const written = play([
  { type: "partner", id: "p1" },
  { type: "head", part: { siteId: "s1" } },
  { type: "line", line: 0, part: { itemId: "i1" } },
  { type: "part", line: 0, part: 0, change: { quantity: "1,200", date: "2026-11-27" } },
]);

describe("order draft", () => {
  it("is complete once supplier, place, item, quantity and day are there", () => {
    expect(isComplete(EMPTY_DRAFT)).toBe(false);
    expect(isComplete(written)).toBe(true);
    expect(isComplete(draftAfter(written, { type: "addPart", line: 0 }))).toBe(false);
    expect(isComplete({ ...written, lines: [] })).toBe(false);
  });

  it("starts anew with another supplier", () => {
    const other = draftAfter(written, { type: "partner", id: "p2" });
    expect(other.lines).toHaveLength(1);
    expect(other.lines[0]?.itemId).toBe("");
    expect(other.siteId).toBe("s1");
  });

  it("never gives a key twice", () => {
    const draft = play([{ type: "addLine" }, { type: "addPart", line: 1 }, { type: "addLine" }, { type: "dropLine", line: 0 }], written);
    const keys = draft.lines.flatMap((line) => [line.key, ...line.parts.map((part) => part.key)]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("sends plain numbers and leaves an empty price to the server", () => {
    expect(linesInput(written)).toEqual([{ itemId: "i1", unitPrice: undefined, schedule: [{ quantity: "1200", requestedDate: "2026-11-27" }] }]);
  });

  it("finds the reasons of a line by their path", () => {
    const refused = [{ code: "A", message: "a", field: "lines.1.schedule.0.quantity" }, { code: "B", message: "b", field: "note" }, { code: "C", message: "c" }];
    expect(refusedOfLine(refused, 1).map((one) => one.code)).toEqual(["A"]);
    expect(refusedOfLine(refused, 0)).toEqual([]);
    expect(refusedOfOrder(refused).map((one) => one.code)).toEqual(["B", "C"]);
  });
});
