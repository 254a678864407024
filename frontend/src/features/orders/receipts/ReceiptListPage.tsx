import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ReceiptListDocument, type GoodsReceiptFilter, type ReceiptRowFragment } from "@/graphql/orders/graphql";
import { useExport } from "@/lists/useExport";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Chip, Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { useTableLayout } from "@/ui/table/layout";
import { InstantText } from "@/ui/values";
import { usePhone } from "@/ui/phone";
import { SearchField } from "@/ui/SearchField";
import { WaitingToReceive } from "./WaitingToReceive";
import "../goods.css";

type View = "ALL" | "DIFFERENT";

export default function ReceiptListPage() {
  const { t } = useTranslation("orders");
  const narrow = usePhone();
  const { search, set, clear } = useListAddress();
  const view: View = search.get("view") === "DIFFERENT" ? "DIFFERENT" : "ALL";
  const text = search.get("q") ?? "";
  const filter: GoodsReceiptFilter = { withDifference: view === "DIFFERENT" ? true : null, search: text || null };
  const pages = usePages(ReceiptListDocument, { filter, first: 50 }, (data) => data.goodsReceipts);
  useLiveRefresh(pages.reload, (change) => change.type.includes("receipt"));
  const exporting = useExport("GOODS_RECEIPTS");
  const mayExport = useCan("EXPORT_RUN");
  const mayReceive = useCan("RECEIPT_WRITE");
  const total = pages.head?.goodsReceipts.totalCount;
  const filters = (view === "ALL" ? 0 : 1) + (text ? 1 : 0);
  return (
    <div className="goods" style={{ maxWidth: "none" }}>
      <PageHead
        title={t("receipt.title")} hint={total === undefined ? undefined : t("receipt.total", { count: total })}
        acts={mayExport && (
          <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>
            {t("receipt.export", { count: total ?? 0 })}
          </Button>
        )}
      />
      {mayReceive && <WaitingToReceive />}
      <Panel bare>
        <div className="row g8 wrap" style={{ padding: "8px 12px 8px 16px", borderBottom: "1px solid var(--line)" }}>
          <Segments
            label={t("receipt.title")} value={view} onChange={(next) => set("view", next === "ALL" ? "" : next)}
            choices={[{ key: "ALL", label: t("receipt.view.ALL") }, { key: "DIFFERENT", label: t("receipt.view.DIFFERENT") }]}
          />
          <span className="grow" />
          <SearchField label={t("receipt.search")} value={text} onSearch={(value) => set("q", value)} />
        </div>
        {pages.loading && <Skeleton rows={8} height={36} what={t("receipt.loading")} />}
        {pages.failure && <ErrorState what={t("receipt.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="box" title={t("receipt.empty")}>{t("receipt.emptyText")}</EmptyState>)}
        {pages.rows.length > 0 && (narrow ? <ReceiptCards pages={pages} /> : <ReceiptTable pages={pages} />)}
      </Panel>
    </div>
  );
}

type Pages = { rows: ReceiptRowFragment[]; more: () => void; hasMore: boolean; loadingMore: boolean };

export function DifferenceChip({ receipt }: { receipt: Pick<ReceiptRowFragment, "hasDifference"> }) {
  const { t } = useTranslation("orders");
  return receipt.hasDifference
    ? <Chip tone="warn" icon="alert">{t("receipt.different")}</Chip>
    : <Chip tone="ok" icon="check">{t("receipt.complete")}</Chip>;
}

function ReceiptTable({ pages }: { pages: Pages }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const navigate = useNavigate();
  const [layout] = useTableLayout("receipts", { hidden: [], density: "standard" });
  const columns = useMemo((): Column<ReceiptRowFragment>[] => [
    { key: "number", title: t("receipt.number"), width: 170, fixed: "left", always: true, render: (row) => <Link to={`/receipts/${row.id}`} className="mono">{row.number}</Link> },
    { key: "result", title: t("receipt.result"), width: 110, render: (row) => <DifferenceChip receipt={row} /> },
    { key: "partner", title: t("asn.partner"), width: 160, render: (row) => named(row.partner.shortName, row.partner.shortNameEn) },
    { key: "site", title: t("receipt.site"), width: 160, render: (row) => named(row.site.name, row.site.nameEn) },
    { key: "asn", title: t("asn.one"), width: 170, render: (row) => <Link to={`/asns/${row.asn.id}`} className="mono">{row.asn.number}</Link> },
    { key: "orders", title: t("asn.orders"), width: 200, render: (row) => <span className="ell">{row.asn.orderNumbers.join(", ")}</span> },
    { key: "lots", title: t("receipt.lots"), width: 70, align: "right", render: (row) => row.lines.length },
    { key: "by", title: t("receipt.by"), width: 130, render: (row) => row.receivedByName },
    { key: "at", title: t("receipt.at"), width: 130, render: (row) => <InstantText value={row.postedAt} /> },
  ], [t, named]);
  return (
    <DataTable
      label={t("receipt.title")} rows={pages.rows} rowKey={(row) => row.id} columns={columns} layout={layout}
      onOpen={(row) => void navigate(`/receipts/${row.id}`)} onEnd={pages.more} below={24}
    />
  );
}

function ReceiptCards({ pages }: { pages: Pages }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <>
      {pages.rows.map((row) => (
        <Link key={row.id} to={`/receipts/${row.id}`} className="goods-card">
          <div className="row g8 between"><b className="mono">{row.number}</b><DifferenceChip receipt={row} /></div>
          <div className="row g8 between f13"><span>{named(row.partner.shortName, row.partner.shortNameEn)}</span><InstantText value={row.postedAt} /></div>
          <div className="f12 t3 ell">{row.asn.number} · {row.asn.orderNumbers.join(", ")}</div>
        </Link>
      ))}
      {pages.hasMore && <div style={{ padding: 12 }}><Button block loading={pages.loadingMore} onClick={pages.more}>{t("ship.more")}</Button></div>}
    </>
  );
}
