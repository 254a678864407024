import { useTranslation } from "react-i18next";
import type { GraphNodeFragment } from "@/graphql/chain/graphql";
import { Chip } from "@/ui/chips";
import { useLanguage, useNamed } from "@/ui/clock";
import { formatAge } from "@/ui/format";

/** Who shows a node, and how old that is: “锐川电机 授权 · 3 小时前”. */
export function NodeSource({ node }: { node: GraphNodeFragment }) {
  const { t } = useTranslation("chain");
  const language = useLanguage();
  const named = useNamed();
  const by = node.sharedBy.map((one) => named(one.shortName, one.shortNameEn)).join("、");
  const source = by ? t("source.shared", { by }) : t("source.own");
  return (
    <span className="row g4 wrap f12">
      <span>{source}</span>
      {node.kind !== "SELF" && <time dateTime={node.asOf} title={node.asOf}>· {node.ageHours < 1 ? t("age.fresh") : formatAge(node.ageHours * 3600, language)}</time>}
      {node.isStale && <Chip tone="warn" icon="clock">{t("age.stale")}</Chip>}
    </span>
  );
}
