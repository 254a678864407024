import { GraphChart } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { GraphLinkFragment, GraphNodeFragment } from "@/graphql/chain/graphql";
import { layoutOf, neighbourOf, NODE } from "./layout";
import { useColours } from "@/ui/useColours";
import { useNodeWords } from "./words";

register([GraphChart, TooltipComponent, CanvasRenderer]);

const INSIDE = 5; // px between the edge of a node and its two lines
const CLEAR = "rgba(0,0,0,0)";
const MARGIN = { side: 12, end: 16 };

type Props = { nodes: readonly GraphNodeFragment[]; links: readonly GraphLinkFragment[]; chosen: string | null; onOpen: (id: string) => void };

/** The graph with a column a tier. Arrow keys walk along it, Enter opens; the same data are in the table beside. */
export function GraphCanvas({ nodes, links, chosen, onOpen }: Props) {
  const { t } = useTranslation("chain");
  const colours = useColours();
  const words = useNodeWords();
  const place = useRef<HTMLSpanElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [room, setRoom] = useState(960);
  const [walked, setWalked] = useState<string | null>(null);
  const layout = useMemo(() => layoutOf(nodes, links, room - 2 * MARGIN.side), [nodes, links, room]);
  const standing = walked ?? chosen;

  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setRoom(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!place.current) return;
    const made = init(place.current as unknown as HTMLDivElement);
    chart.current = made;
    return () => {
      chart.current = null;
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const made = chart.current;
    if (!made) return;
    const open = ({ dataType, data }: { dataType?: string; data?: unknown }) => {
      const id = (data as { id?: string } | undefined)?.id;
      if (dataType === "node" && id && !id.startsWith("head/")) onOpen(id);
    };
    made.on("click", open as never);
    return () => {
      made.off("click", open as never);
    };
  }, [onOpen]);

  const width = layout.width + 2 * MARGIN.side;
  const height = layout.height + MARGIN.end;
  useEffect(() => {
    const isVague = (node: GraphNodeFragment) => node.kind === "ANONYMOUS" || node.kind === "GROUP";
    // The box is drawn by the label: a symbol's outline would be stretched with it.
    const box = (node: GraphNodeFragment) => ({
      width: NODE.width, height: NODE.height - 2 * INSIDE, padding: [INSIDE, 0], align: "center" as const, verticalAlign: "middle" as const,
      backgroundColor: node.kind === "SELF" ? colours.t1 : isVague(node) ? colours.sunken : colours.surface,
      borderColor: node.id === standing ? colours.accentText : node.isSingleSource ? colours.warnF : colours.borderStrong,
      borderWidth: node.id === standing ? 3 : node.isSingleSource ? 1.6 : 1.2,
      borderRadius: isVague(node) ? NODE.height / 2 : 6,
      borderType: isVague(node) ? ("dashed" as const) : ("solid" as const),
    });
    const rich = (node: GraphNodeFragment) => ({
      a: { fontSize: 12, fontWeight: 600 as const, color: node.kind === "SELF" ? colours.surface : colours.t1, lineHeight: 18 },
      b: { fontSize: 11, color: node.kind === "SELF" ? colours.surface : node.isSingleSource ? colours.warnT : colours.t3, lineHeight: 16 },
    });
    const heads = layout.columns.map((column) => ({
      id: `head/${column.tier}`, name: `head/${column.tier}`, x: column.x, y: 0, symbolSize: 1, silent: true, itemStyle: { color: CLEAR },
      label: { show: true, formatter: `${words.tier(column.tier)}  ${column.nodes.reduce((sum, one) => sum + one.node.count, 0)}`, color: colours.t2, fontSize: 12, fontWeight: 600 as const },
    }));
    // Two points at the corners keep the scale at one to one, whatever is drawn.
    const corners = [[0, 0], [layout.width, layout.height]].map(([x, y], at) => ({ id: `head/corner-${at}`, name: `head/corner-${at}`, x, y, symbolSize: 0, silent: true }));
    const data = layout.columns.flatMap((column) => column.nodes).map(({ node, x, y }) => ({
      id: node.id, name: node.id, x, y, itemStyle: { color: CLEAR }, symbol: "rect", symbolSize: [NODE.width, NODE.height],
      label: { show: true, ...box(node), formatter: `{a|${short(words.title(node))}}\n{b|${short(node.isSingleSource ? t("sole.mark", { what: words.second(node) }) : words.second(node))}}`, rich: rich(node) },
      tooltip: { formatter: () => plain([words.title(node), words.tier(node.tier), words.place(node), node.category].filter(Boolean).join(" · ")) },
    }));
    const loops = new Map(nodes.map((node) => [node.id, node.loop]));
    const edges = links.map((link) => {
      const isLoop = loops.get(link.buyerId) != null && loops.get(link.buyerId) === loops.get(link.supplierId);
      return {
        source: link.supplierId, target: link.buyerId,
        lineStyle: {
          color: isLoop ? colours.negoF : link.isSingleSource ? colours.warnF : colours.borderStrong, width: isLoop ? 2.5 : 1.4,
          type: link.isSingleSource ? ("dashed" as const) : ("solid" as const), opacity: isLoop ? 1 : 0.6, curveness: isLoop ? 0.18 : 0,
        },
      };
    });
    chart.current?.resize({ width, height });
    chart.current?.setOption({
      animation: false,
      tooltip: { confine: true, backgroundColor: colours.surface, borderColor: colours.border, textStyle: { color: colours.t1, fontSize: 12 } },
      series: [{
        type: "graph", layout: "none", left: MARGIN.side, top: 14, width: layout.width, height: layout.height, data: [...data, ...heads, ...corners], links: edges,
        emphasis: { disabled: true }, cursor: "pointer",
      }],
    }, true);
  }, [layout, nodes, links, colours, standing, width, height, words, t]);

  const walk = (event: KeyboardEvent) => {
    if (event.key === "Enter" && standing) onOpen(standing);
    else if (event.key.startsWith("Arrow")) setWalked(neighbourOf(layout, standing, event.key));
    else return;
    event.preventDefault();
  };
  const told = nodes.find((node) => node.id === standing);
  return (
    <div ref={frame} className="graph-frame">
      <button type="button" className="graph-place" aria-label={t("canvas", { count: nodes.length })} onKeyDown={walk}>
        <span ref={place} style={{ width, height }} />
      </button>
      <span className="sr-only" aria-live="polite">{told ? `${words.title(told)} ${words.tier(told.tier)}` : ""}</span>
    </div>
  );
}

const FITS = 11;

function short(text: string): string {
  const clean = text.replace(/[{}|]/g, " ");
  const wide = [...clean].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? 1 : 0.55), 0);
  if (wide <= FITS) return clean;
  let room = FITS - 1;
  return `${[...clean].filter((letter) => (room -= letter.charCodeAt(0) > 255 ? 1 : 0.55) >= 0).join("")}…`;
}

function plain(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
