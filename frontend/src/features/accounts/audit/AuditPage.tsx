import { Button, DatePicker, Drawer } from "antd";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { AuditListDocument, type AuditEntryFilter, type AuditListQuery } from "@/graphql/accounts/graphql";
import { useExport } from "@/lists/useExport";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Chip } from "@/ui/chips";
import { dayOf, hourOf } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { SearchField } from "@/ui/SearchField";
import { DataTable, type Column } from "@/ui/table/DataTable";
import { useTableLayout } from "@/ui/table/layout";
import { EntryDetail } from "./EntryDetail";
import "../settings/settings.css";

export type Entry = AuditListQuery["auditEntries"]["edges"][number]["node"];
const KEYS = ["from", "to", "action", "subjectType"] as const;

/** Who did what, when and from where; nothing here can be changed or taken away. */
export default function AuditPage() {
  const { t } = useTranslation("accounts");
  const [search, setSearch] = useSearchParams();
  const [opened, setOpened] = useState<Entry | null>(null);
  const given = KEYS.map((key) => [key, search.get(key)] as const).filter((pair) => pair[1]);
  const filter: AuditEntryFilter = Object.fromEntries(given.map(([key, value]) => [key, key === "from" ? `${value}T00:00:00+08:00` : key === "to" ? `${value}T23:59:59+08:00` : value]));
  const pages = usePages(AuditListDocument, { filter, first: 50 }, (data) => data.auditEntries);
  const exporting = useExport("AUDIT_ENTRIES");
  const mayExport = useCan("EXPORT_RUN");
  const total = pages.head?.auditEntries.totalCount;
  const set = (patch: Partial<Record<(typeof KEYS)[number], string>>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(patch)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    setSearch(next, { replace: true });
  };
  const [from, to] = [search.get("from"), search.get("to")];
  return (
    <>
      <PageHead
        title={t("audit.title")} hint={total === undefined ? undefined : t("audit.count", { count: total })}
        acts={mayExport && <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>{t("audit.export", { count: total ?? 0 })}</Button>}
      />
      <Panel bare>
        <div className="audit-tools">
          <DatePicker.RangePicker
            aria-label={t("audit.period")} value={[from ? dayjs(from) : null, to ? dayjs(to) : null]} allowEmpty={[true, true]} format="YYYY-MM-DD"
            onChange={(days) => set({ from: days?.[0]?.format("YYYY-MM-DD") ?? "", to: days?.[1]?.format("YYYY-MM-DD") ?? "" })}
          />
          <SearchField width={240} label={t("audit.byAction")} value={search.get("action") ?? ""} onSearch={(action) => set({ action })} />
          <SearchField width={220} label={t("audit.bySubject")} value={search.get("subjectType") ?? ""} onSearch={(subjectType) => set({ subjectType })} />
          <span className="grow" />
          <span className="f12 t3">{t("audit.rule")}</span>
        </div>
        {pages.loading && <Skeleton rows={10} height={36} what={t("audit.loading")} />}
        {pages.failure && <ErrorState what={t("audit.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && (given.length > 0
          ? <EmptyFilter filters={given.length} onClear={() => setSearch({}, { replace: true })} />
          : <EmptyState icon="shield" title={t("audit.empty")} />)}
        {pages.rows.length > 0 && <AuditTable rows={pages.rows} onEnd={pages.more} onOpen={setOpened} />}
      </Panel>
      <Drawer open={opened !== null} size={520} title={t("audit.entry")} onClose={() => setOpened(null)}>{opened && <EntryDetail entry={opened} />}</Drawer>
    </>
  );
}

function AuditTable({ rows, onEnd, onOpen }: { rows: Entry[]; onEnd: () => void; onOpen: (entry: Entry) => void }) {
  const { t } = useTranslation("accounts");
  const [layout] = useTableLayout("audit", { hidden: [], density: "standard" });
  const columns = useMemo((): Column<Entry>[] => [
    { key: "at", title: t("audit.at"), width: 170, fixed: "left", always: true, render: (row) => { const at = new Date(row.occurredAt); return `${dayOf(at)} ${hourOf(at, true)}`; } },
    { key: "actor", title: t("audit.who"), width: 150, render: (row) => row.actorName || t("audit.system") },
    { key: "action", title: t("audit.action"), width: 230, render: (row) => <span className="mono">{row.action}</span> },
    { key: "subject", title: t("audit.subject"), width: 200, render: (row) => <span className="mono t2">{row.subjectType}</span> },
    { key: "reason", title: t("audit.reason"), width: 220, render: (row) => <span className="ell">{row.reason || "—"}</span> },
    { key: "via", title: t("audit.via"), width: 110, render: (row) => row.via },
    { key: "ip", title: t("audit.from"), width: 140, render: (row) => <span className="mono">{row.ip || "—"}</span> },
    { key: "seal", title: t("audit.seal"), width: 120, render: (row) => (row.position === null ? <Chip tone="neut" icon="clock">{t("audit.unsealed")}</Chip> : <Chip tone="ok" icon="link">{row.position}</Chip>) },
    { key: "open", title: "", name: t("audit.look"), width: 80, fixed: "right", always: true, render: (row) => <button type="button" className="link-button" onClick={() => onOpen(row)}>{t("audit.look")}</button> },
  ], [t, onOpen]);
  return <DataTable label={t("audit.title")} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} onOpen={onOpen} onPeek={onOpen} onEnd={onEnd} below={24} />;
}
