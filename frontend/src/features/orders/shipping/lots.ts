import { compareDecimals, isPositive, parseDecimal, subtractDecimals, sumDecimals, trimDecimal } from "../decimal";

/** One lot of a schedule line while it is typed. */
export interface Lot { id: string; quantity: string; lotNumber: string; packages: string }

/** What one schedule line puts on the notice. */
export interface LineLots { scheduleLineId: string; lots: Lot[] }

export interface AsnLineDraft { scheduleLineId: string; quantity: string; lotNumber: string | null; packageCount: number | null }

/** What is still promised: confirmed − shipped, and never more than may be shipped. The agreed overage is not offered by itself. */
export function dueQuantity(line: { confirmedQuantity: string; shippedQuantity: string; shippableQuantity: string }): string {
  const left = subtractDecimals(line.confirmedQuantity, line.shippedQuantity);
  return trimDecimal(compareDecimals(left, line.shippableQuantity) < 0 && isPositive(left) ? left : line.shippableQuantity);
}

let serial = 0;

export function newLot(quantity: string, lotNumber = ""): Lot {
  serial += 1;
  return { id: `lot-${serial}`, quantity: quantity && trimDecimal(quantity), lotNumber, packages: "1" };
}

export const lotsTotal = (lots: readonly Lot[]) => sumDecimals(lots.map((lot) => parseDecimal(lot.quantity) ?? "0"));

export type LotsProblem = "QUANTITY" | "PACKAGES" | "TOO_MUCH" | null;

/** The first thing that keeps a line from being sent; the server checks again. */
export function lotsProblem(lots: readonly Lot[], shippable: string): LotsProblem {
  if (lots.some((lot) => !isPositive(parseDecimal(lot.quantity)))) return "QUANTITY";
  if (lots.some((lot) => !/^[1-9]\d{0,4}$/.test(lot.packages.trim()))) return "PACKAGES";
  return compareDecimals(lotsTotal(lots), shippable) > 0 ? "TOO_MUCH" : null;
}

export function asnLines(lines: readonly LineLots[]): AsnLineDraft[] {
  return lines.flatMap(({ scheduleLineId, lots }) => lots.map((lot) => ({
    scheduleLineId,
    quantity: parseDecimal(lot.quantity) ?? "0",
    lotNumber: lot.lotNumber.trim() || null,
    packageCount: Number(lot.packages),
  })));
}

/** Which lot an error of the server belongs to: `lines.2.quantity` counts over all lots of the notice. */
export function lotOfField(lines: readonly LineLots[], field: string | null | undefined): string | null {
  const index = /^lines\.(\d+)\b/.exec(field ?? "")?.[1];
  return index === undefined ? null : lines.flatMap((line) => line.lots)[Number(index)]?.id ?? null;
}
