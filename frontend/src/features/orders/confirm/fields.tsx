/** Inputs for a thumb: 44 px, decimal keyboard, a calendar instead of typed dates. */
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReasonCode } from "@/graphql/orders/graphql";
import { useLanguage } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { stepQuantity } from "./parts";

const ISO_DAY = "YYYY-MM-DD";

export function Problem({ children }: { children: ReactNode }) {
  return <span className="field-problem" role="alert"><Icon name="alert" size="xs" />{children}</span>;
}

type StepperProps = { label: string; value: string; step: string; wrong?: boolean; onChange: (typed: string) => void };

export function QuantityStepper({ label, value, step, wrong = false, onChange }: StepperProps) {
  const { t } = useTranslation("orders");
  const id = useId();
  return (
    <div className="field grow">
      <label className="field-label" htmlFor={id}>{label}</label>
      <div className={`stepper ${wrong ? "wrong" : ""}`}>
        <button type="button" aria-label={t("confirm.less")} onClick={() => onChange(stepQuantity(value, step, -1))}>
          <Icon name="minus" />
        </button>
        <input id={id} inputMode="decimal" autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
        <button type="button" aria-label={t("confirm.more")} onClick={() => onChange(stepQuantity(value, step, 1))}>
          <Icon name="plus" />
        </button>
      </div>
    </div>
  );
}

type DayFieldProps = { label: string; value: string | null; tall?: boolean; /** Day the calendar opens at. */ near?: string; onChange: (day: string | null) => void };

/** A day of the chain's calendar; past days cannot be promised. */
export function DayField({ label, value, tall = false, near, onChange }: DayFieldProps) {
  const language = useLanguage();
  const id = useId();
  return (
    <div className="field grow">
      <label className="field-label" htmlFor={id}>{label}</label>
      <DatePicker
        id={id}
        className={`day-field ${tall ? "tall" : ""}`}
        inputReadOnly
        allowClear={false}
        value={value ? dayjs(value) : null}
        defaultPickerValue={near ? dayjs(near) : undefined}
        format={(day) => day.format(language === "zh" ? "MM-DD ddd" : "ddd D MMM")}
        disabledDate={(day) => day.isBefore(dayjs().startOf("day"))}
        onChange={(day) => onChange(day ? day.format(ISO_DAY) : null)}
      />
    </div>
  );
}

type BoxedProps = {
  label: string; value: string; suffix?: ReactNode; heed?: boolean; decimal?: boolean; onChange: (typed: string) => void;
};

export function BoxedInput({ label, value, suffix, heed = false, decimal = true, onChange }: BoxedProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <div className={`boxed ${heed ? "heed" : ""}`}>
        <input
          id={id}
          inputMode={decimal ? "decimal" : "text"}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {suffix && <span className="t3 nw">{suffix}</span>}
      </div>
    </div>
  );
}

type ReasonProps = { label: string; codes: readonly ReasonCode[]; value: ReasonCode | null; onChange: (code: ReasonCode) => void };

export function ReasonPills({ label, codes, value, onChange }: ReasonProps) {
  const { t } = useTranslation("ui");
  return (
    <div className="reason-pills" role="group" aria-label={label}>
      {codes.map((code) => (
        <button key={code} type="button" className="pill" aria-pressed={code === value} onClick={() => onChange(code)}>
          {code === value && <Icon name="check" size="xs" />}
          {t(`reason.${code}`)}
        </button>
      ))}
    </div>
  );
}

export function ReasonRows({ label, codes, value, hints, onChange }: ReasonProps & { hints: Partial<Record<ReasonCode, string>> }) {
  const { t } = useTranslation("ui");
  const name = useId();
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className="b f13" style={{ padding: "4px 4px 8px" }}>{label}</legend>
      {codes.map((code) => (
        <label key={code} className="reason-row">
          <input type="radio" name={name} checked={code === value} onChange={() => onChange(code)} />
          <span>{t(`reason.${code}`)}{hints[code] && <small>{hints[code]}</small>}</span>
        </label>
      ))}
    </fieldset>
  );
}
