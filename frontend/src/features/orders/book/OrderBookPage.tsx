import { Button } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { BookRowFragment, ScheduleLineOrder } from "@/graphql/orders/graphql";
import { useExport } from "@/lists/useExport";
import { useCan } from "@/session/SessionProvider";
import { useNamed } from "@/ui/clock";
import { formatMoney, formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { useShortcuts } from "@/ui/keys";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { hiddenOf } from "@/ui/table/cursor";
import { DataTable } from "@/ui/table/DataTable";
import { LayoutButtons } from "@/ui/table/LayoutButtons";
import { ROW_HEIGHT, useTableLayout } from "@/ui/table/layout";
import { BookBulk } from "./BookBulk";
import { BookCards } from "./BookCards";
import { bookColumns, HIDDEN_AT_FIRST } from "./columns";
import { activeParts, cleared, NO_FILTER, serverFilter } from "./filter";
import { FilterBar } from "./FilterBar";
import { PeekDrawer } from "./PeekDrawer";
import { useBook, useBookFilter, useTicked } from "./useBook";
import { useChanged, useNews } from "./useChanged";
import { usePhone } from "@/ui/phone";
import { ViewTabs } from "./ViewTabs";
import "./book.css";
import { DataAge } from "@/ui/values";

const rowKey = (row: BookRowFragment) => row.id;

/** “186 行 · 订购 214,600 件 · ¥18,942,310.00”, summed by the server over the whole filter. */
function Totals({ totals, shown }: { totals: ReturnType<typeof useBook>["totals"]; shown: number }) {
  const { t } = useTranslation("orders");
  if (!totals) return null;
  const parts = [
    t("book.total.rows", { count: totals.count }),
    ...totals.byUnit.map((sum) => t("book.total.ordered", { quantity: formatQuantity(sum.ordered), unit: sum.unitName })),
    ...totals.amounts.map((sum) => formatMoney(sum.amount, sum.currency)),
  ];
  return (
    <div className="panel-foot" style={{ minHeight: 44 }}>
      <span className="ell">{parts.join(" · ")}</span>
      <span className="grow" />
      <span>{t("book.total.shown", { count: shown })}</span>
    </div>
  );
}

/** The order book: every schedule line one may see, live, to be acted on where it stands. */
export default function OrderBookPage() {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const named = useNamed();
  const phone = usePhone();
  const mayCreate = useCan("ORDER_WRITE");
  const { filter, setFilter, viewId } = useBookFilter();
  const [layout, setLayout] = useTableLayout("orders.book", { hidden: HIDDEN_AT_FIRST, density: "standard" });
  const book = useBook(filter);
  const changed = useChanged();
  const { keys: selected, tick, known } = useTicked(book.rows);
  const { news, seen } = useNews();
  const [peek, setPeek] = useState<string | null>(null);
  const exports = useExport("SCHEDULE_LINES");

  const units = new Set(book.rows.map((row) => row.unitName));
  const unit = units.size === 1 ? [...units][0] ?? null : null;
  const columns = useMemo(() => bookColumns({ t, named, unit }), [t, named, unit]);
  const open = (row: BookRowFragment) => void navigate(`/orders/${row.orderId}?line=${row.id}`);
  const exportShown = () => exports.start({ filter: serverFilter(filter), order: filter.order });
  useShortcuts({ e: exportShown });
  useEffect(() => {
    document.title = `${t("book.title")} · ${t("shell:brand")}`;
  }, [t]);

  const filters = activeParts(filter).length;
  const placeholder = book.failure ? <ErrorState what={t("what.orders")} failure={book.failure} onRetry={book.reload} />
    : book.loading ? <Skeleton rows={14} height={ROW_HEIGHT[layout.density]} what={t("ui:loading.rows", { from: 1, to: 100 })} />
    : book.rows.length > 0 ? undefined
    : filters > 0 ? <EmptyFilter filters={filters} onClear={() => setFilter(cleared(filter))} />
    : <EmptyState icon="paper" title={t("book.empty.title")} act={filter.tab !== "ALL" && <Button onClick={() => setFilter({ ...NO_FILTER, tab: "ALL" })}>{t("book.empty.all")}</Button>}>{t("book.empty.hint")}</EmptyState>;

  return (
    <section className="panel book">
      <div className="row book-head">
        <h1>{t("book.title")}</h1>
        <div className="grow">
          <ViewTabs
            filter={filter}
            layout={layout}
            viewId={viewId}
            counts={book.counts}
            onTab={(tab) => setFilter({ ...filter, tab })}
            onView={(id, next, arrangement) => {
              if (arrangement) setLayout(arrangement);
              setFilter(next, id);
            }}
          />
        </div>
        <DataAge at={book.readAt} />
      </div>
      <div className="row g8 wrap book-tools">
        <FilterBar filter={filter} onChange={setFilter} />
        {news > 0 && (
          <button type="button" className="pill accent" onClick={() => { seen(); book.reload(); }}>{t("book.news", { count: news })}</button>
        )}
        <span className="grow" />
        {!phone && <LayoutButtons columns={columns} layout={layout} onChange={setLayout} />}
        <Button size="small" loading={exports.percent !== null} icon={<Icon name="download" />} onClick={exportShown} disabled={!book.totals?.count}>
          {t("book.export", { count: book.totals?.count ?? 0 })}
        </Button>
        {mayCreate && (
          <Button size="small" type="primary" icon={<Icon name="plus" />} onClick={() => void navigate("/orders/new")}>{t("book.new")}</Button>
        )}
      </div>
      {phone ? <BookCards rows={book.rows} changed={changed} placeholder={placeholder} hasMore={book.hasMore} loadingMore={book.loadingMore} onMore={book.more} /> : (
        <DataTable
          label={t("book.title")}
          rows={book.rows}
          rowKey={rowKey}
          columns={columns}
          layout={layout}
          order={filter.order}
          onOrder={(order) => setFilter({ ...filter, order: order as ScheduleLineOrder })}
          selected={selected}
          onSelect={tick}
          onOpen={open}
          onPeek={(row) => setPeek(peek === row.id ? null : row.id)}
          onCursor={(row) => peek && row && setPeek(row.id)}
          changed={changed}
          onEnd={book.more}
          placeholder={placeholder}
        />
      )}
      <Totals totals={book.totals} shown={book.rows.length} />
      <PeekDrawer id={peek} onClose={() => setPeek(null)} />
      <BookBulk
        known={known}
        selected={selected}
        hidden={hiddenOf(selected, book.rows.map(rowKey)).length}
        exporting={exports.percent !== null}
        onExport={(ids) => exports.start({ ids, order: filter.order })}
        onClear={() => tick(new Set())}
      />
    </section>
  );
}
