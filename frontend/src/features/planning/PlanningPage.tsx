import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanRunsDocument, PlanStartDocument } from "@/graphql/planning/graphql";
import { useListAddress } from "@/lists/useListAddress";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Tabs } from "@/ui/chips";
import { useNow, useLanguage } from "@/ui/clock";
import { formatInstant } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { Board } from "./Board";
import { LateList } from "./LateList";
import { isOpen, isPlanned, type Run } from "./looks";
import { PlannedOrders } from "./PlannedOrders";
import { RunPanel } from "./RunPanel";
import { usePlanLive } from "./usePlanLive";
import "./planning.css";

const VIEWS = ["board", "orders", "late"] as const;

/** Production, supply and sales in balance: the newest plan, how it is being made, and what it would order. */
export default function PlanningPage() {
  const { t } = useTranslation("planning");
  const { search, set } = useListAddress();
  const runs = useRead(PlanRunsDocument, { first: 20 });
  usePlanLive(runs.reload);
  const known = (runs.data?.planRuns.edges ?? []).map(({ node }) => node);
  const running = known.find(isOpen) ?? null;
  const planned = known.filter(isPlanned);
  const shown = planned.find((run) => run.id === search.get("run")) ?? planned[0] ?? null;
  const view = VIEWS.find((one) => one === search.get("view")) ?? "board";
  return (
    <div className="planning">
      <PageHead title={t("title")} hint={shown && <RunChoice runs={planned} shown={shown} onChoose={(id) => set("run", id)} />} acts={<Acts running={running} onStarted={runs.reload} />} />
      {runs.loading && <Skeleton rows={8} height={44} what={t("title")} />}
      {runs.failure && <ErrorState what={t("title")} failure={runs.failure} onRetry={runs.reload} />}
      {runs.data && known.length === 0 && <Panel><EmptyState icon="table" title={t("empty")}>{t("emptyText")}</EmptyState></Panel>}
      {known[0]?.status === "FAILED" && <Banner tone="danger">{t("failed", { number: known[0].number })}</Banner>}
      {known.length > 0 && (
        <div className="planning-two">
          <div className="planning-main">
            {shown && (
              <Panel bare>
                <Tabs label={t("views")} value={view} onChange={(next) => set("view", next === "board" ? "" : next)} choices={VIEWS.map((key) => ({ key, label: t(`view.${key}`) }))} />
                {view === "late" && <LateList run={shown} />}
                {view === "board" && <Board run={shown} />}
                {view === "orders" && <PlannedOrders run={shown} isNewest={shown.id === planned[0]?.id} />}
              </Panel>
            )}
          </div>
          <RunPanel run={running ?? shown ?? known[0] ?? null} onChanged={runs.reload} />
        </div>
      )}
    </div>
  );
}

function RunChoice({ runs, shown, onChoose }: { runs: Run[]; shown: Run; onChoose: (id: string) => void }) {
  const { t } = useTranslation("planning");
  const language = useLanguage();
  const now = useNow();
  return (
    <Select
      aria-label={t("choose")} value={shown.id} onChange={onChoose} style={{ minWidth: 220 }}
      options={runs.map((run) => ({ value: run.id, label: t("runName", { number: run.number, at: formatInstant(run.createdAt, language, now) }) }))}
    />
  );
}

function Acts({ running, onStarted }: { running: Run | null; onStarted: () => void }) {
  const { t } = useTranslation("planning");
  const may = useCan("PLAN_WRITE");
  const [start, starting] = useAct(PlanStartDocument, (answer) => answer.planStart);
  const [refused, setRefused] = useState("");
  const begin = async () => {
    const answer = await start({});
    setRefused(answer.ok ? "" : whyNot(answer));
    onStarted();
  };
  return (
    <div className="row g8 wrap">
      {refused && <span className="danger f13" role="alert">{refused}</span>}
      <LinkButton to="/planning/pegging" icon={<Icon name="link" />}>{t("peg.page")}</LinkButton>
      <LinkButton to="/planning/demand" icon={<Icon name="paper" />}>{t("demand.title")}</LinkButton>
      <LinkButton to="/planning/scenarios" icon={<Icon name="half" />}>{t("scenario.title")}</LinkButton>
      <LinkButton to="/planning/terms" icon={<Icon name="pen" />}>{t("terms.title")}</LinkButton>
      {may && <Button type="primary" icon={<Icon name="right" />} loading={starting} disabled={running !== null} onClick={() => void begin()}>{t(running ? "busy" : "start")}</Button>}
    </div>
  );
}
