import { describe, expect, it } from "vitest";
import { addDays, dayOf, daysBetween, formatAge, formatDay, formatDeadline, formatDifference, formatInstant, formatMoney, formatQuantity, groupDigits, hourOf } from "./format";

const now = new Date("2026-11-19T01:42:00Z"); // 09:42 in Chongqing

describe("numbers", () => {
  it("groups digits and drops empty decimals, however long the number", () => {
    expect(formatQuantity("1200.000")).toBe("1,200");
    expect(formatQuantity("0.125")).toBe("0.125");
    expect(formatQuantity("12345678901234567890.50")).toBe("12,345,678,901,234,567,890.5");
    expect(groupDigits("-400")).toBe("−400");
  });

  it("writes money with two decimals on documents and none in worklists", () => {
    expect(formatMoney("374400", "CNY")).toBe("¥374,400.00");
    expect(formatMoney("374400.5", "CNY")).toBe("¥374,400.50");
    expect(formatMoney("86399.5", "CNY", true)).toBe("¥86,400");
    expect(formatMoney("-12.3", "EUR")).toBe("−€12.30");
    expect(formatMoney("5", "JPY", true)).toBe("JPY 5");
  });

  it("always signs a difference", () => {
    expect(formatDifference(5)).toBe("+5");
    expect(formatDifference("-400.00")).toBe("−400");
    expect(formatDifference("0.000")).toBe("0");
  });
});

describe("days and times", () => {
  it("reads instants in the chain's zone", () => {
    const lateEvening = new Date("2026-11-18T16:30:00Z");
    expect(dayOf(lateEvening)).toBe("2026-11-19");
    expect(hourOf(lateEvening)).toBe("00:30");
    expect(hourOf(now, true)).toBe("09:42:00");
  });

  it("names the year only when it is another one", () => {
    expect(formatDay("2026-11-27", "zh", now)).toBe("11-27");
    expect(formatDay("2026-11-27", "zh", now, true)).toBe("11-27，周五");
    expect(formatDay("2026-11-27", "en", now, true)).toBe("27 Nov, Fri");
    expect(formatDay("2025-12-31", "en", now)).toBe("31 Dec 2025");
    expect(formatDay("2025-12-31", "zh", now)).toBe("2025-12-31");
  });

  it("counts seconds and minutes up to ten minutes, then shows the clock", () => {
    expect(formatAge(2, "zh")).toBe("2 秒前");
    expect(formatAge(240, "en")).toBe("4 min ago");
    expect(formatInstant("2026-11-19T01:41:58Z", "zh", now)).toBe("2 秒前");
    expect(formatInstant("2026-11-19T00:00:00Z", "zh", now)).toBe("08:00");
    expect(formatInstant("2026-11-18T09:46:00Z", "zh", now)).toBe("昨天 17:46");
    expect(formatInstant("2026-11-18T09:46:00Z", "en", now)).toBe("yesterday 17:46");
    expect(formatInstant("2026-11-02T06:10:00Z", "zh", now)).toBe("11-02 14:10");
  });

  it("writes deadlines as hours and minutes under two days, as lateness after them", () => {
    expect(formatDeadline("2026-11-20T10:00:00Z", "zh", now)).toEqual({ text: "剩 32:18", over: false, near: false });
    expect(formatDeadline("2026-11-19T03:42:00Z", "en", now)).toEqual({ text: "2:00 left", over: false, near: true });
    expect(formatDeadline("2026-11-24T01:42:00Z", "zh", now).text).toBe("还有 5 天");
    expect(formatDeadline("2026-11-18T23:30:00Z", "zh", now)).toEqual({ text: "超时 2 小时", over: true, near: true });
    expect(formatDeadline("2026-11-19T01:30:00Z", "en", now).text).toBe("12 min over");
  });

  it("counts whole days over month and year ends", () => {
    expect(daysBetween("2026-11-27", "2026-12-02")).toBe(5);
    expect(daysBetween("2027-01-01", "2026-12-31")).toBe(-1);
    expect(addDays("2026-12-30", 3)).toBe("2027-01-02");
  });
});
