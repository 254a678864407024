import { useTranslation } from "react-i18next";
import type { BandRowFragment } from "@/graphql/replenishment/graphql";
import { useLanguage } from "@/ui/clock";
import { formatMonthDay, formatQuantity } from "@/ui/format";
import { sketch } from "./bars";

type Props = { band: BandRowFragment; width: number; height: number; axis?: boolean };

/** Thirteen weeks of projected stock against minimum and maximum. Short weeks are hatched, not only red. */
export function WeekBars({ band, width, height, axis = false }: Props) {
  const { t } = useTranslation("replenishment");
  const language = useLanguage();
  const { weeks, firstShortWeek } = band.outlook;
  if (weeks.length === 0) return <span className="t3 f12">{t("noProjection")}</span>;
  const room = axis ? height - 18 : height;
  const drawn = sketch(weeks.map((week) => Number(week.stock)), Number(band.minimum), Number(band.maximum), width, room);
  const said = firstShortWeek ? t("bars.short", { day: formatMonthDay(firstShortWeek, language) }) : t("bars.fine");
  return (
    <svg className="week-bars" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${t("bars.label", { count: weeks.length })} ${said}`}>
      <rect x={0} y={drawn.maximum} width={width} height={Math.max(drawn.minimum - drawn.maximum, 0)} className="band" />
      {weeks.map((week, index) => {
        const bar = drawn.bars[index];
        if (!bar) return null;
        return (
          <g key={week.week}>
            <rect {...bar} className={`bar ${week.state}`} />
            <title>{`${week.week} · ${formatQuantity(week.stock)} ${band.unitName} · ${t(`state.${week.state}`)}`}</title>
            {axis && index % 2 === 0 && <text x={bar.x + bar.width / 2} y={height - 4} textAnchor="middle">{formatMonthDay(week.week, language)}</text>}
          </g>
        );
      })}
      <line x1={0} x2={width} y1={drawn.maximum} y2={drawn.maximum} className="edge" />
      <line x1={0} x2={width} y1={drawn.minimum} y2={drawn.minimum} className="edge" />
      <line x1={0} x2={width} y1={drawn.zero} y2={drawn.zero} className="zero" />
      {axis && <text x={4} y={drawn.maximum - 4}>{t("maximum")} {formatQuantity(band.maximum)}</text>}
      {axis && <text x={4} y={drawn.minimum - 4}>{t("minimum")} {formatQuantity(band.minimum)}</text>}
    </svg>
  );
}

/** The hatch of short weeks, referred to by id wherever bars are drawn. */
export function BarPatterns() {
  return (
    <svg width="0" height="0" aria-hidden style={{ position: "absolute" }}>
      <defs>
        <pattern id="band-short" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--danger-bg)" /><rect width="2.2" height="5" fill="var(--danger-f)" />
        </pattern>
      </defs>
    </svg>
  );
}
