import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { menuFor, mayOpen } from "@/access";
import { SearchDocument } from "@/graphql/shell/graphql";
import { useViewer } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import type { IconName } from "@/ui/icons";

/** One thing that was found, or a page to go to. */
export type Found = { key: string; group: "pages" | "orders" | "items" | "partners"; icon: IconName; title: string; hint: string; to: string };

function useSettled(text: string, milliseconds: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return settled;
}

/** Searches what this person may read; pages of the menu match by name. */
export function useSearch(typed: string): { found: Found[]; searching: boolean; failed: string } {
  const { t } = useTranslation("shell");
  const named = useNamed();
  const { permissions } = useViewer();
  const text = useSettled(typed.trim(), 200);
  const short = text.length < 2;
  const { data, loading, failure } = useRead(SearchDocument, {
    text,
    orders: mayOpen(["ORDER_READ"], permissions),
    items: mayOpen(["ITEM_READ"], permissions),
    partners: mayOpen(["PARTNERSHIP_READ"], permissions),
  }, { pause: short });

  const pages: Found[] = menuFor(permissions)
    .map((entry) => ({ key: entry.key, group: "pages" as const, icon: entry.icon, title: t(`menu.${entry.key}`), hint: "", to: entry.path }))
    .filter((page) => !typed.trim() || page.title.toLowerCase().includes(typed.trim().toLowerCase()));
  if (short || !data) return { found: pages, searching: !short && loading, failed: short ? "" : (failure?.message ?? "") };

  const orders = (data.purchaseOrders?.edges ?? []).map(({ node }): Found => ({
    key: node.id, group: "orders", icon: "paper", title: node.number, to: `/orders/${node.id}`,
    hint: `${named(node.partner.shortName, node.partner.shortNameEn)} · ${t(`ui:state.line.${node.status}`)}`,
  }));
  const items = (data.items?.edges ?? []).map(({ node }): Found => ({
    key: node.id, group: "items", icon: "grid", title: node.number, hint: named(node.name, node.nameEn), to: `/items?search=${encodeURIComponent(node.number)}`,
  }));
  const partners = (data.partnerships?.edges ?? []).map(({ node }): Found => ({
    key: node.id, group: "partners", icon: "people", title: named(node.partner.shortName, node.partner.shortNameEn),
    hint: [node.supplierCode, named(node.partner.name, node.partner.nameEn), node.partner.region].filter(Boolean).join(" · "), to: `/directory/${node.id}`,
  }));
  return { found: [...orders, ...items, ...partners, ...pages], searching: false, failed: "" };
}
