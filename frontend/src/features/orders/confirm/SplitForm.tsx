import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ConfirmLineFragment, ReasonCode } from "@/graphql/orders/graphql";
import { Chip } from "@/ui/chips";
import { useLanguage, useNow } from "@/ui/clock";
import { formatDay, formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { compareDecimals, parseDecimal, sumDecimals, trimDecimal } from "../decimal";
import { DayField, QuantityStepper, ReasonPills } from "./fields";
import { newPart, partsInput, partsState, type Part } from "./parts";
import { dateHint, quantityHint, type AgreedTerms, type AskedDay } from "./tolerance";

const LATE_REASONS: readonly ReasonCode[] = ["CAPACITY", "MATERIAL", "TOOLING", "DRAWING", "TRANSPORT", "HOLIDAY"];

export interface SplitResult { parts: { quantity: string; date: string }[]; reasonCode: ReasonCode | null; note: string }

type SplitFormProps = {
  line: ConfirmLineFragment;
  /** What is to be planned: the open or the backordered quantity. */
  quantity: string;
  terms: AgreedTerms;
  initial: { parts: { quantity: string; date: string }[]; reasonCode: ReasonCode | null } | null;
  acts: (result: SplitResult | null, why: string | null) => ReactNode;
};

/** One schedule line over several days: what is ordered, planned and left, and what needs consent. */
export function SplitForm({ line, quantity, terms, initial, acts }: SplitFormProps) {
  const { t } = useTranslation("orders");
  const [parts, setParts] = useState<Part[]>(() => startingParts(initial?.parts, quantity, line.requestedDate));
  const [reasonCode, setReason] = useState<ReasonCode | null>(initial?.reasonCode ?? null);
  const state = partsState(quantity, parts, terms.quantityTolerancePercent);
  const asked = { requested: line.requestedDate, promised: line.promisedDate };
  const change = (id: string, patch: Partial<Part>) =>
    setParts(parts.map((part) => (part.id === id ? { ...part, ...patch } : part)));

  const late = parts.filter((part) => part.date && dateHint(asked, part.date, terms).needsConsent);
  const lateQuantity = sumDecimals(late.map((part) => parseDecimal(part.quantity) ?? "0"));
  const needsReason = late.length > 0 && reasonCode === null;
  const result = state.isComplete && !needsReason ? { parts: partsInput(parts), reasonCode, note: "" } : null;

  return (
    <>
      <SplitSum quantity={quantity} planned={state.planned} left={state.left} unitName={line.unitName} />
      <AgreedLine requestedDate={line.requestedDate} terms={terms} />
      <div className="col g12">
        {parts.map((part, index) => (
          <PartCard
            key={part.id} part={part} number={index + 1} line={line} terms={terms}
            onChange={(patch) => change(part.id, patch)}
            onRemove={parts.length > 1 ? () => setParts(parts.filter((one) => one.id !== part.id)) : undefined}
          />
        ))}
        <Button
          className="add-part" size="large" type="dashed" icon={<Icon name="plus" />}
          onClick={() => setParts([...parts, newPart(compareDecimals(state.left, "0") > 0 ? state.left : "")])}
        >
          {t("confirm.split.add")}
        </Button>
        {late.length > 0 && (
          <div className="card">
            <div className="b f13" style={{ marginBottom: 6 }}>
              {t("confirm.split.lateReason", { quantity: formatQuantity(lateQuantity), unit: line.unitName })}
            </div>
            <ReasonPills label={t("confirm.reason")} codes={LATE_REASONS} value={reasonCode} onChange={setReason} />
          </div>
        )}
      </div>
      <div className="act-bar">
        <SplitForecast state={state} late={lateQuantity} unit={line.unitName} isLetGo={!quantityHint(quantity, state.planned, terms).needsConsent} />
        {acts(result, state.problem ? t(`confirm.split.problem.${state.problem}`) : needsReason ? t("confirm.needsReason") : null)}
      </div>
    </>
  );
}

function startingParts(parts: { quantity: string; date: string }[] | undefined, quantity: string, date: string): Part[] {
  return parts?.length ? parts.map((part) => newPart(part.quantity, part.date)) : [newPart(quantity, date)];
}

function SplitSum({ quantity, planned, left, unitName }: { quantity: string; planned: string; left: string; unitName: string }) {
  const { t } = useTranslation("orders");
  const order = compareDecimals(left, "0");
  const tone = order === 0 ? "ok" : order < 0 ? "danger" : "warn";
  return (
    <div className="answer-sum" aria-live="polite">
      <div><span>{t("confirm.split.ordered")}</span><b>{formatQuantity(quantity)}</b></div>
      <div><span>{t("confirm.split.planned")}</span><b>{formatQuantity(planned)}</b></div>
      <div>
        <span>{t(order < 0 ? "confirm.split.tooMuch" : "confirm.split.left")}</span>
        <b className={tone}>{formatQuantity(left.replace("-", ""))}</b>
      </div>
      <span className="unit f12">{unitName}</span>
    </div>
  );
}

/** What the two sides agreed to pass without asking. */
export function AgreedLine({ requestedDate, terms }: { requestedDate: string; terms: AgreedTerms }) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  const agreed = [
    terms.dateToleranceDays != null && terms.dateToleranceDays > 0 && t("confirm.agreed.days", { count: terms.dateToleranceDays }),
    terms.quantityTolerancePercent != null && t("confirm.agreed.quantity", { percent: trimDecimal(terms.quantityTolerancePercent) }),
    terms.priceTolerancePercent != null && t("confirm.agreed.price", { percent: trimDecimal(terms.priceTolerancePercent) }),
  ].filter(Boolean);
  return (
    <p className="f12 t3" style={{ margin: "10px 4px 6px" }}>
      {t("confirm.agreed.wanted", { date: formatDay(requestedDate, language, now) })}
      {agreed.length ? t("confirm.agreed.free", { what: agreed.join(t("confirm.agreed.comma")) }) : t("confirm.agreed.nothing")}
    </p>
  );
}

type PartCardProps = {
  part: Part; number: number; line: ConfirmLineFragment; terms: AgreedTerms;
  onChange: (patch: Partial<Part>) => void; onRemove?: () => void;
};

function PartCard({ part, number, line, terms, onChange, onRemove }: PartCardProps) {
  const { t } = useTranslation("orders");
  return (
    <section className="card" style={{ padding: 12 }} aria-label={t("confirm.split.part", { number })}>
      <div className="row g8" style={{ marginBottom: 8, minHeight: 24 }}>
        <b>{t("confirm.split.part", { number })}</b>
        <span className="grow" />
        {part.date && <DayChip asked={{ requested: line.requestedDate, promised: line.promisedDate }} offered={part.date} terms={terms} />}
        {onRemove && (
          <button type="button" className="icon-button" style={{ margin: "-10px -12px -10px -4px", width: 44, height: 44 }}
            aria-label={t("confirm.split.remove", { number })} onClick={onRemove}>
            <Icon name="cross" />
          </button>
        )}
      </div>
      <div className="row g8 top">
        <QuantityStepper
          label={t("confirm.quantityIn", { unit: line.unitName })} value={part.quantity} step="10"
          wrong={part.quantity !== "" && parseDecimal(part.quantity) === null}
          onChange={(quantity) => onChange({ quantity })}
        />
        <DayField label={t("confirm.day")} value={part.date} near={line.requestedDate} onChange={(date) => onChange({ date })} />
      </div>
    </section>
  );
}

/** "早 2 天", "按要求", "晚 4 天，要对方同意": a hint from the agreed terms. */
function DayChip({ asked, offered, terms }: { asked: AskedDay; offered: string; terms: AgreedTerms }) {
  const { t } = useTranslation("orders");
  const { days, needsConsent } = dateHint(asked, offered, terms);
  if (days === 0) return <Chip tone="ok" icon="check">{t("confirm.asWanted")}</Chip>;
  if (days < 0) return <Chip tone="ok" icon="check">{t("confirm.early", { count: -days })}</Chip>;
  if (!needsConsent) return <Chip tone="ok" icon="check">{t("confirm.lateAgreed", { count: days })}</Chip>;
  return <Chip tone="warn" icon="alert">{t("confirm.lateConsent", { count: days })}</Chip>;
}

type ForecastProps = { state: ReturnType<typeof partsState>; late: string; unit: string; isLetGo: boolean };

/** What the server will do with the answer, told before it is sent. */
function SplitForecast({ state, late, unit, isLetGo }: ForecastProps) {
  const { t } = useTranslation("orders");
  if (state.problem) return null;
  const consent = compareDecimals(late, "0") > 0;
  const rest = compareDecimals(state.left, "0") > 0;
  return (
    <p className="f12 t2" style={{ marginBottom: 8 }}>
      {consent
        ? t("confirm.split.afterConsent", { late: formatQuantity(late), unit })
        : t("confirm.split.afterFree", { planned: formatQuantity(state.planned), unit })}
      {rest && t(isLetGo ? "confirm.split.afterLetGo" : "confirm.split.afterRest", { left: formatQuantity(state.left), unit })}
    </p>
  );
}
