import { useTranslation } from "react-i18next";
import { Chip } from "@/ui/chips";
import { formatQuantity } from "@/ui/format";

type Answer = { verdict?: string | null; shortLow?: string | null; shortHigh?: string | null; unitName: string };
type Found = Answer & { depth?: number | null; share?: number | null; tombstones?: string | null };

const TONES = { YES: "ok", SHORT: "warn", NO: "danger" } as const;
const ICONS = { YES: "check", SHORT: "alert", NO: "ban" } as const;

/** “能保证”, “每周缺 200–500 件”, “不能保证”: never closer than a step of the grid. */
export function VerdictChip({ answer }: { answer: Answer }) {
  const { t } = useTranslation("questions");
  const { verdict, shortLow, shortHigh, unitName } = answer;
  if (verdict !== "YES" && verdict !== "NO" && verdict !== "SHORT") return <Chip tone="neut" icon="clock">{t("verdict.none")}</Chip>;
  const range = verdict === "SHORT" && shortLow != null && shortHigh != null;
  return <Chip tone={TONES[verdict]} icon={ICONS[verdict]}>{range ? t("verdict.SHORT.range", { low: formatQuantity(shortLow), high: formatQuantity(shortHigh), unit: unitName }) : t(`verdict.${verdict}`)}</Chip>;
}

/** What came up, in a sentence: how deep, how much answered, how much stayed silent. */
export function ResultSentence({ found }: { found: Found }) {
  const { t } = useTranslation("questions");
  if (found.depth == null || found.share == null) return null;
  return (
    <span className="f13 t2">
      {t("result.depth", { count: found.depth })}
      {" · "}
      {t(`result.share.${found.share}`)}
      {found.tombstones && found.tombstones !== "NONE" && <> · <span className="warn">{t(`result.tombstones.${found.tombstones}`)}</span></>}
    </span>
  );
}
