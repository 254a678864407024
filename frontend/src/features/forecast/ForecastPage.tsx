import { Button, Dropdown, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { ForecastGridDocument, ForecastSummaryDocument, ForecastVersionDocument, ForecastVersionsDocument, type ForecastHeadFragment, type ForecastRowFilter } from "@/graphql/forecast/graphql";
import { useExport } from "@/lists/useExport";
import { useLiveRefresh } from "@/live/LiveProvider";
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
import { CellPanel } from "./CellPanel";
import { CommitBar } from "./CommitBar";
import { DraftBar } from "./DraftBar";
import { ForecastCards } from "./ForecastCards";
import { Grid } from "./Grid";
import { Quality } from "./Quality";
import { RemindSuppliers } from "./RemindSuppliers";
import { StartDraft } from "./StartDraft";
import { Tiles } from "./Tiles";
import { useSheet } from "./useSheet";
import "./forecast.css";

type Only = "ALL" | "SHORT" | "PAST_DUE" | "CHANGED";
const ONLY: Only[] = ["ALL", "SHORT", "PAST_DUE", "CHANGED"];

/** The state of the page stands in its address: version, version compared with, filter, search. */
function useAddress() {
  const [search, setSearch] = useSearchParams();
  const set = (values: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(values)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    setSearch(next, { replace: true });
  };
  const only = ONLY.find((one) => one === search.get("only")) ?? "ALL";
  const compare = Number(search.get("compare")) || null;
  return { version: search.get("version") ?? "", only, compare, text: search.get("q") ?? "", set, clear: () => set({ only: "", q: "" }) };
}

export default function ForecastPage() {
  const { t } = useTranslation("forecast");
  const narrow = usePhone();
  const address = useAddress();
  const { version, only, compare, text } = address;
  const chosen = useRead(ForecastVersionDocument, { id: version }, { pause: !version });
  const head = version ? chosen.data?.forecast ?? null : null;
  const filter: ForecastRowFilter = { forecastId: version || null, exception: only === "ALL" ? null : only, search: text || null };
  const pages = usePages(ForecastGridDocument, { filter, compare, first: 50 }, (data) => data.forecastRows);
  const summary = useRead(ForecastSummaryDocument, { filter: { ...filter, exception: null } });
  const reload = () => { pages.reload(); summary.reload(); if (version) chosen.reload(); };
  useLiveRefresh(reload, (change) => change.type.startsWith("orders.forecast."));
  const sheet = useSheet(pages.rows);
  const total = pages.head?.forecastRows.totalCount;
  const filters = (only === "ALL" ? 0 : 1) + (text ? 1 : 0);
  const waiting = summary.data?.forecastSummary.openPartners ?? 0;
  const mayRemind = useCan("FORECAST_WRITE") && waiting > 0 && (head ? head.isCurrent && head.mySide === "BUYER" : pages.rows.some((row) => row.mySide === "BUYER"));
  return (
    <div className="forecast">
      <PageHead title={t("title")} hint={total === undefined ? undefined : t("rows", { n: total })} acts={<Acts filter={filter} total={total} onOpen={(id) => address.set({ version: id })} />} />
      <div className="forecast-picks">
        <VersionPick head={head} compare={compare} onPick={(id) => address.set({ version: id, compare: "" })} onCompare={(number) => address.set({ compare: number })} />
        <span className="grow" />
        {mayRemind && <RemindSuppliers forecastId={version} partners={waiting} />}
        <Segments label={t("only")} value={only} onChange={(next) => address.set({ only: next === "ALL" ? "" : next })} choices={ONLY.map((key) => ({ key, label: t(`only.${key}`), count: key === "SHORT" ? summary.data?.forecastSummary.shortRows : null }))} />
        <SearchField label={t("search")} value={text} onSearch={(value) => address.set({ q: value })} />
      </div>
      {head?.status !== "DRAFT" && summary.data && <Tiles summary={summary.data.forecastSummary} />}
      {head?.status === "DRAFT" && <DraftBar head={head} rows={pages.rows} sheet={sheet} onDone={reload} onGone={() => address.set({ version: "" })} />}
      {pages.rows.some((row) => row.mySide === "SUPPLIER") && <CommitBar rows={pages.rows} sheet={sheet} onDone={reload} />}
      <div className={sheet.at && !narrow ? "forecast-split" : ""}>
        <Panel bare>
          {pages.loading && <Skeleton rows={8} height={58} what={t("loading")} />}
          {pages.failure && <ErrorState what={t("title")} failure={pages.failure} onRetry={pages.reload} />}
          {pages.head && pages.rows.length === 0 && (filters > 0
            ? <EmptyFilter filters={filters} onClear={address.clear} />
            : <EmptyState icon="table" title={t("empty")}>{t("emptyText")}</EmptyState>)}
          {pages.rows.length > 0 && (narrow
            ? <ForecastCards rows={pages.rows} sheet={sheet} />
            : <Grid rows={pages.rows} total={total ?? pages.rows.length} sheet={sheet} summary={summary.data?.forecastSummary} onMore={() => { if (pages.hasMore && !pages.loadingMore) pages.more(); }} />)}
          {narrow && pages.hasMore && <div className="forecast-more"><Button loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
        </Panel>
        {!narrow && <CellPanel rows={pages.rows} sheet={sheet} />}
      </div>
      {head && <Quality partnershipId={head.partnershipId} />}
    </div>
  );
}

function Acts({ filter, total, onOpen }: { filter: ForecastRowFilter; total: number | undefined; onOpen: (id: string) => void }) {
  const { t } = useTranslation("forecast");
  const navigate = useNavigate();
  const exporting = useExport("FORECAST_ROWS");
  const mayExport = useCan("EXPORT_RUN");
  const mayImport = useCan("IMPORT_RUN");
  const mayDraft = useCan("FORECAST_WRITE");
  return (
    <>
      {mayImport && <Button icon={<Icon name="upload" />} onClick={() => void navigate("/imports")}>{t("import")}</Button>}
      {mayExport && <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>{t("export")}</Button>}
      {mayDraft && <StartDraft onOpen={onOpen} />}
    </>
  );
}

/** Current versions of all partners, or one version; and what its quantities are compared with. */
function VersionPick({ head, compare, onPick, onCompare }: {
  head: ForecastHeadFragment | null; compare: number | null; onPick: (id: string) => void; onCompare: (number: string) => void;
}) {
  const { t } = useTranslation("forecast");
  const named = useNamed();
  const [open, setOpen] = useState(false);
  const { data } = useRead(ForecastVersionsDocument, { filter: head ? { partnershipId: head.partnershipId } : null, first: 100 });
  const versions = data?.forecasts.edges.map((edge) => edge.node) ?? [];
  const title = (one: ForecastHeadFragment) => `${named(one.partner.shortName, one.partner.shortNameEn)} · v${one.number}${one.status === "DRAFT" ? ` · ${t("draft")}` : ""}`;
  const items = [
    { key: "", label: t("allCurrent") },
    ...versions.map((one) => ({ key: one.id, label: title(one) })),
  ];
  const others = versions.filter((one) => one.status === "PUBLISHED" && one.id !== head?.id && one.partnershipId === head?.partnershipId);
  return (
    <>
      <Dropdown trigger={["click"]} open={open} onOpenChange={setOpen} menu={{ items, selectedKeys: [head?.id ?? ""], onClick: ({ key }) => { setOpen(false); onPick(key); } }}>
        <Button>{t("version")} <b>{head ? title(head) : t("allCurrent")}</b> <Icon name="down" size="xs" /></Button>
      </Dropdown>
      {head && others.length > 0 && (
        <Select
          aria-label={t("compare")} value={compare ? String(compare) : ""} style={{ minWidth: 140 }} onChange={onCompare}
          options={[{ value: "", label: t("comparePrevious") }, ...others.map((one) => ({ value: String(one.number), label: t("compareWith", { number: one.number }) }))]}
        />
      )}
    </>
  );
}
