import { useTranslation } from "react-i18next";
import { Chip } from "@/ui/chips";
import { InstantText } from "@/ui/values";
import { Formula } from "./Formula";
import { percentText, toneOf, type Series } from "./weeks";

/** What is known of a series' forecast: class, method, past error, bias, hits, each with how it is reckoned. */
export function SeriesFigures({ series }: { series: Series }) {
  const { t } = useTranslation("planning");
  const shares = [
    ["wape", percentText(series.wape), toneOf(series.wape, 0.25)],
    ["bias", percentText(series.bias, true), toneOf(series.bias, 0.1)],
    ["wql", percentText(series.wql), ""],
    ["coverage", percentText(series.coverage), ""],
  ] as const;
  return (
    <div className="col g8">
      <div className="row g8 wrap f13">
        <span className="mono t2">{series.item.number}</span>
        {series.demandClass && <Chip tone="info">{t(`class.${series.demandClass}`)}</Chip>}
        {series.forecastAt && <span className="t3">{t("series.ageHead")} <InstantText value={series.forecastAt} /> · {t("series.read", { weeks: series.historyWeeks })}</span>}
      </div>
      {series.demandClass && <p className="f13 t2 m0">{t(`class.means.${series.demandClass}`)}</p>}
      <dl className="series-figures">
        {shares.map(([key, text, tone]) => (
          <div key={key}>
            <dt><Formula name={t(`figure.${key}`)}>{t(`figure.${key}.means`, { count: series.origins })}</Formula></dt>
            <dd className={tone}>{text}</dd>
          </div>
        ))}
        <div>
          <dt><Formula name={t("figure.methods")} align="right">{t("figure.methods.means")}</Formula></dt>
          <dd className="f13">{series.methods.map((method) => `${t(`method.${method.name.replaceAll(" ", "_")}`)} ${Math.round(method.weight * 100)}%`).join(t("series.and")) || "—"}</dd>
        </div>
      </dl>
    </div>
  );
}
