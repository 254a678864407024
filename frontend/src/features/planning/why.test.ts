import { describe, expect, it } from "vitest";
import { shownFigure, weekName } from "./why";

const START = "2026-11-23";

describe("figures of reasons", () => {
  it("counts weeks from the run's first Monday", () => {
    expect(weekName(START)).toBe("W48");
    expect(shownFigure("need", "last", 2, START)).toBe("W50");
    expect(shownFigure("offset", "earliest", 6, START)).toBe("W01");
  });

  it("shows money as money, shares in percent, pieces plainly", () => {
    expect(shownFigure("cost", "extra", 1234.5, START)).toBe("¥1,234.50");
    expect(shownFigure("share_max", "share", 0.62, START)).toBe("62%");
    expect(shownFigure("min_sources", "bound", 2, START)).toBe("2");
    expect(shownFigure("capacity", "free", 140.4, START)).toBe("140");
    expect(shownFigure("hours", "missing", 2.25, START)).toBe("2.25");
  });

  it("tells a chosen lead time in weeks, a chosen cost in yuan", () => {
    expect(shownFigure("lead_time", "chosen", 3, START)).toBe("3");
    expect(shownFigure("dearer", "chosen", 21.5, START)).toBe("¥21.50");
  });
});
