import { daysBetween } from "@/ui/format";
import { compareDecimals, isWithinPercent, percentChange } from "../decimal";

/**
 * What the two sides agreed to accept without asking, as far as the terms say it. The server
 * decides; this only tells the supplier before the answer is sent.
 */
export interface AgreedTerms {
  dateToleranceDays: number | null;
  quantityTolerancePercent: string | null;
  priceTolerancePercent: string | null;
}

/** A day: what was asked for and, if there is one, what is promised already. */
export interface AskedDay { requested: string; promised: string | null }

export interface DateHint {
  /** offered − requested in days; positive is late. */
  days: number;
  /** The other side has to agree first. */
  needsConsent: boolean;
}

export function dateHint({ requested, promised }: AskedDay, offered: string, terms: AgreedTerms): DateHint {
  const days = daysBetween(requested, offered);
  const isStanding = promised !== null && offered <= promised;
  return { days, needsConsent: days > (terms.dateToleranceDays ?? 0) && days > 0 && !isStanding };
}

export interface ShareHint {
  /** Signed per cent with one digit, "0" when equal. */
  percent: string;
  needsConsent: boolean;
}

/** A price: only a rise above the band needs consent. */
export function priceHint(agreed: string, offered: string, terms: AgreedTerms): ShareHint {
  const rises = compareDecimals(offered, agreed) > 0;
  const isInside = isWithinPercent(agreed, offered, terms.priceTolerancePercent ?? "0");
  return { percent: percentChange(agreed, offered) ?? "0", needsConsent: rises && !isInside };
}

/** A quantity: needs consent outside the band on either side. */
export function quantityHint(ordered: string, offered: string, terms: AgreedTerms): ShareHint {
  const isInside = isWithinPercent(ordered, offered, terms.quantityTolerancePercent ?? "0");
  return { percent: percentChange(ordered, offered) ?? "0", needsConsent: !isInside };
}
