/** The state of the live connection as people see it: pure, so that it can be tested without a socket. */

export type Connection = {
  status: "connecting" | "live" | "lost";
  /** When the server was last heard, in ms; null before the first time. */
  heardAt: number | null;
  /** When the link was lost, in ms. */
  lostAt: number | null;
  /** Tries since it was lost. */
  attempt: number;
};

export type ConnectionEvent =
  | { type: "connecting" }
  | { type: "heard"; at: number }
  | { type: "closed"; at: number };

export const NOT_YET_CONNECTED: Connection = { status: "connecting", heardAt: null, lostAt: null, attempt: 0 };

export function connectionAfter(state: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case "connecting":
      return { ...state, attempt: state.attempt + 1 };
    case "heard":
      return { status: "live", heardAt: event.at, lostAt: null, attempt: 0 };
    case "closed":
      return { ...state, status: "lost", lostAt: state.lostAt ?? event.at };
  }
}

/** Pause before the next try, in ms: quick first, never above ten seconds, spread so that not all come at once. */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const base = Math.min(10_000, 500 * 2 ** Math.min(attempt, 5));
  return base / 2 + (base / 2) * random();
}

/** Where a stream of changes stands; a mark seen already is not taken twice. */
export type StreamMark = { after: string | undefined };

/** The new mark, or null when this position was the last one taken. */
export function takePosition(mark: StreamMark, position: string): StreamMark | null {
  return mark.after === position ? null : { after: position };
}
