/** Where the keyboard stands in a list, and what is ticked: pure. */

export type Cursor = { at: number; selected: ReadonlySet<string> };

export type CursorEvent =
  | { type: "move"; step: 1 | -1; extend?: boolean }
  | { type: "point"; at: number }
  | { type: "tick" }
  | { type: "select"; keys: Iterable<string> }
  | { type: "clear" };

export const NOWHERE: Cursor = { at: -1, selected: new Set() };

/** The next state; `keys` are the rows in the order they stand. */
export function cursorAfter(state: Cursor, event: CursorEvent, keys: readonly string[]): Cursor {
  switch (event.type) {
    case "move": {
      const at = Math.max(0, Math.min(keys.length - 1, state.at + event.step));
      if (keys.length === 0) return state;
      if (!event.extend) return { ...state, at };
      const selected = new Set(state.selected);
      for (const index of [state.at, at]) {
        const key = keys[index];
        if (key) selected.add(key);
      }
      return { at, selected };
    }
    case "point":
      return { ...state, at: event.at };
    case "tick": {
      const key = keys[state.at];
      if (!key) return state;
      const selected = new Set(state.selected);
      if (!selected.delete(key)) selected.add(key);
      return { ...state, selected };
    }
    case "select":
      return { ...state, selected: new Set(event.keys) };
    case "clear":
      return state.selected.size > 0 ? { ...state, selected: new Set() } : { ...state, at: -1 };
  }
}

/** Ticked rows that the present filter hides: an act on the selection names them. */
export function hiddenOf(selected: ReadonlySet<string>, shown: readonly string[]): string[] {
  const visible = new Set(shown);
  return [...selected].filter((key) => !visible.has(key));
}
