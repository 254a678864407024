import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PeggedItemDocument, PeggingItemsDocument, PlanRunsDocument } from "@/graphql/planning/graphql";
import { useListAddress } from "@/lists/useListAddress";
import { useRead } from "@/session/useRead";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { formatInstant } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { isPlanned } from "../looks";
import { usePlanLive } from "../usePlanLive";
import { DemandPanel } from "./DemandPanel";
import { ItemPanel } from "./ItemPanel";
import { SourcePanel } from "./SourcePanel";
import "../planning.css";
import "./pegging.css";

/** From a demand of a plan to the order lines that serve it, and back from an order line to its demands. */
export default function PeggingPage() {
  const { t } = useTranslation("planning");
  const language = useLanguage();
  const now = useNow();
  const { search, set } = useListAddress();
  const runs = useRead(PlanRunsDocument, { first: 20 });
  usePlanLive(runs.reload);
  const planned = (runs.data?.planRuns.edges ?? []).map(({ node }) => node).filter(isPlanned);
  const run = planned.find((one) => one.id === search.get("run")) ?? planned[0] ?? null;
  const crumb = <LinkButton to="/planning" type="link" icon={<Icon name="back" />}>{t("title")}</LinkButton>;
  // A key names a place in one run's snapshot: another run has other places.
  const choose = (id: string) => { set("run", id); set("demand", ""); set("source", ""); };
  const choice = run && (
    <Select
      aria-label={t("choose")} value={run.id} onChange={choose} style={{ minWidth: 200 }}
      options={planned.map((one) => ({ value: one.id, label: t("runName", { number: one.number, at: formatInstant(one.createdAt, language, now) }) }))}
    />
  );
  return (
    <div className="planning">
      <PageHead crumb={crumb} title={t("peg.page")} hint={choice} />
      {runs.loading && <Skeleton rows={8} height={40} what={t("peg.page")} />}
      {runs.failure && <ErrorState what={t("peg.page")} failure={runs.failure} onRetry={runs.reload} />}
      {runs.data && !run && <Panel><EmptyState icon="table" title={t("empty")}>{t("emptyText")}</EmptyState></Panel>}
      {run && <Pegging key={run.id} runId={run.id} />}
    </div>
  );
}

function Pegging({ runId }: { runId: string }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const { search, set } = useListAddress();
  const [seek, setSeek] = useState("");
  const items = useRead(PeggingItemsDocument, { runId, search: seek || null });
  const rows = (items.data?.planRows.edges ?? []).map(({ node }) => node);
  const itemId = search.get("item") ?? rows[0]?.item.id ?? null;
  const planOrder = search.get("order");
  const chosen = useRead(PeggedItemDocument, { runId, itemId: itemId ?? "" }, { pause: itemId === null });
  const pegged = chosen.data?.peggedItem;
  const ordered = planOrder ? pegged?.sources.find((one) => one.planOrderId === planOrder)?.key : undefined;
  const source = search.get("source") ?? ordered ?? null;
  const demand = source ? null : search.get("demand") ?? pegged?.demands[0]?.key ?? null;
  const open = (key: "demand" | "source", value: string) => {
    set(key === "demand" ? "source" : "demand", "");
    set("order", "");
    set(key, value);
  };
  const chooseItem = (id: string) => { set("item", id); set("demand", ""); set("source", ""); set("order", ""); };
  const options = rows.map((row) => ({ value: row.item.id, label: `${row.item.number} ${named(row.item.name, row.item.nameEn)}` }));
  const known = pegged && !options.some((one) => one.value === pegged.item.id) ? [{ value: pegged.item.id, label: `${pegged.item.number} ${named(pegged.item.name, pegged.item.nameEn)}` }] : [];
  return (
    <div className="peg-two">
      <div className="planning-side">
        <Select aria-label={t("peg.item")} showSearch filterOption={false} onSearch={setSeek} value={itemId} onChange={chooseItem} options={[...known, ...options]} style={{ width: "100%" }} />
        {itemId && <ItemPanel runId={runId} itemId={itemId} demand={demand} source={source} onDemand={(key) => open("demand", key)} onSource={(key) => open("source", key)} />}
      </div>
      <div className="planning-main">
        {demand && <DemandPanel runId={runId} demand={demand} onSource={(key) => open("source", key)} />}
        {source && <SourcePanel runId={runId} source={source} onDemand={(key) => open("demand", key)} />}
        {!demand && !source && <Panel><EmptyState icon="link" title={t("peg.choose")}>{t("peg.chooseText")}</EmptyState></Panel>}
      </div>
    </div>
  );
}
