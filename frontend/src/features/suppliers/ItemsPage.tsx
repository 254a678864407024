import { Button, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ItemChoicesDocument, ItemListDocument, type ItemFilter, type ItemOrder, type ItemRowFragment } from "@/graphql/suppliers/graphql";
import { useExport } from "@/lists/useExport";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { SearchField } from "@/ui/SearchField";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { LayoutButtons } from "@/ui/table/LayoutButtons";
import { useTableLayout, type TableLayout } from "@/ui/table/layout";
import { ItemDialog } from "./ItemDialog";
import "./suppliers.css";

const KINDS = ["ALL", "MAKE", "BUY"] as const;
const ORDERS: readonly ItemOrder[] = ["NUMBER_ASC", "NUMBER_DESC", "NAME_ASC", "NAME_DESC"];

/** Our own parts and products. */
export default function ItemsPage() {
  const { t } = useTranslation("suppliers");
  const phone = usePhone();
  const navigate = useNavigate();
  const { search, set, clear } = useListAddress();
  const kind = KINDS.find((one) => one === search.get("kind")) ?? "ALL";
  const category = search.get("category");
  const text = search.get("q") ?? "";
  const order = ORDERS.find((one) => one === search.get("order")) ?? "NUMBER_ASC";
  const filter: ItemFilter = { search: text || null, kinds: kind === "ALL" ? null : [kind], categories: category ? [category] : null };
  const pages = usePages(ItemListDocument, { filter, order, first: 50 }, (data) => data.items);
  const { data: choices } = useRead(ItemChoicesDocument, {});
  const exporting = useExport("ITEMS");
  const mayExport = useCan("EXPORT_RUN");
  const mayWrite = useCan("ITEM_WRITE");
  const [creating, setCreating] = useState(false);
  const columns = useColumns();
  const [layout, setLayout] = useTableLayout("items", { hidden: [], density: "standard" });
  const total = pages.head?.items.totalCount;
  const filters = [kind !== "ALL", Boolean(category), Boolean(text)].filter(Boolean).length;
  return (
    <div className="directory">
      <PageHead
        title={t("item.title")} hint={total === undefined ? undefined : t("item.count", { count: total })}
        acts={
          <div className="row g8 wrap">
            {mayExport && (
              <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter, order })}>{t("item.export", { count: total ?? 0 })}</Button>
            )}
            {mayWrite && <Button type="primary" icon={<Icon name="plus" />} onClick={() => setCreating(true)}>{t("item.new")}</Button>}
          </div>
        }
      />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("item.kind")} value={kind} onChange={(next) => set("kind", next === "ALL" ? "" : next)} choices={KINDS.map((key) => ({ key, label: t(`item.kinds.${key}`) }))} />
          <Select
            style={{ minWidth: 160 }} allowClear value={category} placeholder={t("item.anyCategory")} aria-label={t("item.category")}
            options={(choices?.itemCategories ?? []).map((value) => ({ value, label: value }))} onChange={(value: string | null | undefined) => set("category", value ?? "")}
          />
          <span className="grow" />
          <SearchField label={t("item.search")} value={text} onSearch={(value) => set("q", value)} />
          {!phone && <LayoutButtons columns={columns} layout={layout} onChange={setLayout} />}
        </div>
        {pages.loading && <Skeleton rows={10} height={36} what={t("item.loading")} />}
        {pages.failure && <ErrorState what={t("item.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="grid" title={t("item.empty")} act={<Link to="/imports">{t("item.emptyAct")}</Link>}>{t("item.emptyText")}</EmptyState>)}
        {pages.rows.length > 0 && (phone
          ? <ItemCards rows={pages.rows} more={pages.hasMore ? pages.more : null} />
          : <ItemTable rows={pages.rows} columns={columns} layout={layout} onEnd={pages.more} order={order} onOrder={(next) => set("order", next)} />)}
      </Panel>
      {creating && <ItemDialog item={null} onClose={() => setCreating(false)} onSaved={(id) => void navigate(`/items/${id}`)} />}
    </div>
  );
}

type Row = ItemRowFragment;

function useColumns(): Column<Row>[] {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  return useMemo(() => [
    { key: "number", title: t("item.number"), width: 170, fixed: "left", always: true, sort: { ascend: "NUMBER_ASC", descend: "NUMBER_DESC" }, render: (row) => <Link to={`/items/${row.id}`} className="mono">{row.number}</Link> },
    { key: "name", title: t("item.name"), width: 240, sort: { ascend: "NAME_ASC", descend: "NAME_DESC" }, render: (row) => named(row.name, row.nameEn) },
    { key: "kind", title: t("item.kind"), width: 90, render: (row) => t(`item.kinds.${row.kind}`) },
    { key: "category", title: t("item.category"), width: 150, render: (row) => row.category || "—" },
    { key: "unit", title: t("item.unit"), width: 80, render: (row) => row.unitName },
    { key: "lots", title: t("item.lots"), width: 110, render: (row) => t(row.isLotManaged ? "item.byLot" : "item.noLot") },
    { key: "drawing", title: t("item.drawing"), width: 110, render: (row) => <span className="mono">{row.drawingRevision || "—"}</span> },
  ], [t, named]);
}

type TableProps = { rows: Row[]; columns: Column<Row>[]; layout: TableLayout; order: string; onEnd: () => void; onOrder: (order: string) => void };

function ItemTable({ rows, columns, layout, order, onEnd, onOrder }: TableProps) {
  const { t } = useTranslation("suppliers");
  const navigate = useNavigate();
  return (
    <DataTable
      label={t("item.title")} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} order={order} onOrder={onOrder}
      onOpen={(row) => void navigate(`/items/${row.id}`)} onEnd={onEnd} below={24}
    />
  );
}

function ItemCards({ rows, more }: { rows: Row[]; more: (() => void) | null }) {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  return (
    <div className="item-cards">
      {rows.map((row) => (
        <Link key={row.id} to={`/items/${row.id}`}>
          <div className="row g8 between"><b className="ell">{named(row.name, row.nameEn)}</b><span className="f12 t3">{t(`item.kinds.${row.kind}`)}</span></div>
          <div className="f12 t3 ell"><span className="mono">{row.number}</span> · {row.category} · {row.unitName}</div>
        </Link>
      ))}
      {more && <div style={{ padding: 12 }}><Button block onClick={more}>{t("more")}</Button></div>}
    </div>
  );
}
