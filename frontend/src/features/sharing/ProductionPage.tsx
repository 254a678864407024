import { Button, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProductionOrderRemoveDocument, ProductionOrdersDocument, type ProductionFilter, type ProductionRowFragment, type ProductionState } from "@/graphql/sharing/graphql";
import { useExport } from "@/lists/useExport";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { Chip, Segments } from "@/ui/chips";
import { useNamed, useNow } from "@/ui/clock";
import { dayOf } from "@/ui/format";
import { Icon, type IconName } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { SearchField } from "@/ui/SearchField";
import type { Tone } from "@/ui/states";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { useTableLayout } from "@/ui/table/layout";
import { useToast } from "@/ui/toast";
import { DateText, Quantity } from "@/ui/values";
import { AgeSource } from "./figures";
import { ProductionDialog } from "./ProductionDialog";
import { useSupplyLive } from "./useSupplyLive";
import "./sharing.css";

const STATES = ["ALL", "PLANNED", "IN_WORK", "READY"] as const;
const LOOKS: Record<ProductionState, { tone: Tone; icon: IconName }> = {
  PLANNED: { tone: "neut", icon: "calendar" }, IN_WORK: { tone: "info", icon: "factory" }, READY: { tone: "ok", icon: "check" },
};
type Row = ProductionRowFragment;

/** What we make, since when, and when it will be ready; partners see of it what a grant lets them. */
export default function ProductionPage() {
  const { t } = useTranslation("sharing");
  const phone = usePhone();
  const { search, set, clear } = useListAddress();
  const state = STATES.find((one) => one === search.get("state")) ?? "ALL";
  const text = search.get("q") ?? "";
  const filter: ProductionFilter = { states: state === "ALL" ? null : [state], search: text || null };
  const pages = usePages(ProductionOrdersDocument, { filter, first: 50 }, (data) => data.productionOrders);
  useSupplyLive(pages.reload);
  const [editing, setEditing] = useState<Row | "new" | null>(null);
  const exporting = useExport("PRODUCTION");
  const mayExport = useCan("EXPORT_RUN");
  const mayImport = useCan("IMPORT_RUN");
  const mayWrite = useCan("CAPACITY_WRITE");
  const total = pages.head?.productionOrders.totalCount;
  const filters = (state === "ALL" ? 0 : 1) + (text ? 1 : 0);
  const edit = mayWrite ? setEditing : undefined;
  return (
    <div className="sharing">
      <PageHead
        title={t("production.title")} hint={total === undefined ? undefined : t("production.count", { count: total })}
        acts={
          <div className="row g8 wrap">
            {mayExport && <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>{t("production.export")}</Button>}
            {mayWrite && mayImport && <LinkButton to="/imports?kind=suppliers.production" icon={<Icon name="upload" />}>{t("stock.import")}</LinkButton>}
            {mayWrite && <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEditing("new")}>{t("production.new")}</Button>}
          </div>
        }
      />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("production.only")} value={state} onChange={(next) => set("state", next === "ALL" ? "" : next)} choices={STATES.map((key) => ({ key, label: t(`production.state.${key}`) }))} />
          <span className="grow" />
          <SearchField label={t("production.search")} value={text} onSearch={(value) => set("q", value)} />
        </div>
        {pages.loading && <Skeleton rows={10} height={36} what={t("production.title")} />}
        {pages.failure && <ErrorState what={t("production.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="factory" title={t("production.empty")}>{t("production.emptyText")}</EmptyState>)}
        {pages.rows.length > 0 && (phone
          ? <ProductionCards rows={pages.rows} more={pages.hasMore ? pages.more : null} onEdit={edit} onGone={pages.reload} />
          : <ProductionTable rows={pages.rows} onEnd={pages.more} onEdit={edit} onGone={pages.reload} />)}
      </Panel>
      {editing && <ProductionDialog order={editing === "new" ? null : editing} onClose={() => setEditing(null)} onDone={() => { setEditing(null); pages.reload(); }} />}
    </div>
  );
}

/** Icon and word; a ready day that has passed is said, too. */
function Progress({ row }: { row: Row }) {
  const { t } = useTranslation("sharing");
  const today = dayOf(useNow());
  const late = row.state !== "READY" && row.readyOn < today;
  return (
    <span className="row g4">
      <Chip tone={LOOKS[row.state].tone} icon={LOOKS[row.state].icon}>{t(`production.state.${row.state}`)}</Chip>
      {late && <Chip tone="warn" icon="clock">{t("production.late")}</Chip>}
    </span>
  );
}

type ActsProps = { row: Row; onEdit: (row: Row) => void; onGone: () => void };

function RowActs({ row, onEdit, onGone }: ActsProps) {
  const { t } = useTranslation("sharing");
  const toast = useToast();
  const [remove, removing] = useAct(ProductionOrderRemoveDocument, (answer) => answer.productionOrderRemove);
  const submit = async () => {
    const answer = await remove({ orderId: row.id, version: row.version });
    if (!answer.ok) return toast.error(whyNot(answer));
    toast.success(t("production.removed", { number: row.number }));
    onGone();
  };
  return (
    <span className="row g4">
      <Button size="small" onClick={() => onEdit(row)}>{t("production.edit")}</Button>
      <Popconfirm title={t("production.removeSure")} okText={t("production.remove")} cancelText={t("cancel")} onConfirm={() => void submit()}>
        <Button size="small" loading={removing} aria-label={`${t("production.remove")} ${row.number}`} icon={<Icon name="bin" />} />
      </Popconfirm>
    </span>
  );
}

type ListProps = { rows: Row[]; onEdit?: (row: Row) => void; onGone: () => void };

function ProductionTable({ rows, onEnd, onEdit, onGone }: ListProps & { onEnd: () => void }) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const [layout] = useTableLayout("production", { hidden: [], density: "standard" });
  const columns = useMemo((): Column<Row>[] => [
    { key: "number", title: t("production.number"), width: 120, fixed: "left", always: true, render: (row) => <span className="mono">{row.number}</span> },
    {
      key: "item", title: t("stock.item"), width: 170,
      render: (row) => (<>{named(row.item.name, row.item.nameEn)}<div className="mono muted small">{row.item.number}</div></>),
    },
    { key: "quantity", title: t("production.quantity"), width: 100, align: "right", always: true, render: (row) => <Quantity value={row.quantity} unit={row.unitName} /> },
    { key: "age", title: t("partner.age"), width: 150, always: true, render: (row) => <AgeSource figure={row} /> },
    { key: "state", title: t("production.state"), width: 170, always: true, render: (row) => <Progress row={row} /> },
    { key: "starts", title: t("production.startsOn"), width: 80, render: (row) => <DateText value={row.startsOn} /> },
    { key: "ready", title: t("production.readyOn"), width: 110, render: (row) => <DateText value={row.readyOn} weekday /> },
    { key: "reference", title: t("production.orderReference"), width: 110, render: (row) => <span className="mono">{row.orderReference || "—"}</span> },
    ...(onEdit ? [{ key: "acts", title: "", name: t("production.edit"), width: 120, fixed: "right", always: true, render: (row: Row) => <RowActs row={row} onEdit={onEdit} onGone={onGone} /> } satisfies Column<Row>] : []),
  ], [t, named, onEdit, onGone]);
  return <DataTable label={t("production.title")} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} onEnd={onEnd} below={24} />;
}

function ProductionCards({ rows, more, onEdit, onGone }: ListProps & { more: (() => void) | null }) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  return (
    <div>
      {rows.map((row) => (
        <div key={row.id} className="figure-card">
          <div className="row g8 between"><b className="ell">{named(row.item.name, row.item.nameEn)}</b><b><Quantity value={row.quantity} unit={row.unitName} /></b></div>
          <div className="f12 t3 ell"><span className="mono">{row.number}</span> · <DateText value={row.startsOn} /> → <DateText value={row.readyOn} />{row.orderReference && ` · ${row.orderReference}`}</div>
          <div className="row g8 between wrap"><Progress row={row} /><AgeSource figure={row} /></div>
          {onEdit && <RowActs row={row} onEdit={onEdit} onGone={onGone} />}
        </div>
      ))}
      {more && <div style={{ padding: 12 }}><Button block onClick={more}>{t("more")}</Button></div>}
    </div>
  );
}
