import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ConfirmLineFragment, ReasonCode } from "@/graphql/orders/graphql";
import { formatMoney, formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { DateText } from "@/ui/values";
import { BoxedInput, ReasonRows } from "./fields";

const REJECT_REASONS: readonly ReasonCode[] = ["CAPACITY", "NOT_MADE", "PRICE", "DRAWING", "MINIMUM_QUANTITY", "OTHER"];
/** Reasons that mean little without a word of explanation. */
const WANTS_NOTE: readonly ReasonCode[] = ["DRAWING", "OTHER"];

export interface RejectResult { reasonCode: ReasonCode; note: string }

type RejectFormProps = {
  line: ConfirmLineFragment;
  initial: { reasonCode: ReasonCode | null; note: string };
  /** Where another quantity can be offered instead. */
  counterPath: string;
  acts: (result: RejectResult | null, why: string | null) => ReactNode;
};

export function RejectForm({ line, initial, counterPath, acts }: RejectFormProps) {
  const { t } = useTranslation("orders");
  const [reasonCode, setReason] = useState(initial.reasonCode);
  const [note, setNote] = useState(initial.note);
  const wantsNote = reasonCode !== null && WANTS_NOTE.includes(reasonCode);
  const why = reasonCode === null ? t("confirm.needsReason") : wantsNote && !note.trim() ? t("confirm.reject.needsNote") : null;

  return (
    <>
      <div className="card" style={{ marginBottom: 12 }}>
        <div className="row g8 between">
          <b>{line.itemName}</b>
          <span className="nw"><b className="f16">{formatQuantity(line.orderedQuantity)}</b> <span className="f12 t3">{line.unitName}</span></span>
        </div>
        <div className="f13 t2">
          {t("confirm.wanted")} <DateText value={line.requestedDate} weekday />
          {line.unitPrice && <> · {formatMoney(line.unitPrice, line.currency)}/{line.unitName}</>}
        </div>
      </div>
      <ReasonRows
        label={t("confirm.reject.why")} codes={REJECT_REASONS} value={reasonCode} onChange={setReason}
        hints={{ DRAWING: t("confirm.reject.drawingHint"), OTHER: t("confirm.reject.otherHint") }}
      />
      <div style={{ margin: "4px 0 12px" }}>
        <BoxedInput decimal={false} label={t(wantsNote ? "confirm.noteNeeded" : "confirm.note")} value={note} onChange={setNote} />
      </div>
      {reasonCode !== null && reasonCode !== "NOT_MADE" && (
        <Banner tone="info">{t("confirm.reject.instead")} <Link to={counterPath}>{t("confirm.reject.counterLink")}</Link></Banner>
      )}
      <div className="act-bar">{acts(reasonCode && !why ? { reasonCode, note: note.trim() } : null, why)}</div>
    </>
  );
}
