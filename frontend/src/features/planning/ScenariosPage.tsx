import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanRunsDocument, PlanScenariosDocument, ScenarioSolveDocument } from "@/graphql/planning/graphql";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Chip } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { MoneyText } from "@/ui/values";
import { isPlanned, STATUS_LOOKS } from "./looks";
import { ScenarioComparison } from "./ScenarioComparison";
import { ScenarioActs, type ScenarioOpen } from "./ScenarioActs";
import { ScenarioDialog } from "./ScenarioDialog";
import { type Scenario, useSentences } from "./assumptions";
import { usePlanLive } from "./usePlanLive";
import "./planning.css";

/** What would be if: scenarios, each with its newest plan, beside the plan in force. */
export default function ScenariosPage() {
  const { t } = useTranslation("planning");
  const { search, set } = useListAddress();
  const may = useCan("PLAN_WRITE");
  const [open, setOpen] = useState<ScenarioOpen | null>(null);
  const pages = usePages(PlanScenariosDocument, { first: 50 }, (data) => data.planScenarios);
  const plans = useRead(PlanRunsDocument, { first: 20 });
  const reload = () => { pages.reload(); plans.reload(); };
  usePlanLive(reload);
  const base = (plans.data?.planRuns.edges ?? []).map(({ node }) => node).find(isPlanned) ?? null;
  const hidden = new Set((search.get("without") ?? "").split(",").filter(Boolean));
  const solved = pages.rows.filter((one) => one.newestRun?.cost != null && !hidden.has(one.id));
  const compared = [base?.id, ...solved.map((one) => one.newestRun?.id)].filter((id) => id !== undefined).slice(0, 6);
  const toggle = (id: string) => {
    if (!hidden.delete(id)) hidden.add(id);
    set("without", [...hidden].join(","));
  };
  const crumb = <LinkButton to="/planning" type="link" icon={<Icon name="back" />}>{t("title")}</LinkButton>;
  return (
    <div className="planning">
      <PageHead crumb={crumb} title={t("scenario.title")} hint={t("scenario.hint")} acts={may && <Button type="primary" icon={<Icon name="plus" />} onClick={() => setOpen({ scenario: null })}>{t("scenario.new")}</Button>} />
      {pages.loading && <Skeleton rows={4} height={64} what={t("scenario.title")} />}
      {pages.failure && <ErrorState what={t("scenario.title")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <Panel><EmptyState icon="table" title={t("scenario.none")}>{t("scenario.noneText")}</EmptyState></Panel>}
      {pages.rows.length > 0 && (
        <div className="scenario-cards">
          {pages.rows.map((scenario) => <Card key={scenario.id} scenario={scenario} isShown={!hidden.has(scenario.id)} onToggle={() => toggle(scenario.id)} onOpen={setOpen} onChanged={reload} />)}
        </div>
      )}
      {compared.length > 1 && <ScenarioComparison runIds={compared} onChanged={reload} />}
      {open && <ScenarioDialog open={open} onClose={() => setOpen(null)} onDone={() => { setOpen(null); reload(); }} />}
    </div>
  );
}

function Card({ scenario, isShown, onToggle, onOpen, onChanged }: { scenario: Scenario; isShown: boolean; onToggle: () => void; onOpen: (open: ScenarioOpen) => void; onChanged: () => void }) {
  const { t } = useTranslation("planning");
  const may = useCan("PLAN_WRITE");
  const sentences = useSentences();
  const [solve, solving] = useAct(ScenarioSolveDocument, (answer) => answer.planStart);
  const [refused, setRefused] = useState("");
  const run = scenario.newestRun ?? null;
  const isBusy = run?.status === "QUEUED" || run?.status === "RUNNING";
  const begin = async () => {
    const answer = await solve({ scenarioId: scenario.id });
    setRefused(answer.ok ? "" : whyNot(answer));
    onChanged();
  };
  return (
    <Panel
      title={scenario.name} hint={run && <Chip tone={run.promotedAt ? "info" : STATUS_LOOKS[run.status].tone} icon={STATUS_LOOKS[run.status].icon}>{t(run.promotedAt ? "scenario.promoted" : `status.${run.status}`)}</Chip>}
      extra={may && <ScenarioActs scenario={scenario} onOpen={onOpen} onChanged={onChanged} />}
    >
      {refused && <Banner tone="danger">{refused}</Banner>}
      {scenario.note && <p className="f13 t2">{scenario.note}</p>}
      <ul className="plan-findings">{sentences(scenario).map((text, at) => <li key={`${at}${text}`}>{text}</li>)}</ul>
      <div className="row g8 wrap scenario-foot">
        {run?.cost != null && <Checkbox checked={isShown} onChange={onToggle}>{t("scenario.compare")}</Checkbox>}
        {run?.cost != null && <MoneyText value={run.cost} currency="CNY" whole />}
        <span className="grow" />
        {may && <Button size="small" icon={<Icon name="right" />} loading={solving || isBusy} onClick={() => void begin()}>{t(run ? "scenario.again" : "scenario.solve")}</Button>}
      </div>
    </Panel>
  );
}
