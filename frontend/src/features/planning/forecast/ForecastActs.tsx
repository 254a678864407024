import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ForecastRunsDocument, ForecastStartDocument } from "@/graphql/planning/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Chip } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { InstantText } from "@/ui/values";
import { usePlanLive } from "../usePlanLive";

/** When all series were forecast last and what came of it, and the act to forecast them anew. */
export function ForecastActs() {
  const { t } = useTranslation("planning");
  const may = useCan("PLAN_WRITE");
  const runs = useRead(ForecastRunsDocument, { first: 1 });
  usePlanLive(runs.reload);
  const [start, starting] = useAct(ForecastStartDocument, (answer) => answer.forecastStart);
  const [refused, setRefused] = useState("");
  const newest = runs.data?.forecastRuns.edges[0]?.node ?? null;
  const isOpen = newest?.status === "QUEUED" || newest?.status === "RUNNING";
  const begin = async () => {
    const answer = await start({});
    setRefused(answer.ok ? "" : whyNot(answer));
    runs.reload();
  };
  return (
    <div className="row g8 wrap">
      {refused && <span className="danger f13" role="alert">{refused}</span>}
      {newest?.status === "FAILED" && <Chip tone="danger" icon="alert">{t("forecast.failed", { number: newest.number })}</Chip>}
      {newest?.status === "DONE" && <span className="f12 t3">{t("forecast.done", { name: newest.createdByName, series: newest.seriesCount, lines: newest.linesChanged })} <InstantText value={newest.endedAt} /></span>}
      {isOpen && <Chip tone="info" icon="clock">{t(`forecast.status.${newest.status}`)}</Chip>}
      {may && <Button icon={<Icon name="arrows" />} loading={starting} disabled={isOpen} onClick={() => void begin()}>{t("forecast.start")}</Button>}
    </div>
  );
}
