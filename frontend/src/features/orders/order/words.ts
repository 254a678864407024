import type { TFunction } from "i18next";
import type { LedgerKind, PartySide, ReasonCode } from "@/graphql/orders/graphql";
import type { Language } from "@/i18n";
import { formatDay, formatQuantity } from "@/ui/format";

export type LedgerWords = {
  kind: LedgerKind; side: PartySide; oldQuantity: string | null; newQuantity: string | null; oldDate: string | null; newDate: string | null;
  reasonCode: ReasonCode | null; note: string;
};

/** The second line of a ledger entry: quantities, days, reason and note, as far as there are any. */
export function ledgerSentence(entry: LedgerWords, unit: string, t: TFunction<"orders">, language: Language, now: Date): string {
  const quantity = (value: string) => `${formatQuantity(value)} ${unit}`;
  const parts: string[] = [];
  if (entry.newQuantity) {
    const moved = entry.oldQuantity && entry.oldQuantity !== entry.newQuantity;
    parts.push(moved ? `${quantity(entry.oldQuantity ?? "")} → ${quantity(entry.newQuantity)}` : quantity(entry.newQuantity));
  }
  if (entry.newDate) {
    const moved = entry.oldDate && entry.oldDate !== entry.newDate;
    const day = formatDay(entry.newDate, language, now);
    parts.push(moved ? `${formatDay(entry.oldDate ?? "", language, now)} → ${day}` : day);
  }
  if (entry.reasonCode) parts.push(t(`ui:reason.${entry.reasonCode}`));
  if (entry.note) parts.push(entry.note);
  return parts.join(language === "zh" ? "，" : ", ");
}
