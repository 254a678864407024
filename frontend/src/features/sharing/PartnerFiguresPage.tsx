import { Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PartnerFiguresDocument, type FigureRowFragment, type SharedFigureFilter } from "@/graphql/sharing/graphql";
import { useExport } from "@/lists/useExport";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { SearchField } from "@/ui/SearchField";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { useTableLayout } from "@/ui/table/layout";
import { DateText } from "@/ui/values";
import { AgeSource, FigureValue } from "./figures";
import { useSharingLive } from "./useSupplyLive";
import "./sharing.css";

const SUBJECTS = ["ALL", "INVENTORY", "CAPACITY", "PRODUCTION"] as const;

/** What partners let us see of their stock and capacity. Each reading stands in their logs. */
export default function PartnerFiguresPage() {
  const { t } = useTranslation("sharing");
  const phone = usePhone();
  const { search, set, clear } = useListAddress();
  const subject = SUBJECTS.find((one) => one === search.get("subject")) ?? "ALL";
  const text = search.get("q") ?? "";
  const filter: SharedFigureFilter = { subjects: subject === "ALL" ? null : [subject], search: text || null };
  const pages = usePages(PartnerFiguresDocument, { filter, first: 50 }, (data) => data.sharedFigures);
  const [revoked, setRevoked] = useState<readonly string[]>([]);
  useSharingLive(pages.reload, (grantId) => setRevoked((old) => [...old, grantId]));
  const rows = pages.rows.filter((row) => !revoked.includes(row.grantId));
  const exporting = useExport("SHARED_FIGURES");
  const mayExport = useCan("EXPORT_RUN");
  const total = pages.head?.sharedFigures.totalCount;
  const filters = (subject === "ALL" ? 0 : 1) + (text ? 1 : 0);
  return (
    <div className="sharing">
      <PageHead
        title={t("partner.title")} hint={total === undefined ? undefined : t("partner.count", { count: total })}
        acts={mayExport && <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>{t("export", { count: total ?? 0 })}</Button>}
      />
      <Banner tone="info" icon="eye">{t("partner.logged")}</Banner>
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("partner.subject")} value={subject} onChange={(next) => set("subject", next === "ALL" ? "" : next)} choices={SUBJECTS.map((key) => ({ key, label: t(`subject.${key}`) }))} />
          <span className="grow" />
          <SearchField label={t("partner.search")} value={text} onSearch={(value) => set("q", value)} />
        </div>
        {pages.loading && <Skeleton rows={10} height={36} what={t("partner.title")} />}
        {pages.failure && <ErrorState what={t("partner.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && rows.length === 0 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="eye" title={t("partner.empty")}>{t("partner.emptyText")}</EmptyState>)}
        {rows.length > 0 && (phone ? <FigureCards rows={rows} more={pages.hasMore ? pages.more : null} /> : <FigureTable rows={rows} onEnd={pages.more} />)}
      </Panel>
    </div>
  );
}

type Row = FigureRowFragment;

function FigureTable({ rows, onEnd }: { rows: Row[]; onEnd: () => void }) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const [layout] = useTableLayout("partner-figures", { hidden: [], density: "standard" });
  const columns = useMemo((): Column<Row>[] => [
    { key: "partner", title: t("partner.one"), width: 150, fixed: "left", always: true, render: (row) => named(row.partner.shortName, row.partner.shortNameEn) },
    { key: "reference", title: t("partner.reference"), width: 160, render: (row) => <span className="mono">{row.reference}</span> },
    { key: "name", title: t("partner.name"), width: 200, render: (row) => named(row.name, row.nameEn) },
    { key: "item", title: t("partner.item"), width: 150, render: (row) => (row.item ? <Link to={`/items/${row.item.id}`} className="mono">{row.item.number}</Link> : "—") },
    { key: "field", title: t("partner.field"), width: 120, render: (row) => t(`field.${row.field}`) },
    { key: "week", title: t("partner.week"), width: 110, render: (row) => (row.week ? <DateText value={row.week} /> : "—") },
    { key: "figure", title: t("partner.figure"), width: 170, align: "right", always: true, render: (row) => <FigureValue figure={row} /> },
    { key: "age", title: t("partner.age"), width: 220, always: true, render: (row) => <AgeSource figure={row} /> },
    { key: "grain", title: t("partner.grain"), width: 100, render: (row) => t(`grain.${row.grain}`) },
  ], [t, named]);
  return <DataTable label={t("partner.title")} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} onEnd={onEnd} below={24} />;
}

function FigureCards({ rows, more }: { rows: Row[]; more: (() => void) | null }) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  return (
    <div>
      {rows.map((row) => (
        <div key={row.id} className="figure-card">
          <div className="row g8 between"><b className="ell">{named(row.name, row.nameEn)}</b><FigureValue figure={row} /></div>
          <div className="f12 t3 ell">{named(row.partner.shortName, row.partner.shortNameEn)} · {t(`field.${row.field}`)}{row.week ? ` · ${row.week}` : ""}</div>
          <AgeSource figure={row} />
        </div>
      ))}
      {more && <div style={{ padding: 12 }}><Button block onClick={more}>{t("more")}</Button></div>}
    </div>
  );
}
