import { describe, expect, it } from "vitest";
import { connectionAfter, NOT_YET_CONNECTED, retryDelay, takePosition, type Connection } from "./connection";

const live: Connection = { status: "live", heardAt: 1_000, lostAt: null, attempt: 0 };

describe("connection state", () => {
  it("is live once the server was heard", () => {
    const trying = connectionAfter(NOT_YET_CONNECTED, { type: "connecting" });
    expect(trying).toMatchObject({ status: "connecting", attempt: 1 });
    expect(connectionAfter(trying, { type: "heard", at: 5 })).toEqual({ status: "live", heardAt: 5, lostAt: null, attempt: 0 });
  });

  it("keeps the first moment of loss over several failed tries", () => {
    const lost = connectionAfter(live, { type: "closed", at: 2_000 });
    const again = connectionAfter(connectionAfter(lost, { type: "connecting" }), { type: "closed", at: 9_000 });
    expect(again).toEqual({ status: "lost", heardAt: 1_000, lostAt: 2_000, attempt: 1 });
  });

  it("forgets the loss when it is heard again", () => {
    const lost = connectionAfter(live, { type: "closed", at: 2_000 });
    expect(connectionAfter(lost, { type: "heard", at: 3_000 }).lostAt).toBeNull();
  });
});

describe("retry delay", () => {
  it("grows, is spread, and never passes ten seconds", () => {
    expect(retryDelay(0, () => 0)).toBe(250);
    expect(retryDelay(0, () => 1)).toBe(500);
    expect(retryDelay(40, () => 1)).toBe(10_000);
  });
});

describe("stream mark", () => {
  it("moves on with each new position and refuses the same one twice", () => {
    const first = takePosition({ after: undefined }, "17");
    expect(first).toEqual({ after: "17" });
    expect(takePosition({ after: "17" }, "17")).toBeNull();
    expect(takePosition({ after: "17" }, "18")).toEqual({ after: "18" });
  });
});
