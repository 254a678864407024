import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ExportProgressDocument, ExportRunsDocument, type ExportRunsQuery } from "@/graphql/exchange/graphql";
import { useLiveStream } from "@/live/LiveProvider";
import { usePages } from "@/live/usePages";
import { Chip } from "@/ui/chips";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { InstantText, Nothing } from "@/ui/values";

type Run = ExportRunsQuery["exportRuns"]["edges"][number]["node"];

/** Files that were made from lists: fetch them again while their link lives. */
export function ExportRuns() {
  const { t } = useTranslation("exchange");
  const pages = usePages(ExportRunsDocument, { first: 20 }, (data) => data.exportRuns);
  return (
    <Panel bare title={t("exports.title")} hint={t("exports.hint")}>
      {pages.loading && <Skeleton rows={3} height={36} what={t("exports.loading")} />}
      {pages.failure && <ErrorState what={t("exports.title")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="download" title={t("exports.empty")}>{t("exports.emptyText")}</EmptyState>}
      {pages.rows.length > 0 && (
        <div style={{ overflowX: "auto" }}>
          <table className="plain">
            <thead><tr><th>{t("exports.list")}</th><th>{t("runs.state")}</th><th className="r">{t("runs.rows")}</th><th>{t("runs.at")}</th><th>{t("exports.file")}</th></tr></thead>
            <tbody>{pages.rows.map((run) => <ExportRow key={run.id} run={run} onDone={pages.reload} />)}</tbody>
          </table>
        </div>
      )}
      {pages.hasMore && <div className="panel-foot"><Button type="link" loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
    </Panel>
  );
}

function ExportRow({ run, onDone }: { run: Run; onDone: () => void }) {
  const { t } = useTranslation("exchange");
  const running = run.state === "WAITING" || run.state === "RUNNING";
  useLiveStream(ExportProgressDocument, { id: run.id }, (data) => {
    if (data.exportProgress.state === "DONE" || data.exportProgress.state === "FAILED") onDone();
  }, running);
  return (
    <tr>
      <td>{t(`exports.of.${run.list}`)} · {run.format}</td>
      <td>
        {run.state === "DONE" ? <Chip tone="ok" icon="check">{t("exports.DONE")}</Chip>
          : run.state === "FAILED" ? <Chip tone="danger" icon="alert">{run.error?.message ?? t("exports.FAILED")}</Chip>
          : <Chip tone="info" icon="clock">{t("exports.RUNNING", { percent: run.percent })}</Chip>}
      </td>
      <td className="r">{formatQuantity(String(run.rowCount))}</td>
      <td><InstantText value={run.finishedAt ?? run.createdAt} /></td>
      <td>{run.downloadUrl ? <a href={run.downloadUrl} download={run.fileName}><Icon name="download" size="s" /> {run.fileName}</a> : <Nothing />}</td>
    </tr>
  );
}
