import { describe, expect, it } from "vitest";
import { oneDecimal } from "./figures";

describe("one decimal", () => {
  it.each([["92.44", "92.4"], ["92.45", "92.5"], ["99.96", "100.0"], ["5", "5.0"], ["0.04", "0.0"], ["-3.16", "-3.2"]])("%s is %s", (value, shown) =>
    expect(oneDecimal(value)).toBe(shown));
});
