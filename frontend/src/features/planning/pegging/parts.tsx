import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DemandPegsQuery, PeggedDemandFactsFragment, PeggedSourceFactsFragment, PegKind, SourcePegsQuery } from "@/graphql/planning/graphql";
import { Chip } from "@/ui/chips";
import { formatQuantity } from "@/ui/format";
import type { IconName } from "@/ui/icons";
import type { Tone } from "@/ui/states";
import { weekNumber } from "@/ui/weeks";

export type Demand = PeggedDemandFactsFragment;
export type Source = PeggedSourceFactsFragment;
export type Peg = NonNullable<DemandPegsQuery["demandPegs"]>["pegs"][number];
export type Served = NonNullable<SourcePegsQuery["sourcePegs"]>["serves"][number];

const KIND_LOOKS: Record<PegKind, { tone: Tone; icon: IconName }> = {
  STOCK: { tone: "ok", icon: "box" },
  CONFIRMED: { tone: "ok", icon: "check" },
  ORDER: { tone: "info", icon: "paper" },
  PLANNED: { tone: "neut", icon: "calendar" },
  PRODUCTION: { tone: "neut", icon: "factory" },
  UNCOVERED: { tone: "danger", icon: "alert" },
};

export function KindChip({ kind }: { kind: PegKind }) {
  const { t } = useTranslation("planning");
  return <Chip tone={KIND_LOOKS[kind].tone} icon={KIND_LOOKS[kind].icon}>{t(`peg.kind.${kind}`)}</Chip>;
}

/** A share of an order with scrap is hardly ever a whole number; a tenth is enough to read. */
export function Share({ quantity, unit }: { quantity: string; unit?: string }) {
  return <span className="nw">{formatQuantity(String(Math.round(Number(quantity) * 10) / 10))}{unit ? ` ${unit}` : ""}</span>;
}

/** Weeks left, or by how many it is late; a word says which, not colour alone. */
export function Slack({ weeks, uncovered = false }: { weeks: number | null | undefined; uncovered?: boolean }) {
  const { t } = useTranslation("planning");
  if (uncovered || weeks == null) return <Chip tone="danger" icon="alert">{t("peg.uncovered")}</Chip>;
  if (weeks < 0) return <Chip tone="danger" icon="clock">{t("peg.late", { count: -weeks })}</Chip>;
  return <span className={weeks === 0 ? "warn nw" : "nw"}>{weeks === 0 ? t("peg.tight") : t("peg.left", { count: weeks })}</span>;
}

export function WeekText({ monday }: { monday: string | null | undefined }) {
  if (!monday) return <span className="t3">—</span>;
  return <span className="nw">W{String(weekNumber(monday)).padStart(2, "0")} <span className="t3 f12">{monday.slice(5)}</span></span>;
}

/** The order page of a source, or that the plan's order has not been adopted. */
export function OrderLink({ source }: { source: Source | null | undefined }) {
  const { t } = useTranslation("planning");
  if (!source) return null;
  if (source.orderId) return <Link className="mono nw" to={`/orders/${source.orderId}`}>{source.orderNumber}{source.lineNumber ? `/${source.lineNumber}` : ""}</Link>;
  return source.kind === "PLANNED" ? <span className="t3 f12">{t("orders.waiting")}</span> : null;
}
