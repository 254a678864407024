/** Computed figures with how they came about: value, formula, period and size of the sample. */
import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { PartnershipRowFragment } from "@/graphql/suppliers/graphql";
import { useLanguage } from "@/ui/clock";
import { groupDigits } from "@/ui/format";
import { Nothing } from "@/ui/values";

export type Indicator = PartnershipRowFragment["otif"];

/** One decimal, half up, without float: "92.44" → "92.4". */
export function oneDecimal(value: string): string {
  const negative = value.startsWith("-");
  const [whole = "0", fraction = ""] = value.replace("-", "").split(".");
  const tenths = BigInt(whole) * 10n + BigInt(fraction[0] ?? "0") + (Number(fraction[1] ?? "0") >= 5 ? 1n : 0n);
  return `${negative && tenths > 0n ? "-" : ""}${tenths / 10n}.${tenths % 10n}`;
}

export function IndicatorValue({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation("suppliers");
  const language = useLanguage();
  if (indicator.value === null) return <Nothing why="unknown" />;
  const number = groupDigits(oneDecimal(indicator.value), 1);
  return <>{number}{indicator.unit === "percent" ? (language === "en" ? " %" : "%") : ` ${t("hours")}`}</>;
}

/** For a table: the figure, the sample beside it, the formula on demand. */
export function IndicatorCell({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation("suppliers");
  return (
    <Tooltip title={`${indicator.formula} · ${t("period", { from: indicator.from, to: indicator.to })}`}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the formula must be reachable with the keyboard */}
      <span tabIndex={0}><IndicatorValue indicator={indicator} /> <span className="t3 f12">{t("sample", { count: indicator.sampleSize })}</span></span>
    </Tooltip>
  );
}

/** For a page: everything written out. */
export function IndicatorMetric({ name, indicator }: { name: string; indicator: Indicator }) {
  const { t } = useTranslation("suppliers");
  return (
    <div className="metric">
      <div className="f12 t3">{name}</div>
      <b><IndicatorValue indicator={indicator} /></b>
      <div className="f12 t2">
        {indicator.numerator !== null
          ? t("sampleOf", { hit: indicator.numerator, count: indicator.sampleSize })
          : t("sample", { count: indicator.sampleSize })}
        {" · "}{t("period", { from: indicator.from, to: indicator.to })}
      </div>
      <div className="f12 t3">{indicator.formula}</div>
    </div>
  );
}
