import type { ListingStatus, LoanStatus, MarketKind, MarketProposalStatus, MarketSubject } from "@/graphql/market/graphql";
import type { StateLook } from "@/ui/states";

export const LISTING_LOOKS: Record<ListingStatus, StateLook> = {
  DRAFT: { icon: "pen", tone: "neut" },
  OPEN: { icon: "eye", tone: "info" },
  WITHDRAWN: { icon: "ban", tone: "neut" },
  CLOSED: { icon: "lock", tone: "neut" },
};

export const PROPOSAL_LOOKS: Record<MarketProposalStatus, StateLook> = {
  OPEN: { icon: "arrows", tone: "nego" },
  ACCEPTED: { icon: "clock", tone: "info" },
  DECLINED: { icon: "cross", tone: "neut" },
  AGREED: { icon: "check", tone: "ok" },
  NOT_AGREED: { icon: "ban", tone: "neut" },
};

export const LOAN_LOOKS: Record<LoanStatus, StateLook> = {
  AGREED: { icon: "check", tone: "info" },
  HANDED_OVER: { icon: "truck", tone: "info" },
  ON_LOAN: { icon: "box", tone: "warn" },
  PART_RETURNED: { icon: "half", tone: "warn" },
  RETURNED: { icon: "lock", tone: "ok" },
};

/** What each kind is about; the server refuses the rest. */
export const SUBJECTS: Record<MarketKind, MarketSubject[]> = {
  CAPACITY: ["MACHINING", "INJECTION_MOULDING", "DIE_CASTING", "STAMPING", "FORGING", "WELDING", "WINDING", "HEAT_TREATMENT", "PLATING", "ASSEMBLY"],
  RESERVE: ["ELECTRICAL_STEEL", "MAGNET_WIRE", "BEARING", "STEEL_BAR", "ALUMINIUM", "RESIN", "SEAL", "FASTENER", "CHIP"],
};

/** A whole number above zero as typed, or null. */
export function parseWhole(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "");
  return /^[1-9]\d{0,6}$/.test(plain) ? Number(plain) : null;
}

/** An amount of money with at most two decimals as typed, or null. */
export function parsePrice(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "");
  return /^\d{1,7}(\.\d{1,2})?$/.test(plain) ? plain : null;
}
