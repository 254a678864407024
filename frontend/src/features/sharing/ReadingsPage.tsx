import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ReadingLogDocument, type ReadingFilter, type ReadingLogQuery } from "@/graphql/sharing/graphql";
import { useExport } from "@/lists/useExport";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { useTableLayout } from "@/ui/table/layout";
import { InstantText } from "@/ui/values";
import "./sharing.css";

type Row = ReadingLogQuery["readingEntries"]["edges"][number]["node"];
const WAYS = ["ALL", "SCREEN", "API", "EXPORT"] as const;

/** Who of which partner has read which of our figures. */
export default function ReadingsPage() {
  const { t } = useTranslation("sharing");
  const phone = usePhone();
  const [search, setSearch] = useSearchParams();
  const via = WAYS.find((one) => one === search.get("via")) ?? "ALL";
  const filter: ReadingFilter = { via: via === "ALL" ? null : [via] };
  const pages = usePages(ReadingLogDocument, { filter, first: 50 }, (data) => data.readingEntries);
  const exporting = useExport("READING_ENTRIES");
  const mayExport = useCan("EXPORT_RUN");
  const total = pages.head?.readingEntries.totalCount;
  return (
    <div className="sharing">
      <PageHead
        title={t("reading.title")} hint={total === undefined ? undefined : t("reading.count", { count: total })}
        acts={
          <div className="row g8 wrap">
            <Button icon={<Icon name="undo" />} onClick={pages.reload}>{t("reading.reload")}</Button>
            {mayExport && <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>{t("export", { count: total ?? 0 })}</Button>}
          </div>
        }
      />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("reading.via")} value={via} onChange={(next) => setSearch(next === "ALL" ? {} : { via: next }, { replace: true })} choices={WAYS.map((key) => ({ key, label: t(`via.${key}`) }))} />
        </div>
        {pages.loading && <Skeleton rows={10} height={36} what={t("reading.title")} />}
        {pages.failure && <ErrorState what={t("reading.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && <EmptyState icon="eye" title={t("reading.empty")}>{t("reading.emptyText")}</EmptyState>}
        {pages.rows.length > 0 && (phone ? <ReadingCards rows={pages.rows} more={pages.hasMore ? pages.more : null} /> : <ReadingTable rows={pages.rows} onEnd={pages.more} />)}
      </Panel>
    </div>
  );
}

function ReadingTable({ rows, onEnd }: { rows: Row[]; onEnd: () => void }) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const [layout] = useTableLayout("readings", { hidden: [], density: "standard" });
  const columns = useMemo((): Column<Row>[] => [
    { key: "at", title: t("reading.at"), width: 140, fixed: "left", always: true, render: (row) => <InstantText value={row.occurredAt} /> },
    { key: "partner", title: t("partner.one"), width: 150, render: (row) => named(row.reader.shortName, row.reader.shortNameEn) },
    { key: "who", title: t("reading.who"), width: 170, render: (row) => row.readerName },
    { key: "role", title: t("reading.role"), width: 140, render: (row) => row.readerRole || "—" },
    { key: "field", title: t("partner.field"), width: 130, render: (row) => t(`field.${row.field}`) },
    { key: "grain", title: t("partner.grain"), width: 100, render: (row) => t(`grain.${row.grant.grain}`) },
    { key: "count", title: t("reading.figures"), width: 90, align: "right", render: (row) => row.figureCount },
    { key: "via", title: t("reading.via"), width: 90, render: (row) => t(`via.${row.via}`) },
    { key: "purpose", title: t("grant.purpose"), width: 220, render: (row) => row.grant.purpose },
  ], [t, named]);
  return <DataTable label={t("reading.title")} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} onEnd={onEnd} below={24} />;
}

function ReadingCards({ rows, more }: { rows: Row[]; more: (() => void) | null }) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  return (
    <div>
      {rows.map((row) => (
        <div key={row.id} className="figure-card">
          <div className="row g8 between"><b>{named(row.reader.shortName, row.reader.shortNameEn)}</b><InstantText value={row.occurredAt} /></div>
          <div className="f12 t2 ell">{row.readerName} · {row.readerRole}</div>
          <div className="f12 t3">{t(`field.${row.field}`)} · {t(`grain.${row.grant.grain}`)} · {t("reading.countOf", { count: row.figureCount })} · {t(`via.${row.via}`)}</div>
        </div>
      ))}
      {more && <div style={{ padding: 12 }}><Button block onClick={more}>{t("more")}</Button></div>}
    </div>
  );
}
