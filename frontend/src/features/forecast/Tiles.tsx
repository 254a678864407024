import { useTranslation } from "react-i18next";
import type { ForecastSummaryQuery } from "@/graphql/forecast/graphql";
import { formatQuantity } from "@/ui/format";

/** Totals over everything the filter shows, computed by the server. */
export function Tiles({ summary }: { summary: ForecastSummaryQuery["forecastSummary"] }) {
  const { t } = useTranslation("forecast");
  const tiles = [
    { key: "coverage", value: summary.coveragePercent == null ? "—" : `${summary.coveragePercent}%`, hint: t("tile.coverageHint"), bad: false },
    { key: "frozen", value: `${formatQuantity(summary.frozenShortQuantity)} ${summary.unitName}`, hint: t("tile.frozenHint", { n: summary.frozenShortRows }), bad: summary.frozenShortRows > 0 },
    { key: "short", value: String(summary.shortCells), hint: t("tile.shortHint", { n: summary.shortRows }), bad: false },
    { key: "open", value: String(summary.openCells), hint: t("tile.openHint", { n: summary.openPartners, late: summary.overduePartners }), bad: summary.overduePartners > 0 },
    { key: "changed", value: String(summary.changedCells), hint: t("tile.changedHint"), bad: false },
  ];
  return (
    <dl className="forecast-tiles">
      {tiles.map((tile) => (
        <div className="panel" key={tile.key}><dt>{t(`tile.${tile.key}`)}</dt><dd className={tile.bad ? "danger" : ""}>{tile.value}</dd><dd className="hint">{tile.hint}</dd></div>
      ))}
    </dl>
  );
}
