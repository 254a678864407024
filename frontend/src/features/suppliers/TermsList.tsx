import { useTranslation } from "react-i18next";
import { groupDigits } from "@/ui/format";
import type { Partnership } from "./PartnerPage";

/** The agreed terms in words; a tolerance that is switched off says what that means. */
export function TermsList({ terms }: { terms: Partnership["terms"] }) {
  const { t } = useTranslation("suppliers");
  const percent = (value: string) => `${groupDigits(value)}%`;
  const tolerance = (value: string | null) => (value === null ? t("terms.off") : t("terms.free", { limit: percent(value) }));
  const rows: [string, string][] = [
    ["paymentTerms", terms.paymentTerms],
    ["incoterm", terms.incoterm || "—"],
    ["currency", `${terms.currency} · ${t("terms.tax", { rate: percent(terms.taxRate) })}`],
    ["quantityTolerance", tolerance(terms.quantityTolerancePercent)],
    ["dateTolerance", terms.dateToleranceDays === null ? t("terms.off") : t("terms.freeDays", { count: terms.dateToleranceDays })],
    ["priceTolerance", tolerance(terms.priceTolerancePercent)],
    ["delivery", t("terms.deliveryBand", { over: percent(terms.overDeliveryPercent), under: percent(terms.underDeliveryPercent) })],
    ["acknowledge", t("terms.hours", { count: terms.acknowledgeHours })],
    ["freeze", t("terms.days", { count: terms.freezeDays })],
    ["defaultOutcome", t(`terms.outcome.${terms.defaultOutcome}`)],
  ];
  return (
    <dl className="pairs terms-pairs">
      {rows.map(([key, value]) => (
        <div key={key} style={{ display: "contents" }}><dt>{t(`terms.${key}`)}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}
