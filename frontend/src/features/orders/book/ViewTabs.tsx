import { Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderBookTab } from "@/graphql/orders/graphql";
import { useSavedViews, type SavedView } from "@/lists/useSavedViews";
import { whyNot } from "@/session/useAct";
import { Tabs } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { isLayout, type TableLayout } from "@/ui/table/layout";
import { useToast } from "@/ui/toast";
import { NO_FILTER, readFilter, TABS, writeFilter, type BookFilter } from "./filter";

type Key = OrderBookTab | `view:${string}`;
type Props = {
  filter: BookFilter;
  layout: TableLayout;
  viewId: string | null;
  counts: Partial<Record<OrderBookTab, number>>;
  onTab: (tab: OrderBookTab) => void;
  onView: (id: string, filter: BookFilter, layout: TableLayout | null) => void;
};

/** What a view keeps: the address part and the arrangement. Anything else in it is left aside. */
function contentOf(view: SavedView): { filter: BookFilter; layout: TableLayout | null } {
  const content = (typeof view.content === "object" && view.content ? view.content : {}) as { filter?: unknown; layout?: unknown };
  return {
    filter: typeof content.filter === "string" ? readFilter(new URLSearchParams(content.filter)) : NO_FILTER,
    layout: isLayout(content.layout) ? content.layout : null,
  };
}

/** Tabs of the order book with their counts, the person's saved views, and the way to save one. */
export function ViewTabs({ filter, layout, viewId, counts, onTab, onView }: Props) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const { views, save, remove } = useSavedViews("SCHEDULE_LINES");
  const [naming, setNaming] = useState<string | null>(null);

  const choices = [
    ...views.map((view) => ({ key: `view:${view.id}` as Key, label: view.name })),
    ...TABS.map((tab) => ({ key: tab as Key, label: t(`book.tab.${tab}`), count: counts[tab] })),
  ];
  const choose = (key: Key) => {
    const view = views.find((one) => `view:${one.id}` === key);
    if (!view) return onTab(key as OrderBookTab);
    const content = contentOf(view);
    onView(view.id, content.filter, content.layout);
  };
  const keep = async () => {
    const answer = await save(naming?.trim() ?? "", { filter: writeFilter(filter).toString(), layout });
    if (!answer.ok) return message.error(whyNot(answer));
    setNaming(null);
    const view = answer.payload?.view;
    if (view) onView(view.id, filter, layout);
  };
  const drop = async (id: string) => {
    const answer = await remove(id);
    if (answer.ok) onTab(filter.tab);
    else message.error(whyNot(answer));
  };

  return (
    <>
      <Tabs
        label={t("book.views")}
        value={viewId ? `view:${viewId}` as Key : filter.tab}
        choices={choices}
        onChange={choose}
        extra={
          viewId ? (
            <Dropdown
              trigger={["click"]}
              menu={{ items: [
                { key: "rewrite", label: t("book.view.rewrite"), onClick: () => void save(views.find((view) => view.id === viewId)?.name ?? "", { filter: writeFilter(filter).toString(), layout }, viewId) },
                { key: "drop", danger: true, label: t("book.view.drop"), onClick: () => void drop(viewId) },
              ] }}
            >
              <button type="button" aria-label={t("book.view.more")}><Icon name="more" size="s" /></button>
            </Dropdown>
          ) : (
            <button type="button" className="t3" onClick={() => setNaming("")}><Icon name="plus" size="s" />{t("book.view.save")}</button>
          )
        }
      />
      <Modal
        open={naming !== null}
        title={t("book.view.save")}
        onCancel={() => setNaming(null)}
        width={400}
        destroyOnHidden
        footer={<Button type="primary" disabled={!naming?.trim()} onClick={() => void keep()}>{t("book.view.keep")}</Button>}
      >
        <label className="col g4">
          <span className="f12 t2">{t("book.view.name")}</span>
          <Input autoFocus maxLength={40} value={naming ?? ""} onChange={(event) => setNaming(event.target.value)} onPressEnter={() => naming?.trim() && void keep()} />
        </label>
      </Modal>
    </>
  );
}
