import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ImportRunsDocument } from "@/graphql/exchange/graphql";
import { usePages } from "@/live/usePages";
import { StateChip } from "@/ui/chips";
import { formatQuantity } from "@/ui/format";
import { Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { InstantText } from "@/ui/values";

const many = (count: number) => formatQuantity(String(count));

export function ImportRuns() {
  const { t } = useTranslation("exchange");
  const pages = usePages(ImportRunsDocument, { first: 20 }, (data) => data.importRuns);
  return (
    <Panel bare title={t("runs.title")} hint={pages.head ? t("runs.count", { count: pages.head.importRuns.totalCount }) : undefined}>
      {pages.loading && <Skeleton rows={4} height={36} what={t("runs.loading")} />}
      {pages.failure && <ErrorState what={t("runs.title")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="upload" title={t("runs.empty")}>{t("runs.emptyText")}</EmptyState>}
      {pages.rows.length > 0 && (
        <div style={{ overflowX: "auto" }}>
          <table className="plain">
            <thead>
              <tr>
                <th>{t("runs.file")}</th><th>{t("runs.state")}</th><th className="r">{t("runs.rows")}</th><th className="r">{t("runs.created")}</th>
                <th className="r">{t("runs.updated")}</th><th className="r">{t("runs.unchanged")}</th><th className="r">{t("runs.refused")}</th>
                <th>{t("runs.by")}</th><th>{t("runs.at")}</th>
              </tr>
            </thead>
            <tbody>
              {pages.rows.map((run) => (
                <tr key={run.id}>
                  <td><Link to={`/imports/${run.id}`}>{run.fileName}</Link></td>
                  <td><StateChip family="import" state={run.state} />{run.state === "IMPORTING" && <span className="t3"> {run.percent}%</span>}</td>
                  <td className="r">{many(run.counts.rows)}</td>
                  <td className="r">{many(run.counts.created)}</td>
                  <td className="r">{many(run.counts.updated)}</td>
                  <td className="r">{many(run.counts.unchanged)}</td>
                  <td className={`r ${run.counts.refused > 0 ? "danger" : ""}`}>{many(run.counts.refused)}</td>
                  <td>{run.createdByName}</td>
                  <td><InstantText value={run.finishedAt ?? run.createdAt} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages.hasMore && <div className="panel-foot"><Button type="link" loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
    </Panel>
  );
}
