import { useTranslation } from "react-i18next";
import type { Cause, OrderLedgerQuery } from "@/graphql/orders/graphql";
import { useLanguage, useNow } from "@/ui/clock";
import { dayOf, formatDay, formatDifference } from "@/ui/format";
import { labelPlace, markOf, textWidth, type Axis } from "./axis";

type Entry = NonNullable<OrderLedgerQuery["scheduleLine"]>["ledger"][number];

export const ROW = 46;
const HEAD = 26;

/** Fill and outline by cause: pattern first, colour second. */
export const CAUSE_LOOKS: Record<Cause, { pattern: string; tone: string }> = {
  BUYER: { pattern: "url(#cause-buyer)", tone: "warn" },
  CARRIER: { pattern: "url(#cause-carrier)", tone: "info" },
  SUPPLIER: { pattern: "url(#cause-supplier)", tone: "nego" },
  FORCE_MAJEURE: { pattern: "url(#cause-force)", tone: "neut" },
};

/** Hatch, dots, stripes, cross-hatch; referred to by id wherever a cause is drawn. */
export function CausePatterns() {
  return (
    <svg width="0" height="0" aria-hidden style={{ position: "absolute" }}>
      <defs>
        <pattern id="cause-buyer" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--warn-bg)" /><rect width="2" height="6" fill="var(--warn-f)" />
        </pattern>
        <pattern id="cause-carrier" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--info-bg)" /><circle cx="3" cy="3" r="1.4" fill="var(--info-f)" />
        </pattern>
        <pattern id="cause-supplier" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--nego-bg)" /><path d="M0 3h6" stroke="var(--nego-f)" strokeWidth="2" />
        </pattern>
        <pattern id="cause-force" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--neut-bg)" /><path d="M0 3h6M3 0v6" stroke="var(--neut-f)" strokeWidth="1.2" />
        </pattern>
      </defs>
    </svg>
  );
}

function EntryMark({ entry, y, axis, label }: { entry: Entry; y: number; axis: Axis; label: (shift: number, cause: Cause | null) => string }) {
  const mark = markOf(entry);
  if (!mark) return null;
  if (mark.type === "point") {
    const x = axis.at(mark.day);
    return (
      <>
        <circle cx={x} cy={y} r={6} fill="var(--surface)" stroke="var(--t2)" strokeWidth={2} />
        {mark.promise && <path d={`M${x - 2.6},${y} l2,2.2 l3.4,-4`} fill="none" stroke="var(--t1)" strokeWidth={1.6} />}
      </>
    );
  }
  const look = entry.cause ? CAUSE_LOOKS[entry.cause] : { pattern: "var(--neut-bg)", tone: "neut" };
  const [from, to] = [axis.at(mark.from), axis.at(mark.to)];
  const right = Math.max(from, to);
  const text = label(mark.shift, entry.cause);
  const place = labelPlace(Math.min(from, to), right, textWidth(text), axis.width);
  return (
    <>
      <rect x={Math.min(from, to)} y={y - 8} width={Math.abs(to - from)} height={16} fill={look.pattern} stroke={`var(--${look.tone}-f)`} strokeDasharray={mark.accepted ? undefined : "4 3"} />
      <circle cx={to} cy={y} r={6} fill="var(--surface)" stroke={`var(--${look.tone}-f)`} strokeWidth={2} strokeDasharray={mark.accepted ? undefined : "3 2"} />
      {place.inside && <rect x={place.x - 4} y={y - 7} width={textWidth(text) + 8} height={14} rx={3} fill="var(--surface)" />}
      <text x={place.x} y={y + 4} fontSize={12} fontWeight={600} textAnchor={place.anchor} fill={`var(--${look.tone}-t)`}>{text}</text>
    </>
  );
}

/** The right half of the ledger: every entry on one shared axis of days. */
export function LedgerChart({ entries, axis }: { entries: readonly Entry[]; axis: Axis }) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  const height = HEAD + entries.length * ROW;
  const label = (shift: number, cause: Cause | null) =>
    `${formatDifference(shift)} ${t("ui:unit.days")}${cause ? ` ${t(`ui:cause.${cause}`)}` : ""}`;
  const points = entries.map((entry, index) => {
    const mark = markOf(entry);
    return mark ? { x: axis.at(mark.type === "bar" ? mark.to : mark.day), y: HEAD + index * ROW + ROW / 2 } : null;
  }).filter((point) => point !== null);

  return (
    <svg width={axis.width} height={height} viewBox={`0 0 ${axis.width} ${height}`} role="img" aria-label={t("ledger.chart")}>
      {axis.ticks.map((tick) => (
        <g key={tick.day}>
          <line x1={tick.x} x2={tick.x} y1={22} y2={height} stroke="var(--line)" />
          {tick.labelled && <text x={tick.x} y={14} fontSize={11} textAnchor="middle" fill="var(--t3)">{formatDay(tick.day, language, now)}</text>}
        </g>
      ))}
      <line x1={axis.at(dayOf(now))} x2={axis.at(dayOf(now))} y1={20} y2={height} stroke="var(--accent-text)" strokeDasharray="3 3" />
      {points.slice(1).map((point, index) => {
        const before = points[index];
        return before && <path key={point.y} d={`M${before.x},${before.y + 7} V${point.y - 8}`} stroke="var(--border-strong)" strokeDasharray="2 3" fill="none" />;
      })}
      {entries.map((entry, index) => <EntryMark key={entry.id} entry={entry} y={HEAD + index * ROW + ROW / 2} axis={axis} label={label} />)}
    </svg>
  );
}
