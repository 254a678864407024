import { useTranslation } from "react-i18next";
import type { GraphNodeFragment } from "@/graphql/chain/graphql";
import { useNamed } from "@/ui/clock";

/** What a node is called: its name, or what it supplies where it is anonymous. */
export function useNodeWords() {
  const { t } = useTranslation("chain");
  const named = useNamed();
  const title = (node: GraphNodeFragment) => {
    const category = node.category || t("category.none");
    if (node.kind === "ANONYMOUS") return category;
    return node.kind === "GROUP" ? t("group", { category, count: node.count }) : named(node.name, node.nameEn);
  };
  const place = (node: GraphNodeFragment) => node.cities.join("、") || node.province || t("place.none");
  const second = (node: GraphNodeFragment) => {
    if (node.kind === "ANONYMOUS") return [t("kind.ANONYMOUS"), node.province].filter(Boolean).join(" · ");
    if (node.kind === "GROUP") return t("kind.GROUP");
    const near = (node.cities[0] ?? "").replace(node.province, "") || node.province;
    return node.tier > 1 ? node.category || near : near || node.category;
  };
  const tier = (value: number) => (value < 0 ? t("tier.buyers") : value === 0 ? t("tier.self") : t("tier.up", { count: value }));
  return { title, place, second, tier };
}
