import { beforeEach, describe, expect, it, vi } from "vitest";
import { Outbox, pauseAfter, type Delivery, type PendingAct } from "./outbox";

const order = { id: "o1", number: "PO-1" };
const act = { kind: "answer" as const, answers: [{ scheduleLineId: "l1", version: 1, kind: "ACCEPT" as const }] };
const answered: Delivery = { kind: "answered", results: [], message: null };

/** An outbox with a screen looking at it. */
function watched(owner: string, deliver: (act: PendingAct) => Promise<Delivery>) {
  const outbox = new Outbox(owner, deliver, localStorage);
  const leave = outbox.subscribe(() => undefined);
  return { outbox, leave };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

describe("acts that must arrive once", () => {
  it("delivers and reports", async () => {
    const { outbox } = watched("me:us", async () => answered);
    await outbox.submit(order, act);
    expect(outbox.read().pending).toEqual([]);
    expect(outbox.read().reports.o1).toMatchObject({ orderNumber: "PO-1", failures: 0 });
  });

  it("tries again with the same key and says how often it failed", async () => {
    const keys: string[] = [];
    const answers: Delivery[] = [{ kind: "unreachable" }, { kind: "unreachable" }, answered];
    const { outbox } = watched("me:us", async (sent) => {
      keys.push(sent.key);
      return answers[keys.length - 1] ?? answered;
    });
    await outbox.submit(order, act);
    expect(outbox.read().pending).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(3);
    expect(outbox.read().reports.o1?.failures).toBe(2);
  });

  it("is still there after the page was closed, for its owner only", async () => {
    const lost = watched("me:us", async () => ({ kind: "unreachable" }));
    await lost.outbox.submit(order, act);
    lost.leave();
    expect(watched("other:us", async () => answered).outbox.read().pending).toEqual([]);
    const again = watched("me:us", async () => answered);
    expect(again.outbox.read().pending).toHaveLength(1);
    await again.outbox.flush();
    expect(again.outbox.read().pending).toEqual([]);
  });

  it("sends nothing once nobody looks, for instance after signing out", async () => {
    let tries = 0;
    const { outbox, leave } = watched("me:us", async () => {
      tries += 1;
      return { kind: "unreachable" };
    });
    await outbox.submit(order, act);
    leave();
    await vi.advanceTimersByTimeAsync(120_000);
    await outbox.flush();
    expect(tries).toBe(1);
  });

  it("keeps the order of acts", async () => {
    const sent: string[] = [];
    let reachable = false;
    const { outbox } = watched("me:us", async (one) => {
      if (!reachable) return { kind: "unreachable" };
      sent.push(one.orderId);
      return answered;
    });
    await outbox.submit(order, act);
    await outbox.submit({ id: "o2", number: "PO-2" }, act);
    reachable = true;
    await outbox.flush();
    expect(sent).toEqual(["o1", "o2"]);
  });

  it("waits longer each time, but not for ever", () => {
    expect([1, 2, 3, 9].map(pauseAfter)).toEqual([2_000, 4_000, 8_000, 30_000]);
  });
});
