import { describe, expect, it } from "vitest";
import { differences } from "./difference";

describe("what an act changed", () => {
  it("names changed, new and gone fields only", () => {
    expect(differences({ status: "SENT", version: 1, note: "x" }, { status: "SEEN", version: 1, seen_at: "now" })).toEqual([
      { field: "status", before: "SENT", after: "SEEN" },
      { field: "note", before: "x", after: null },
      { field: "seen_at", before: null, after: "now" },
    ]);
  });
  it("shows a creation from nothing", () => expect(differences(null, { parts: [1, 2] })).toEqual([{ field: "parts", before: null, after: "[1,2]" }]));
  it("is silent where nothing was kept", () => expect(differences(null, null)).toEqual([]));
});
