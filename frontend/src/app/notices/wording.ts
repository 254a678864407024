import type { IconName } from "@/ui/icons";

/** A notice as it came from the server: a kind, its values, and the thing it is about. */
export type Notice = { id: string; kind: string; params: unknown; rootType: string; rootId: string; createdAt: string; readAt: string | null };

const ICONS: Record<string, IconName> = {
  ORDER_SENT: "send", ORDER_ANSWERED: "check", PROPOSAL_OPENED: "arrows", PROPOSAL_DECIDED: "check", LINE_CANCELLED: "ban",
  MARKET_PROPOSED: "arrows", MARKET_AGREED: "check", MARKET_NOT_AGREED: "ban", LOAN_HANDED_OVER: "truck", LOAN_RECEIVED: "box",
  LOAN_SENT_BACK: "truck", LOAN_TAKEN_BACK: "box", LOAN_OVERDUE: "alert", PLAN_FAILED: "alert", REMINDER: "bell", ASN_DEPARTED: "truck", RECEIPT_POSTED: "box", FORECAST_PUBLISHED: "table", FORECAST_COMMITTED: "table", FORECAST_REMINDED: "bell",
  BAND_SHORT: "alert", BAND_SET: "arrows", BAND_ENDED: "lock", BAND_REPLENISHED: "arrows", QUESTION_WAITS: "speech", QUESTION_DONE: "speech", QUESTION_WITHDRAWN: "speech",
  IMPORT_DONE: "upload", EXPORT_DONE: "download",
};

export function noticeIcon(kind: string): IconName {
  return ICONS[kind] ?? "info";
}

/** Where a notice leads; null when its thing has no page. */
export function noticeLink(notice: Pick<Notice, "kind" | "rootType" | "rootId">, answers: boolean): string | null {
  const { rootType, rootId } = notice;
  if (rootType === "purchase_order") {
    return answers && (notice.kind === "ORDER_SENT" || notice.kind === "REMINDER") ? `/confirm/${rootId}` : `/orders/${rootId}`;
  }
  if (rootType === "asn") return `/asns/${rootId}`;
  if (rootType === "goods_receipt") return `/receipts/${rootId}`;
  if (rootType === "forecast") return `/forecast?version=${rootId}`;
  if (rootType === "market_proposal") return "/market";
  if (rootType === "plan_run") return "/planning";
  if (rootType === "loan") return "/market?tab=loans";
  if (rootType === "replenishment_band") return `/replenishment?band=${rootId}`;
  if (notice.kind === "QUESTION_DONE") return "/questions";
  if (rootType === "question" || rootType === "inquiry") return "/questions/received";
  if (rootType === "import_run") return `/imports/${rootId}`;
  if (rootType === "export_run") return "/imports";
  return null;
}

/** The values for the sentence, as text; what is missing is written as a dash. */
export function noticeValues(params: unknown): Record<string, string> {
  const values = typeof params === "object" && params ? params as Record<string, unknown> : {};
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value == null ? "—" : String(value)]));
}
