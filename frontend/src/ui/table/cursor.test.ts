import { describe, expect, it } from "vitest";
import { cursorAfter, hiddenOf, NOWHERE } from "./cursor";

const keys = ["a", "b", "c"];

describe("cursor", () => {
  it("moves within the rows", () => {
    const first = cursorAfter(NOWHERE, { type: "move", step: 1 }, keys);
    expect(first.at).toBe(0);
    expect(cursorAfter(first, { type: "move", step: -1 }, keys).at).toBe(0);
    expect(cursorAfter({ ...first, at: 2 }, { type: "move", step: 1 }, keys).at).toBe(2);
    expect(cursorAfter(NOWHERE, { type: "move", step: 1 }, [])).toEqual(NOWHERE);
  });

  it("ticks the row it stands on and takes the tick off again", () => {
    const on = cursorAfter({ at: 1, selected: new Set() }, { type: "tick" }, keys);
    expect([...on.selected]).toEqual(["b"]);
    expect(cursorAfter(on, { type: "tick" }, keys).selected.size).toBe(0);
  });

  it("extends the selection from where it stood", () => {
    const state = cursorAfter({ at: 0, selected: new Set() }, { type: "move", step: 1, extend: true }, keys);
    expect(state.at).toBe(1);
    expect([...state.selected]).toEqual(["a", "b"]);
  });

  it("clears the selection first and the place after that", () => {
    const once = cursorAfter({ at: 1, selected: new Set(["a"]) }, { type: "clear" }, keys);
    expect(once).toEqual({ at: 1, selected: new Set() });
    expect(cursorAfter(once, { type: "clear" }, keys).at).toBe(-1);
  });

  it("names ticked rows that are not shown any more", () => {
    expect(hiddenOf(new Set(["a", "x"]), keys)).toEqual(["x"]);
  });
});
