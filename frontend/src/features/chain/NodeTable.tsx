import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { GraphLinkFragment, GraphNodeFragment } from "@/graphql/chain/graphql";
import { Chip } from "@/ui/chips";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { useTableLayout } from "@/ui/table/layout";
import { NodeSource } from "./NodeSource";
import { useNodeWords } from "./words";

type Props = { nodes: readonly GraphNodeFragment[]; links: readonly GraphLinkFragment[]; onOpen: (id: string) => void };

/** The same data as rows, for whoever reads or hears them better. */
export function NodeTable({ nodes, links, onOpen }: Props) {
  const { t } = useTranslation("chain");
  const words = useNodeWords();
  const [layout] = useTableLayout("chain-graph", { hidden: [], density: "standard" });
  const rows = useMemo(() => [...nodes].sort((a, b) => a.tier - b.tier || a.category.localeCompare(b.category, "zh")), [nodes]);
  const columns = useMemo((): Column<GraphNodeFragment>[] => {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const names = (ids: string[]) => ids.map((id) => byId.get(id)).filter((node) => node !== undefined).map(words.title).join("、") || "—";
    return [
      { key: "name", title: t("column.name"), width: 140, fixed: "left", always: true, render: (node) => <button type="button" className="plain" onClick={() => onOpen(node.id)}>{words.title(node)}</button> },
      { key: "tier", title: t("column.tier"), width: 72, render: (node) => words.tier(node.tier) },
      { key: "kind", title: t("column.kind"), width: 92, render: (node) => t(`kind.${node.kind}`) },
      { key: "category", title: t("column.category"), width: 120, render: (node) => node.category || "—" },
      { key: "place", title: t("column.place"), width: 112, render: words.place },
      { key: "supplies", title: t("column.supplies"), width: 140, render: (node) => names(links.filter((link) => link.supplierId === node.id).map((link) => link.buyerId)) },
      { key: "buys", title: t("column.buys"), width: 160, render: (node) => names(links.filter((link) => link.buyerId === node.id).map((link) => link.supplierId)) },
      { key: "marks", title: t("column.marks"), width: 170, render: (node) => <Marks node={node} /> },
      { key: "source", title: t("column.source"), width: 170, always: true, render: (node) => <NodeSource node={node} /> },
    ];
  }, [nodes, links, onOpen, t, words]);
  return <DataTable label={t("table")} rows={rows} rowKey={(node) => node.id} columns={columns} layout={layout} onOpen={(node) => onOpen(node.id)} below={24} />;
}

export function Marks({ node }: { node: GraphNodeFragment }) {
  const { t } = useTranslation("chain");
  return (
    <span className="row g4 wrap">
      {node.isSingleSource && <Chip tone="warn" icon="alert">{t("sole")}</Chip>}
      {node.loop != null && <Chip tone="nego" icon="arrows">{t("loop", { number: node.loop + 1 })}</Chip>}
    </span>
  );
}
