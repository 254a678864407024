import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChainGraphDocument, type ChainGraphFilter, type ChainGraphQuery } from "@/graphql/chain/graphql";
import { useListAddress } from "@/lists/useListAddress";
import { useRead } from "@/session/useRead";
import { Keycap, Segments } from "@/ui/chips";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { Filters } from "./Filters";
import { GraphCanvas } from "./GraphCanvas";
import { NodeDrawer } from "./NodeDrawer";
import { NodeTable } from "./NodeTable";
import { TierList } from "./TierList";
import { useChainLive } from "./useChainLive";
import "./chain.css";

const VIEWS = ["graph", "table"] as const;
const FILTERS = ["item", "tier", "sole", "q", "category"];

/** Who supplies whom, as far as it may be seen: own partners by name, beyond them what partners show. */
export default function ChainGraphPage() {
  const { t } = useTranslation("chain");
  const { search, set, clear } = useListAddress();
  const view = VIEWS.find((one) => one === search.get("view")) ?? "graph";
  const filter: ChainGraphFilter = {
    itemId: search.get("item"), deepest: search.get("tier") ? Number(search.get("tier")) : null, onlySingleSource: search.get("sole") === "1",
    search: search.get("q"), category: search.get("category"),
  };
  const { data, failure, loading, reload } = useRead(ChainGraphDocument, { filter });
  useChainLive(reload);
  const graph = data?.chainGraph;
  const facts = graph && t("facts", { nodes: graph.nodeCount, depth: graph.depth, sole: graph.singleSourceCount, loops: graph.loopCount });
  const filters = FILTERS.filter((key) => search.get(key)).length;
  return (
    <div className="chain">
      <PageHead title={t("title")} hint={facts} acts={<Segments label={t("view")} value={view} onChange={(next) => set("view", next === "graph" ? "" : next)} choices={VIEWS.map((key) => ({ key, label: t(`view.${key}`) }))} />} />
      <Banner tone="info" icon="eye">{t("logged")}</Banner>
      <Panel bare>
        <div className="list-tools"><Filters search={search} set={set} /></div>
        {loading && <Skeleton rows={10} height={44} what={t("title")} />}
        {failure && <ErrorState what={t("title")} failure={failure} onRetry={reload} />}
        {graph && graph.nodes.length <= 1 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="link" title={t("empty")}>{t("emptyText")}</EmptyState>)}
        {graph && graph.nodes.length > 1 && <Picture graph={graph} view={view} onCategory={(category) => set("category", category)} />}
      </Panel>
    </div>
  );
}

type PictureProps = { graph: ChainGraphQuery["chainGraph"]; view: (typeof VIEWS)[number]; onCategory: (category: string) => void };

function Picture({ graph, view, onCategory }: PictureProps) {
  const phone = usePhone();
  const [open, setOpen] = useState<string | null>(null);
  const show = useCallback((id: string) => setOpen(id), []);
  const group = graph.nodes.find((node) => node.id === open && node.kind === "GROUP") ?? null;
  return (
    <>
      {view === "table" && !phone && <NodeTable nodes={graph.nodes} links={graph.links} onOpen={show} />}
      {view === "graph" && !phone && <><GraphCanvas nodes={graph.nodes} links={graph.links} chosen={open} onOpen={show} /><Legend /></>}
      {phone && <TierList nodes={graph.nodes} onOpen={show} />}
      <NodeDrawer id={open} group={group} onClose={() => setOpen(null)} onOpen={show} onCategory={(category) => { setOpen(null); onCategory(category); }} />
    </>
  );
}

function Legend() {
  const { t } = useTranslation("chain");
  return (
    <div className="panel-foot legend f12">
      <span className="row g4"><i className="swatch anonymous" />{t("legend.anonymous")}</span>
      <span className="row g4"><i className="swatch sole" />{t("legend.sole")}</span>
      <span className="row g4"><i className="swatch loop" />{t("legend.loop")}</span>
      <span className="grow" />
      <span className="row g4 t3"><Keycap>← →</Keycap>{t("keys.tier")} <Keycap>↑ ↓</Keycap>{t("keys.node")} <Keycap>↵</Keycap>{t("keys.open")}</span>
    </div>
  );
}
