import { Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { StockListDocument, type InventoryFilter, type StockRowFragment } from "@/graphql/sharing/graphql";
import { useExport } from "@/lists/useExport";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { SearchField } from "@/ui/SearchField";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { useTableLayout } from "@/ui/table/layout";
import { Quantity } from "@/ui/values";
import { AgeSource } from "./figures";
import { MoveDialog } from "./MoveDialog";
import { MovementsPanel } from "./MovementsPanel";
import { useSupplyLive } from "./useSupplyLive";
import "./sharing.css";

const STATUSES = ["ALL", "UNRESTRICTED", "IN_INSPECTION", "BLOCKED", "CONSIGNED"] as const;
type Row = StockRowFragment;

/** Our own stock by site, item, lot and status, with its movements. */
export default function StockPage() {
  const { t } = useTranslation("sharing");
  const phone = usePhone();
  const { search, set, clear } = useListAddress();
  const status = STATUSES.find((one) => one === search.get("status")) ?? "ALL";
  const text = search.get("q") ?? "";
  const filter: InventoryFilter = { stockStatuses: status === "ALL" ? null : [status], search: text || null };
  const pages = usePages(StockListDocument, { filter, first: 50 }, (data) => data.inventoryPositions);
  useSupplyLive(pages.reload);
  const [moving, setMoving] = useState<Row | "new" | null>(null);
  const exporting = useExport("STOCK");
  const mayExport = useCan("EXPORT_RUN");
  const mayImport = useCan("IMPORT_RUN");
  const mayWrite = useCan("INVENTORY_WRITE");
  const total = pages.head?.inventoryPositions.totalCount;
  const filters = (status === "ALL" ? 0 : 1) + (text ? 1 : 0);
  return (
    <div className="sharing">
      <PageHead
        title={t("stock.title")} hint={total === undefined ? undefined : t("stock.count", { count: total })}
        acts={
          <div className="row g8 wrap">
            {mayExport && <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>{t("export", { count: total ?? 0 })}</Button>}
            {mayWrite && mayImport && <LinkButton to="/imports?kind=suppliers.stock" icon={<Icon name="upload" />}>{t("stock.import")}</LinkButton>}
            {mayWrite && <Button type="primary" icon={<Icon name="plus" />} onClick={() => setMoving("new")}>{t("stock.move")}</Button>}
          </div>
        }
      />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("stock.status")} value={status} onChange={(next) => set("status", next === "ALL" ? "" : next)} choices={STATUSES.map((key) => ({ key, label: t(`status.${key}`) }))} />
          <span className="grow" />
          <SearchField label={t("stock.search")} value={text} onSearch={(value) => set("q", value)} />
        </div>
        {pages.loading && <Skeleton rows={10} height={36} what={t("stock.title")} />}
        {pages.failure && <ErrorState what={t("stock.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="box" title={t("stock.empty")}>{t("stock.emptyText")}</EmptyState>)}
        {pages.rows.length > 0 && (phone
          ? <StockCards rows={pages.rows} more={pages.hasMore ? pages.more : null} onMove={mayWrite ? setMoving : undefined} />
          : <StockTable rows={pages.rows} onEnd={pages.more} onMove={mayWrite ? setMoving : undefined} />)}
      </Panel>
      <MovementsPanel />
      {moving && <MoveDialog position={moving === "new" ? null : moving} onClose={() => setMoving(null)} onDone={() => { setMoving(null); pages.reload(); }} />}
    </div>
  );
}

function StockTable({ rows, onEnd, onMove }: { rows: Row[]; onEnd: () => void; onMove?: (row: Row) => void }) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const [layout] = useTableLayout("stock", { hidden: [], density: "standard" });
  const columns = useMemo((): Column<Row>[] => [
    { key: "item", title: t("stock.item"), width: 160, fixed: "left", always: true, render: (row) => <Link to={`/items/${row.item.id}`} className="mono">{row.item.number}</Link> },
    { key: "name", title: t("partner.name"), width: 200, render: (row) => named(row.item.name, row.item.nameEn) },
    { key: "site", title: t("stock.site"), width: 150, render: (row) => named(row.site.name, row.site.nameEn) },
    { key: "lot", title: t("stock.lot"), width: 130, render: (row) => <span className="mono">{row.lotNumber || "—"}</span> },
    { key: "status", title: t("stock.status"), width: 90, render: (row) => t(`status.${row.stockStatus}`) },
    { key: "quantity", title: t("stock.quantity"), width: 130, align: "right", always: true, render: (row) => <Quantity value={row.quantity} unit={row.unitName} /> },
    { key: "age", title: t("partner.age"), width: 220, always: true, render: (row) => <AgeSource figure={row} /> },
    ...(onMove ? [{ key: "acts", title: "", name: t("stock.move"), width: 90, fixed: "right", always: true, render: (row: Row) => <Button size="small" onClick={() => onMove(row)}>{t("stock.moveShort")}</Button> } satisfies Column<Row>] : []),
  ], [t, named, onMove]);
  return <DataTable label={t("stock.title")} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} onEnd={onEnd} below={260} />;
}

function StockCards({ rows, more, onMove }: { rows: Row[]; more: (() => void) | null; onMove?: (row: Row) => void }) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  return (
    <div>
      {rows.map((row) => (
        <div key={row.id} className="figure-card">
          <div className="row g8 between"><b className="ell">{named(row.item.name, row.item.nameEn)}</b><b><Quantity value={row.quantity} unit={row.unitName} /></b></div>
          <div className="f12 t3 ell"><span className="mono">{row.item.number}</span> · {named(row.site.name, row.site.nameEn)} · {row.lotNumber || "—"} · {t(`status.${row.stockStatus}`)}</div>
          <div className="row g8 between"><AgeSource figure={row} />{onMove && <Button onClick={() => onMove(row)}>{t("stock.moveShort")}</Button>}</div>
        </div>
      ))}
      {more && <div style={{ padding: 12 }}><Button block onClick={more}>{t("more")}</Button></div>}
    </div>
  );
}
