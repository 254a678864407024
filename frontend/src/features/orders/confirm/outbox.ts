import type { AnswerInput, DecisionInput, PartInput } from "@/graphql/orders/graphql";
import type { LineResult } from "./outcome";

/** One act of a supplier on one order, as the server takes it. */
export type Act =
  | { kind: "answer"; answers: AnswerInput[] }
  | { kind: "decide"; decisions: (DecisionInput & { scheduleLineId: string })[] }
  | { kind: "promise"; scheduleLineId: string; version: number; parts: PartInput[] };

export interface PendingAct {
  /** Kept over every retry, so that the server takes the act once. */
  key: string;
  /** Person and enterprise: nobody sends another's act. */
  owner: string;
  orderId: string;
  orderNumber: string;
  act: Act;
  queuedAt: string;
  failures: number;
}

/** What the server said, kept until the next act on the same order. */
export interface ActReport {
  orderId: string;
  orderNumber: string;
  failures: number;
  receivedAt: string;
  results: LineResult[];
  /** Why the act as a whole was refused. */
  message: string | null;
}

export type Delivery =
  | { kind: "answered"; results: LineResult[]; message: string | null }
  | { kind: "unreachable" };

export interface OutboxState { pending: readonly PendingAct[]; reports: Readonly<Record<string, ActReport>> }

type Deliver = (act: PendingAct) => Promise<Delivery>;

const STORED = "lianwang.outbox";
const PAUSES = [2_000, 4_000, 8_000, 16_000, 30_000];

/** Pause before the next try, in ms. */
export function pauseAfter(failures: number): number {
  return PAUSES[Math.min(failures, PAUSES.length) - 1] ?? PAUSES[0] ?? 2_000;
}

/**
 * Sends acts one after another; an act that did not reach the server waits in the browser's
 * storage and is sent again with the same key when the network is back. It works only while a
 * screen is subscribed: after signing out nothing of one person is sent in another's session.
 */
export class Outbox {
  private state: OutboxState;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;

  constructor(private readonly owner: string, private readonly deliver: Deliver, private readonly storage: Storage) {
    this.state = { pending: this.stored().filter((act) => act.owner === owner), reports: {} };
  }

  read = (): OutboxState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    void this.flush();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) clearTimeout(this.timer);
    };
  };

  /** Queues the act and tries at once; resolves when the try is over, delivered or not. */
  async submit(order: { id: string; number: string }, act: Act): Promise<void> {
    const pending: PendingAct = {
      key: crypto.randomUUID(), owner: this.owner, orderId: order.id, orderNumber: order.number, act,
      queuedAt: new Date().toISOString(), failures: 0,
    };
    const reports = Object.fromEntries(Object.entries(this.state.reports).filter(([id]) => id !== order.id));
    this.change({ pending: [...this.state.pending, pending], reports });
    await this.flush();
    // A round that was just ending may have missed the new act.
    if (this.state.pending.some((one) => one.key === pending.key && one.failures === 0)) await this.flush();
  }

  /** Sends what waits, oldest first; stops at the first act that does not get through. */
  flush = (): Promise<void> => {
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  };

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    for (let next = this.state.pending[0]; next && this.listeners.size; next = this.state.pending[0]) {
      const delivery = await this.deliver(next);
      if (delivery.kind === "unreachable") return this.keep(next);
      this.settle(next, delivery);
    }
  }

  private keep(act: PendingAct): void {
    const failures = act.failures + 1;
    const pending = this.state.pending.map((one) => (one.key === act.key ? { ...one, failures } : one));
    this.change({ ...this.state, pending });
    this.timer = setTimeout(() => void this.flush(), pauseAfter(failures));
  }

  private settle(act: PendingAct, delivery: Extract<Delivery, { kind: "answered" }>): void {
    const times = delivery.results.flatMap((result) => result.scheduleLines.map((line) => line.lastActAt ?? ""));
    const report: ActReport = {
      orderId: act.orderId, orderNumber: act.orderNumber, failures: act.failures,
      receivedAt: times.sort().at(-1) || new Date().toISOString(),
      results: delivery.results, message: delivery.message,
    };
    this.change({
      pending: this.state.pending.filter((one) => one.key !== act.key),
      reports: { ...this.state.reports, [act.orderId]: report },
    });
  }

  private change(state: OutboxState): void {
    this.state = state;
    const others = this.stored().filter((act) => act.owner !== this.owner);
    this.storage.setItem(STORED, JSON.stringify([...others, ...state.pending]));
    this.listeners.forEach((listener) => listener());
  }

  private stored(): PendingAct[] {
    try {
      return JSON.parse(this.storage.getItem(STORED) ?? "[]") as PendingAct[];
    } catch {
      return [];
    }
  }
}
