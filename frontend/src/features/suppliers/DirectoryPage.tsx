import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { DirectoryListDocument, type PartnershipFilter, type PartnershipOrder, type PartnershipRowFragment } from "@/graphql/suppliers/graphql";
import { useExport } from "@/lists/useExport";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Segments, StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { SearchField } from "@/ui/SearchField";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { LayoutButtons } from "@/ui/table/LayoutButtons";
import { useTableLayout, type TableLayout } from "@/ui/table/layout";
import { MoneyText, Nothing } from "@/ui/values";
import { IndicatorCell } from "./figures";
import "./suppliers.css";

const SIDES = ["ALL", "BUYER", "SUPPLIER"] as const;
const ORDERS: readonly PartnershipOrder[] = ["NAME_ASC", "NAME_DESC", "CODE_ASC", "CODE_DESC"];

/** Everybody we trade with, with the figures that matter and where they come from. */
export default function DirectoryPage() {
  const { t } = useTranslation("suppliers");
  const phone = usePhone();
  const { search, set, clear } = useListAddress();
  const side = SIDES.find((one) => one === search.get("side")) ?? "ALL";
  const text = search.get("q") ?? "";
  const order = ORDERS.find((one) => one === search.get("order")) ?? "NAME_ASC";
  const filter: PartnershipFilter = { side: side === "ALL" ? null : side, search: text || null };
  const pages = usePages(DirectoryListDocument, { filter, order, first: 50 }, (data) => data.partnerships);
  const exporting = useExport("PARTNERSHIPS");
  const mayExport = useCan("EXPORT_RUN");
  const columns = useColumns();
  const [layout, setLayout] = useTableLayout("partnerships", { hidden: [], density: "standard" });
  const total = pages.head?.partnerships.totalCount;
  const filters = (side === "ALL" ? 0 : 1) + (text ? 1 : 0);
  return (
    <div className="directory">
      <PageHead
        title={t("directory.title")} hint={total === undefined ? undefined : t("directory.count", { count: total })}
        acts={mayExport && (
          <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter, order })}>
            {t("directory.export", { count: total ?? 0 })}
          </Button>
        )}
      />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("directory.side")} value={side} onChange={(next) => set("side", next === "ALL" ? "" : next)} choices={SIDES.map((key) => ({ key, label: t(`directory.of.${key}`) }))} />
          <span className="grow" />
          <SearchField label={t("directory.search")} value={text} onSearch={(value) => set("q", value)} />
          {!phone && <LayoutButtons columns={columns} layout={layout} onChange={setLayout} />}
        </div>
        {pages.loading && <Skeleton rows={10} height={36} what={t("directory.loading")} />}
        {pages.failure && <ErrorState what={t("directory.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="people" title={t("directory.empty")}>{t("directory.emptyText")}</EmptyState>)}
        {pages.rows.length > 0 && (phone
          ? <PartnerCards rows={pages.rows} more={pages.hasMore ? pages.more : null} />
          : <PartnerTable rows={pages.rows} columns={columns} layout={layout} onEnd={pages.more} order={order} onOrder={(next) => set("order", next)} />)}
      </Panel>
    </div>
  );
}

type Row = PartnershipRowFragment;

function useColumns(): Column<Row>[] {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  return useMemo(() => [
    { key: "name", title: t("directory.partner"), width: 240, fixed: "left", always: true, sort: { ascend: "NAME_ASC", descend: "NAME_DESC" }, render: (row) => <Link to={`/directory/${row.id}`}>{named(row.partner.name, row.partner.nameEn)}</Link> },
    { key: "code", title: t("directory.code"), width: 120, sort: { ascend: "CODE_ASC", descend: "CODE_DESC" }, render: (row) => <span className="mono">{row.supplierCode || "—"}</span> },
    { key: "side", title: t("directory.they"), width: 110, render: (row) => t(`directory.is.${row.mySide}`) },
    { key: "status", title: t("directory.status"), width: 110, render: (row) => <StateChip family="partnership" state={row.status} /> },
    { key: "region", title: t("directory.region"), width: 140, render: (row) => row.partner.region || <Nothing /> },
    { key: "otif", title: t("directory.otif"), width: 170, align: "right", render: (row) => <IndicatorCell indicator={row.otif} /> },
    { key: "open", title: t("directory.openLines"), width: 120, align: "right", render: (row) => <Link to={`/orders?partner=${row.partner.id}`}>{row.openScheduleLineCount}</Link> },
    { key: "amount", title: t("directory.openAmount"), width: 160, align: "right", render: (row) => (row.openAmount ? <MoneyText value={row.openAmount.amount} currency={row.openAmount.currency} whole /> : <Nothing why="unshared" />) },
    { key: "uscc", title: t("directory.uscc"), width: 200, render: (row) => <span className="mono">{row.partner.uscc}</span> },
  ], [t, named]);
}

type TableProps = { rows: Row[]; columns: Column<Row>[]; layout: TableLayout; order: string; onEnd: () => void; onOrder: (order: string) => void };

function PartnerTable({ rows, columns, layout, order, onEnd, onOrder }: TableProps) {
  const { t } = useTranslation("suppliers");
  const navigate = useNavigate();
  return (
    <DataTable
      label={t("directory.title")} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} order={order} onOrder={onOrder}
      onOpen={(row) => void navigate(`/directory/${row.id}`)} onEnd={onEnd} below={24}
    />
  );
}

function PartnerCards({ rows, more }: { rows: Row[]; more: (() => void) | null }) {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  return (
    <div className="partner-cards">
      {rows.map((row) => (
        <Link key={row.id} to={`/directory/${row.id}`}>
          <div className="row g8 between"><b className="ell">{named(row.partner.shortName, row.partner.shortNameEn)}</b><StateChip family="partnership" state={row.status} /></div>
          <div className="f12 t3 ell">{t(`directory.is.${row.mySide}`)} · {row.partner.region} · {row.supplierCode}</div>
          <div className="row g8 between f13"><span>{t("directory.otif")} <IndicatorCell indicator={row.otif} /></span><span>{t("directory.openCount", { count: row.openScheduleLineCount })}</span></div>
        </Link>
      ))}
      {more && <div style={{ padding: 12 }}><Button block onClick={more}>{t("more")}</Button></div>}
    </div>
  );
}
