import { useTranslation } from "react-i18next";
import { ForecastQualityOfDocument } from "@/graphql/forecast/graphql";
import { useRead } from "@/session/useRead";
import { Panel } from "@/ui/layout";

/** How good the buyer's forecasts were; both sides see the same, with formula and sample. */
export function Quality({ partnershipId }: { partnershipId: string }) {
  const { t } = useTranslation("forecast");
  const { data } = useRead(ForecastQualityOfDocument, { id: partnershipId });
  const quality = data?.partnership?.forecastQuality;
  if (!quality) return null;
  const figures = [["bias", quality.bias], ["wape", quality.wape], ["lateChange", quality.lateChange], ["volatility", quality.volatility]] as const;
  return (
    <Panel title={t("quality")} hint={t("qualityHint", { from: quality.bias.from, to: quality.bias.to })} className="forecast-quality">
      <dl>
        {figures.map(([key, figure]) => (
          <div key={key}>
            <dt>{t(`quality.${key}`)}</dt>
            <dd><b>{figure.value == null ? "—" : `${figure.value}%`}</b> <span className="t3">{t("sample", { n: figure.sampleSize })}</span></dd>
            <dd className="f12 t3">{figure.formula}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
