/** A figure at its grain, and what must stand beside it: how old it is and where it comes from. */
import { useTranslation } from "react-i18next";
import { Chip } from "@/ui/chips";
import { useLanguage } from "@/ui/clock";
import { formatAge, formatQuantity } from "@/ui/format";
import { Nothing } from "@/ui/values";

type Shown = { grain: string; quantity?: string | null; low?: string | null; high?: string | null; light?: string | null; unitName: string };

const LIGHTS = { GREEN: "ok", AMBER: "warn", RED: "danger" } as const;
const LIGHT_ICONS = { GREEN: "check", AMBER: "clock", RED: "alert" } as const;

export function FigureValue({ figure }: { figure: Shown }) {
  const { t } = useTranslation("sharing");
  const { quantity, low, high, light, unitName } = figure;
  if (light === "GREEN" || light === "AMBER" || light === "RED") return <Chip tone={LIGHTS[light]} icon={LIGHT_ICONS[light]}>{t(`light.${light}`)}</Chip>;
  if (low != null && high != null) return <span className="nw">{formatQuantity(low)}–{formatQuantity(high)} {unitName}</span>;
  if (quantity != null) return <span className="nw b">{formatQuantity(quantity)} {unitName}</span>;
  return <Nothing why="unshared" />;
}

type Dated = { asOf: string; ageHours: number; isStale: boolean; source: string };

/** “3 小时前 · 接口”; a figure that has grown stale says so in a word, not by colour alone. */
export function AgeSource({ figure }: { figure: Dated }) {
  const { t } = useTranslation("sharing");
  const language = useLanguage();
  const source = ["TYPED", "FILE", "API", "RECEIPT"].includes(figure.source) ? t(`source.${figure.source}`) : figure.source;
  return (
    <span className={`f12 nw row g4 ${figure.isStale ? "" : "t3"}`}>
      <time dateTime={figure.asOf} title={figure.asOf}>{figure.ageHours < 1 ? t("age.fresh") : formatAge(figure.ageHours * 3600, language)}</time>
      <span>· {source}</span>
      {figure.isStale && <Chip tone="warn" icon="clock">{t("age.stale")}</Chip>}
    </span>
  );
}
