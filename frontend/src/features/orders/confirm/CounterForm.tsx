import { Select } from "antd";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ConfirmLineFragment, ReasonCode } from "@/graphql/orders/graphql";
import { daysBetween, formatDifference, formatMoney, formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { DateText } from "@/ui/values";
import { compareDecimals, isPositive, parseDecimal, trimDecimal } from "../decimal";
import { BoxedInput, DayField, Problem } from "./fields";
import { AgreedLine } from "./SplitForm";
import { dateHint, priceHint, quantityHint, type AgreedTerms } from "./tolerance";

const COUNTER_REASONS: readonly ReasonCode[] = [
  "CAPACITY", "MATERIAL", "TOOLING", "PRICE", "MINIMUM_QUANTITY", "DRAWING", "QUALITY", "TRANSPORT", "HOLIDAY", "FORCE_MAJEURE", "OTHER",
];

export interface CounterResult {
  quantity: string; date: string; price: string | null;
  reasonCode: ReasonCode | null; note: string; alreadyMadeQuantity: string | null;
}

type Values = { quantity: string; date: string; price: string; reasonCode: ReasonCode | null; note: string; made: string };

type CounterFormProps = {
  line: ConfirmLineFragment;
  terms: AgreedTerms;
  initial: Partial<Values>;
  acts: (result: CounterResult | null, why: string | null) => ReactNode;
};

/** Another quantity, day or price for one schedule line, compared with the order while it is typed. */
export function CounterForm({ line, terms, initial, acts }: CounterFormProps) {
  const { t } = useTranslation("orders");
  const now = standing(line);
  const [values, setValues] = useState<Values>(() => ({
    quantity: trimDecimal(now.quantity), date: now.date, price: line.unitPrice ? trimDecimal(line.unitPrice) : "",
    reasonCode: null, note: "", made: "", ...initial,
  }));
  const set = (patch: Partial<Values>) => setValues({ ...values, ...patch });
  const reasonId = useId();
  const read = readValues(line, values);
  const hints = offerHints(line, values, terms);
  const why = read.problem ? t(`confirm.counter.problem.${read.problem}`) : null;

  return (
    <>
      <Comparison line={line} values={values} />
      {hints.needsConsent
        ? <Banner tone="warn"><b>{t("confirm.counter.outside", { what: hints.words.map((word) => t(`confirm.field.${word}`)).join(t("confirm.agreed.comma")) })}</b>{" "}{t("confirm.counter.asks")}</Banner>
        : <AgreedLine requestedDate={line.requestedDate} terms={terms} />}
      <div className="col g12" style={{ marginTop: 12 }}>
        <BoxedInput
          label={t("confirm.quantityIn", { unit: line.unitName })} value={values.quantity}
          suffix={t("confirm.counter.was", { value: formatQuantity(now.quantity) })}
          heed={hints.words.includes("quantity")} onChange={(quantity) => set({ quantity })}
        />
        <DayField tall label={t("confirm.day")} value={values.date} onChange={(date) => date && set({ date })} />
        {line.unitPrice && (
          <BoxedInput
            label={t("confirm.counter.price", { unit: line.unitName, currency: line.currency })} value={values.price}
            suffix={t("confirm.counter.was", { value: formatQuantity(line.unitPrice) })}
            heed={hints.words.includes("price")} onChange={(price) => set({ price })}
          />
        )}
        <div className="field">
          <label className="field-label" htmlFor={reasonId}>{t("confirm.reason")}</label>
          <Select
            id={reasonId} size="large" style={{ width: "100%" }} value={values.reasonCode} placeholder={t("confirm.reasonPick")}
            options={COUNTER_REASONS.map((code) => ({ value: code, label: t(`ui:reason.${code}`) }))}
            onChange={(reasonCode) => set({ reasonCode })}
          />
        </div>
        <BoxedInput
          label={t("confirm.counter.made")} value={values.made} suffix={line.unitName} onChange={(made) => set({ made })}
        />
        <BoxedInput decimal={false} label={t("confirm.note")} value={values.note} onChange={(note) => set({ note })} />
        {why && read.problem !== "SAME" && <Problem>{why}</Problem>}
      </div>
      <div className="act-bar">{acts(read.result, why)}</div>
    </>
  );
}

/** What holds now: the promise if there is one, else what is asked for. */
function standing(line: ConfirmLineFragment): { quantity: string; date: string } {
  return line.promisedDate
    ? { quantity: line.confirmedQuantity, date: line.promisedDate }
    : { quantity: line.orderedQuantity, date: line.requestedDate };
}

function readValues(line: ConfirmLineFragment, values: Values): { result: CounterResult | null; problem: string | null } {
  const quantity = parseDecimal(values.quantity);
  const price = line.unitPrice ? parseDecimal(values.price) : null;
  const made = values.made.trim() === "" ? null : parseDecimal(values.made);
  if (!isPositive(quantity)) return { result: null, problem: "QUANTITY" };
  if (line.unitPrice && !isPositive(price)) return { result: null, problem: "PRICE" };
  if (values.made.trim() !== "" && made === null) return { result: null, problem: "MADE" };
  const samePrice = !line.unitPrice || !price || compareDecimals(price, line.unitPrice) === 0;
  const now = standing(line);
  const same = compareDecimals(quantity, now.quantity) === 0 && values.date === now.date && samePrice;
  if (same) return { result: null, problem: "SAME" };
  if (!values.reasonCode) return { result: null, problem: "REASON" };
  return {
    result: { quantity, date: values.date, price: samePrice ? null : price, reasonCode: values.reasonCode, note: values.note.trim(), alreadyMadeQuantity: made },
    problem: null,
  };
}

function offerHints(line: ConfirmLineFragment, values: Values, terms: AgreedTerms) {
  const words: ("quantity" | "date" | "price")[] = [];
  const quantity = parseDecimal(values.quantity);
  const price = parseDecimal(values.price);
  if (isPositive(quantity) && quantityHint(line.orderedQuantity, quantity, terms).needsConsent) words.push("quantity");
  if (dateHint({ requested: line.requestedDate, promised: line.promisedDate }, values.date, terms).needsConsent) words.push("date");
  if (line.unitPrice && isPositive(price) && priceHint(line.unitPrice, price, terms).needsConsent) words.push("price");
  return { words, needsConsent: words.length > 0 };
}

function Comparison({ line, values }: { line: ConfirmLineFragment; values: Values }) {
  const { t } = useTranslation("orders");
  const quantity = parseDecimal(values.quantity);
  const price = parseDecimal(values.price);
  const now = standing(line);
  const days = daysBetween(now.date, values.date);
  return (
    <div className="card" style={{ padding: "0 16px", marginBottom: 12 }}>
      <table className="compare">
        <thead><tr><th /><th>{t(line.promisedDate ? "confirm.counter.promised" : "confirm.counter.order")}</th><th>{t("confirm.counter.mine")}</th></tr></thead>
        <tbody>
          <tr>
            <th scope="row" className="t3">{t("confirm.counter.quantity")}</th>
            <td>{formatQuantity(now.quantity)} {line.unitName}</td>
            <td>{quantity ? <b>{formatQuantity(quantity)} {line.unitName}</b> : "—"}</td>
          </tr>
          <tr>
            <th scope="row" className="t3">{t("confirm.counter.date")}</th>
            <td><DateText value={now.date} /></td>
            <td><b><DateText value={values.date} /></b>{days !== 0 && <span className={days > 0 ? "warn" : "ok"}> {t("confirm.shift", { days: formatDifference(days) })}</span>}</td>
          </tr>
          {line.unitPrice && (
            <tr>
              <th scope="row" className="t3">{t("confirm.counter.unitPrice")}</th>
              <td>{formatMoney(line.unitPrice, line.currency)}</td>
              <td>{isPositive(price) ? <PriceOffer line={line} price={price} /> : "—"}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function PriceOffer({ line, price }: { line: ConfirmLineFragment; price: string }) {
  const { percent } = priceHint(line.unitPrice ?? price, price, { dateToleranceDays: null, quantityTolerancePercent: null, priceTolerancePercent: null });
  return (
    <>
      <b>{formatMoney(price, line.currency)}</b>
      {percent !== "0" && <span className={percent.startsWith("-") ? "ok" : "warn"}> {formatDifference(percent)}%</span>}
    </>
  );
}
