import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { AsnListDocument, type AsnRowFragment, type AsnStatus, type AdvanceShipNoticeFilter } from "@/graphql/orders/graphql";
import { useExport } from "@/lists/useExport";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Segments, StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { useTableLayout } from "@/ui/table/layout";
import { InstantText } from "@/ui/values";
import { usePhone } from "@/ui/phone";
import { SearchField } from "@/ui/SearchField";
import "../goods.css";

const VIEWS = ["ALL", "OPEN", "TRANSIT", "DONE"] as const;
type View = (typeof VIEWS)[number];
const STATUSES: Record<View, AsnStatus[] | undefined> = {
  ALL: undefined, OPEN: ["PLANNED", "PACKED"], TRANSIT: ["DEPARTED", "ARRIVED"], DONE: ["RECEIVED", "CANCELLED"],
};

export default function AsnListPage() {
  const { t } = useTranslation("orders");
  const narrow = usePhone();
  const { search, set, clear } = useListAddress();
  const view = VIEWS.find((one) => one === search.get("view")) ?? "ALL";
  const text = search.get("q") ?? "";
  const filter: AdvanceShipNoticeFilter = { statuses: STATUSES[view], search: text || null };
  const pages = usePages(AsnListDocument, { filter, order: "CREATED_DESC" as const, first: 50 }, (data) => data.advanceShipNotices);
  useLiveRefresh(pages.reload, (change) => change.type.includes("asn") || change.type.includes("receipt"));
  const exporting = useExport("ADVANCE_SHIP_NOTICES");
  const mayShip = useCan("ASN_WRITE");
  const mayExport = useCan("EXPORT_RUN");
  const total = pages.head?.advanceShipNotices.totalCount;
  const filters = (view === "ALL" ? 0 : 1) + (text ? 1 : 0);

  return (
    <div className="goods" style={{ maxWidth: "none" }}>
      <PageHead
        title={t("asn.title")} hint={total === undefined ? undefined : t("asn.count", { count: total })}
        acts={
          <div className="row g8 wrap goods-page-acts">
            {mayExport && (
              <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter, order: "CREATED_DESC" })}>
                {t("asn.export", { count: total ?? 0 })}
              </Button>
            )}
            {mayShip && <Link to="/shipping"><Button type="primary" icon={<Icon name="plus" />}>{t("asn.new")}</Button></Link>}
          </div>
        }
      />
      <Panel bare>
        <div className="row g8 wrap" style={{ padding: "8px 12px 8px 16px", borderBottom: "1px solid var(--line)" }}>
          <Segments label={t("asn.title")} value={view} onChange={(next) => set("view", next === "ALL" ? "" : next)} choices={VIEWS.map((key) => ({ key, label: t(`asn.view.${key}`) }))} />
          <span className="grow" />
          <SearchField label={t("asn.search")} value={text} onSearch={(value) => set("q", value)} />
        </div>
        {pages.loading && <Skeleton rows={8} height={36} what={t("asn.loading")} />}
        {pages.failure && <ErrorState what={t("asn.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="truck" title={t("asn.empty")} act={mayShip ? <Link to="/shipping">{t("asn.pickLines")}</Link> : undefined}>{t("asn.emptyText")}</EmptyState>)}
        {pages.rows.length > 0 && (narrow ? <AsnCards pages={pages} /> : <AsnTable pages={pages} />)}
      </Panel>
    </div>
  );
}

type Pages = { rows: AsnRowFragment[]; more: () => void; hasMore: boolean; loadingMore: boolean };

const quantitiesOf = (row: AsnRowFragment) => row.quantities.map((one) => `${formatQuantity(one.quantity)} ${one.unitName}`).join(" · ");

function AsnTable({ pages }: { pages: Pages }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const navigate = useNavigate();
  const [layout] = useTableLayout("asns", { hidden: [], density: "standard" });
  const columns = useMemo((): Column<AsnRowFragment>[] => [
    { key: "number", title: t("asn.number"), width: 140, fixed: "left", always: true, render: (row) => <Link to={`/asns/${row.id}`} className="mono">{row.number}</Link> },
    { key: "status", title: t("asn.status"), width: 110, render: (row) => <StateChip family="asn" state={row.status} /> },
    { key: "partner", title: t("asn.partner"), width: 120, render: (row) => named(row.partner.shortName, row.partner.shortNameEn) },
    { key: "shipTo", title: t("asn.shipTo"), width: 130, render: (row) => named(row.shipTo.name, row.shipTo.nameEn) },
    { key: "orders", title: t("asn.orders"), width: 170, render: (row) => <span className="ell">{row.orderNumbers.join(", ")}</span> },
    { key: "quantity", title: t("asn.quantity"), width: 120, align: "right", render: quantitiesOf },
    { key: "packages", title: t("asn.packages"), width: 70, align: "right", render: (row) => row.packageCount },
    { key: "plate", title: t("asn.plate"), width: 110, render: (row) => <span className="mono">{row.vehiclePlate || "—"}</span> },
    { key: "departed", title: t("asn.step.departed"), width: 120, render: (row) => <InstantText value={row.departedAt} /> },
    { key: "arrival", title: t("asn.arrival"), width: 120, render: (row) => <InstantText value={row.arrivedAt ?? row.estimatedArrivalAt} /> },
    { key: "next", title: t("asn.next"), width: 100, fixed: "right", always: true, render: (row) => <NextAct row={row} /> },
  ], [t, named]);
  return (
    <DataTable
      label={t("asn.title")} rows={pages.rows} rowKey={(row) => row.id} columns={columns} layout={layout}
      onOpen={(row) => void navigate(`/asns/${row.id}`)} onEnd={pages.more} below={24}
    />
  );
}

/** The act that waits at a row, as a link to where it is done. */
function NextAct({ row }: { row: AsnRowFragment }) {
  const { t } = useTranslation("orders");
  if (row.allowedActs.includes("RECEIVE")) return <Link to={`/receipts/new/${row.id}`}>{t("asn.receive")}</Link>;
  if (row.allowedActs.includes("ARRIVE")) return <Link to={`/asns/${row.id}`}>{t("asn.arrive")}</Link>;
  if (row.allowedActs.includes("DEPART")) return <Link to={`/asns/${row.id}`}>{t("asn.depart")}</Link>;
  if (row.receipt) return <Link to={`/receipts/${row.receipt.id}`} className={row.receipt.hasDifference ? "warn" : ""}>{t(row.receipt.hasDifference ? "asn.difference" : "asn.receipt")}</Link>;
  return null;
}

function AsnCards({ pages }: { pages: Pages }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <>
      {pages.rows.map((row) => (
        <Link key={row.id} to={`/asns/${row.id}`} className="goods-card">
          <div className="row g8 between"><b className="mono">{row.number}</b><StateChip family="asn" state={row.status} /></div>
          <div className="row g8 between f13"><span>{named(row.partner.shortName, row.partner.shortNameEn)}</span><b>{quantitiesOf(row)}</b></div>
          <div className="row g8 between f12 t3">
            <span className="ell">{named(row.shipTo.name, row.shipTo.nameEn)} · {row.orderNumbers.join(", ")}</span>
            <InstantText value={row.arrivedAt ?? row.estimatedArrivalAt ?? row.createdAt} />
          </div>
        </Link>
      ))}
      {pages.hasMore && <div style={{ padding: 12 }}><Button block loading={pages.loadingMore} onClick={pages.more}>{t("ship.more")}</Button></div>}
    </>
  );
}
