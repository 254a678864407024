import { Checkbox, Input, Modal, Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PartnershipTermsUpdateDocument, type DefaultOutcome, type TermsInput } from "@/graphql/suppliers/graphql";
import { useAct, whyNot, type Refused } from "@/session/useAct";
import { Banner } from "@/ui/layout";
import { ConflictBanner } from "@/ui/page-states";
import type { Partnership } from "./PartnerPage";

type Draft = {
  paymentTerms: string; incoterm: string; taxRate: string; overDeliveryPercent: string; underDeliveryPercent: string;
  acknowledgeHours: string; freezeDays: string; defaultOutcome: DefaultOutcome;
  quantityTolerancePercent: string | null; dateToleranceDays: string | null; priceTolerancePercent: string | null;
};

function draftOf({ terms }: Partnership): Draft {
  return {
    ...terms,
    acknowledgeHours: String(terms.acknowledgeHours), freezeDays: String(terms.freezeDays),
    dateToleranceDays: terms.dateToleranceDays === null ? null : String(terms.dateToleranceDays),
  };
}

function inputOf(draft: Draft): TermsInput {
  return {
    paymentTerms: draft.paymentTerms, incoterm: draft.incoterm, taxRate: draft.taxRate,
    quantityTolerancePercent: draft.quantityTolerancePercent, priceTolerancePercent: draft.priceTolerancePercent,
    dateToleranceDays: draft.dateToleranceDays === null ? null : Number(draft.dateToleranceDays),
    overDeliveryPercent: draft.overDeliveryPercent, underDeliveryPercent: draft.underDeliveryPercent,
    acknowledgeHours: Number(draft.acknowledgeHours), freezeDays: Number(draft.freezeDays), defaultOutcome: draft.defaultOutcome,
  };
}

const NUMBERS = ["taxRate", "overDeliveryPercent", "underDeliveryPercent", "acknowledgeHours", "freezeDays", "quantityTolerancePercent", "dateToleranceDays", "priceTolerancePercent"] as const;
const isNumber = (value: string | null) => value === null || /^\d+(\.\d+)?$/.test(value.trim());

/** Changing what both sides agreed; both see the new terms at once. */
export function TermsDialog({ partnership, onClose, onStale }: { partnership: Partnership; onClose: () => void; onStale: () => void }) {
  const { t } = useTranslation("suppliers");
  const [draft, setDraft] = useState(() => draftOf(partnership));
  const [save, busy] = useAct(PartnershipTermsUpdateDocument, (data) => data.partnershipTermsUpdate);
  const [refused, setRefused] = useState<{ text: string; first: Refused | undefined } | null>(null);
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch });
  const wrong = NUMBERS.find((key) => !isNumber(draft[key]));
  const submit = async () => {
    const answer = await save({ partnershipId: partnership.id, version: partnership.version, terms: inputOf(draft) });
    if (answer.ok) onClose();
    else setRefused({ text: whyNot(answer), first: answer.refused[0] });
  };
  const text = (key: "paymentTerms" | "incoterm" | "taxRate" | "overDeliveryPercent" | "underDeliveryPercent" | "acknowledgeHours" | "freezeDays", suffix?: string) => (
    <Labelled label={t(`terms.${key}`)}>
      <Input value={draft[key]} suffix={suffix} status={wrong === key ? "error" : undefined} onChange={(event) => set({ [key]: event.target.value })} />
    </Labelled>
  );
  const tolerance = (key: "quantityTolerancePercent" | "dateToleranceDays" | "priceTolerancePercent", suffix: string) => (
    <div className="col g4">
      <Checkbox checked={draft[key] !== null} onChange={(event) => set({ [key]: event.target.checked ? "0" : null })}>{t(`terms.${key}`)}</Checkbox>
      <Input aria-label={t(`terms.${key}`)} disabled={draft[key] === null} value={draft[key] ?? ""} suffix={suffix} status={wrong === key ? "error" : undefined} placeholder={t("terms.off")} onChange={(event) => set({ [key]: event.target.value })} />
    </div>
  );
  return (
    <Modal open title={t("terms.editTitle", { name: partnership.partner.shortName })} width={600} onCancel={onClose} okText={t("terms.save")} cancelText={t("terms.cancel")} confirmLoading={busy} okButtonProps={{ disabled: wrong !== undefined }} onOk={() => void submit()}>
      <div className="col g12">
        {refused?.first?.code === "CONFLICT" && <ConflictBanner message={refused.text} onShow={() => { onStale(); setRefused(null); }} />}
        {refused && refused.first?.code !== "CONFLICT" && <Banner tone="danger">{refused.text}</Banner>}
        <p className="f12 t2">{t("terms.editHint")}</p>
        <div className="form-two">
          {text("paymentTerms")}
          {text("incoterm")}
          {tolerance("quantityTolerancePercent", "%")}
          {tolerance("dateToleranceDays", t("terms.daysUnit"))}
          {tolerance("priceTolerancePercent", "%")}
          {text("taxRate", "%")}
          {text("overDeliveryPercent", "%")}
          {text("underDeliveryPercent", "%")}
          {text("acknowledgeHours", t("hours"))}
          {text("freezeDays", t("terms.daysUnit"))}
          <Labelled label={t("terms.defaultOutcome")} isWhole>
            <Select value={draft.defaultOutcome} onChange={(defaultOutcome) => set({ defaultOutcome })} options={(["KEEP_REQUESTED", "ACCEPT_PROPOSAL"] as const).map((value) => ({ value, label: t(`terms.outcome.${value}`) }))} />
          </Labelled>
        </div>
        {wrong && <p className="f12 warn">{t("terms.wrong", { name: t(`terms.${wrong}`) })}</p>}
      </div>
    </Modal>
  );
}

export function Labelled({ label, isWhole = false, children }: { label: string; isWhole?: boolean; children: ReactNode }) {
  return (
    <label className={`col g4 ${isWhole ? "whole" : ""}`}><span className="f12 t2">{label}</span>{children}</label>
  );
}
