/** Where the nodes of the graph stand: one column a tier, far upstream at the left; few crossings, nothing moves by itself. */
import type { GraphLinkFragment, GraphNodeFragment } from "@/graphql/chain/graphql";

export type Placed = { node: GraphNodeFragment; x: number; y: number };
export type Column = { tier: number; x: number; nodes: Placed[] };
export type Layout = { columns: Column[]; width: number; height: number };

export const NODE = { width: 132, height: 44 };
const ROW = 54;
const LEAST_GAP = 190;
const HEAD = 40;

/** Orders each column by where its buyers stand, and centres it. `room`: px there are. */
export function layoutOf(nodes: readonly GraphNodeFragment[], links: readonly GraphLinkFragment[], room: number): Layout {
  const tiers = [...new Set(nodes.map((node) => node.tier))].sort((a, b) => b - a);
  const gap = tiers.length > 1 ? Math.max(LEAST_GAP, (room - NODE.width - 24) / (tiers.length - 1)) : 0;
  const tallest = Math.max(1, ...tiers.map((tier) => nodes.filter((node) => node.tier === tier).length));
  const buyers = new Map<string, string[]>();
  for (const link of links) buyers.set(link.supplierId, [...(buyers.get(link.supplierId) ?? []), link.buyerId]);
  const rank = new Map<string, number>();
  const columns: Column[] = [];
  for (const tier of [...tiers].reverse()) {
    const own = nodes.filter((node) => node.tier === tier);
    const weight = (node: GraphNodeFragment) => meanOf((buyers.get(node.id) ?? []).flatMap((id) => rank.get(id) ?? []));
    const ordered = own.map((node) => ({ node, weight: weight(node) })).sort((a, b) => a.weight - b.weight || compare(a.node, b.node));
    ordered.forEach(({ node }, at) => rank.set(node.id, (at + 0.5) / ordered.length));
    const x = tiers.indexOf(tier) * gap + NODE.width / 2;
    const top = HEAD + ((tallest - ordered.length) * ROW) / 2;
    columns.unshift({ tier, x, nodes: ordered.map(({ node }, at) => ({ node, x, y: top + at * ROW + ROW / 2 })) });
  }
  return { columns, width: Math.max(0, tiers.length - 1) * gap + NODE.width, height: HEAD + tallest * ROW };
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function compare(a: GraphNodeFragment, b: GraphNodeFragment): number {
  return a.category.localeCompare(b.category, "zh") || a.name.localeCompare(b.name, "zh") || a.id.localeCompare(b.id);
}

/** The node the arrow keys lead to: along a column, or to the nearest one of the next. */
export function neighbourOf(layout: Layout, id: string | null, key: string): string | null {
  const columns = layout.columns.filter((column) => column.nodes.length > 0);
  const at = columns.findIndex((column) => column.nodes.some((placed) => placed.node.id === id));
  const column = columns[at];
  if (!column) return columns.at(-1)?.nodes[0]?.node.id ?? null;
  const row = column.nodes.findIndex((placed) => placed.node.id === id);
  const here = column.nodes[row];
  if (key === "ArrowUp" || key === "ArrowDown") return column.nodes[row + (key === "ArrowDown" ? 1 : -1)]?.node.id ?? id;
  const next = columns[at + (key === "ArrowRight" ? 1 : -1)];
  if (!next || !here) return id;
  return [...next.nodes].sort((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0]?.node.id ?? id;
}
