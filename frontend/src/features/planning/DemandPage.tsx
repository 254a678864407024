import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useExport } from "@/lists/useExport";
import { useListAddress } from "@/lists/useListAddress";
import { useCan } from "@/session/SessionProvider";
import { Tabs } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { ForecastActs } from "./forecast/ForecastActs";
import { SeriesList } from "./forecast/SeriesList";
import { WeekGrid } from "./WeekGrid";
import "./planning.css";
import "./forecast/forecast.css";

const VIEWS = ["series", "weeks"] as const;

/** The demand workbench: series with their forecasts and how good those were, and the demand week by week. */
export default function DemandPage() {
  const { t } = useTranslation("planning");
  const { search, set } = useListAddress();
  const view = VIEWS.find((one) => one === search.get("view")) ?? "series";
  const crumb = <LinkButton to="/planning" type="link" icon={<Icon name="back" />}>{t("title")}</LinkButton>;
  return (
    <div className="planning">
      <PageHead crumb={crumb} title={t("demand.title")} hint={view === "series" ? t("series.hint") : undefined} acts={<Acts view={view} />} />
      <Panel bare>
        <Tabs label={t("views")} value={view} onChange={(next) => set("view", next === "series" ? "" : next)} choices={VIEWS.map((key) => ({ key, label: t(`view.${key}`) }))} extra={<span className="grow" />} />
        {view === "series" ? <SeriesList /> : <WeekGrid />}
      </Panel>
    </div>
  );
}

function Acts({ view }: { view: (typeof VIEWS)[number] }) {
  const { t } = useTranslation("planning");
  const exporting = useExport(view === "series" ? "DEMAND_FORECAST" : "DEMAND");
  const mayWrite = useCan("PLAN_WRITE");
  const mayExport = useCan("EXPORT_RUN");
  return (
    <div className="row g8 wrap">
      {view === "series" && <ForecastActs />}
      {mayExport && <Button icon={<Icon name="download" />} loading={exporting.percent !== null} onClick={() => exporting.start({})}>{t("export")}</Button>}
      {mayWrite && <LinkButton to={view === "series" ? "/imports?kind=optimizer.demand_history" : "/imports?kind=optimizer.demand"} icon={<Icon name="upload" />}>{t(view === "series" ? "series.import" : "demand.import")}</LinkButton>}
    </div>
  );
}
