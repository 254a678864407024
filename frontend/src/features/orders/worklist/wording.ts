/** What a worklist item says and where its next act leads: from its kind and values alone. */
import type { TFunction } from "i18next";
import type { WorklistGroup, WorklistKind, WorklistQuery } from "@/graphql/orders/graphql";
import type { Language } from "@/i18n";
import { formatDay, formatInstant, formatQuantity } from "@/ui/format";
import type { IconName } from "@/ui/icons";

export type Item = WorklistQuery["worklist"]["items"][number];
export type Speech = { t: TFunction<"orders">; language: Language; now: Date; named: (zh: string, en: string) => string };

export const GROUPS: { key: WorklistGroup; icon: IconName; tone: string }[] = [
  { key: "NOW", icon: "alert", tone: "danger" },
  { key: "SOON", icon: "clock", tone: "warn" },
  { key: "PAPERS", icon: "paper", tone: "t3" },
];

/** Acts that are done at once where the row stands; all others lead to a page. */
export const REMINDED: ReadonlySet<WorklistKind> = new Set(["UNANSWERED", "LATE"]);

export function linkOf(item: Item): string {
  const line = item.scheduleLine ? `?line=${item.scheduleLine.id}` : "";
  switch (item.kind) {
    case "ANSWER_ORDER":
      return `/confirm/${item.orderId}`;
    case "PROMISE_BACKORDER":
      return item.scheduleLine ? `/confirm/${item.orderId}/${item.scheduleLine.id}/promise` : `/confirm/${item.orderId}`;
    case "SHIP":
      return `/asns/new?lines=${item.scheduleLineIds.join(",")}`;
    case "RECEIVE":
      return `/receipts/new/${item.asn?.id}`;
    case "RECEIPT_DIFFERENCE":
      return item.receiptId ? `/receipts/${item.receiptId}` : "/receipts";
    case "COMMIT_FORECAST":
    case "FORECAST_SHORT":
      return `/forecast?version=${item.forecastId}${item.kind === "FORECAST_SHORT" ? "&only=SHORT" : ""}`;
    case "REPLENISH":
      return `/replenishment?band=${item.bandId}`;
    default:
      return `/orders/${item.orderId}${line}`;
  }
}

/** The page of the thing itself, for the second column. */
export function objectOf(item: Item): { text: string; to: string } {
  if (item.receiptId && item.documentNumber) return { text: item.documentNumber, to: `/receipts/${item.receiptId}` };
  if (item.forecastId) return { text: item.documentNumber ?? "", to: linkOf(item) };
  if (item.bandId) return { text: item.itemNumber ?? "", to: linkOf(item) };
  if (item.asn) return { text: item.asn.number, to: `/asns/${item.asn.id}` };
  const label = item.scheduleLine ? ` / ${item.scheduleLine.label}` : "";
  return { text: `${item.orderNumber ?? ""}${label}`, to: `/orders/${item.orderId}${item.scheduleLine ? `?line=${item.scheduleLine.id}` : ""}` };
}

function valuesOf(item: Item, { language, now, named, t }: Speech) {
  const day = (value: string | null) => (value ? formatDay(value, language, now) : "—");
  const name = named(item.itemName ?? "", item.itemNameEn ?? "") || t("worklist.items", { count: item.scheduleLineCount });
  const quantity = item.quantity ? `${formatQuantity(item.quantity)} ${item.unitName ?? ""}` : "";
  return {
    thing: [name, quantity].filter(Boolean).join(" "),
    partner: named(item.partner.shortName, item.partner.shortNameEn),
    order: item.orderNumber ?? "",
    item: name,
    quantity,
    count: item.cellCount || item.scheduleLineCount,
    shift: Math.abs(item.shiftDays ?? 0),
    old: day(item.oldDate),
    new: day(item.newDate),
    day: day(item.harmDate),
    asn: item.asn?.number ?? item.documentNumber ?? "",
    plate: item.asn?.vehiclePlate ?? "",
    eta: item.asn?.estimatedArrivalAt ? formatInstant(item.asn.estimatedArrivalAt, language, now) : "—",
    reason: item.reasonCode ? t(`ui:reason.${item.reasonCode}`) : "",
  };
}

/** The sentence and, below it, why. A counter says whether it is later, earlier, or moves only the quantity. */
export function sentenceOf(item: Item, speech: Speech): { what: string; why: string } {
  const values = valuesOf(item, speech);
  const { t } = speech;
  let kind: string = item.kind;
  if (item.kind === "DECIDE_PROPOSAL") kind += (item.shiftDays ?? 0) > 0 ? ".later" : (item.shiftDays ?? 0) < 0 ? ".earlier" : ".other";
  const why = t(`worklist.why.${kind}`, values);
  return { what: t(`worklist.what.${kind}`, values), why: values.reason ? t("worklist.because", { why, reason: values.reason }) : why };
}
