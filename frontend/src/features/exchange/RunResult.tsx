import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { formatQuantity } from "@/ui/format";
import { Banner, Panel } from "@/ui/layout";
import { ErrorState, Skeleton } from "@/ui/page-states";
import { InstantText } from "@/ui/values";
import type { Run } from "./ImportRunPage";
import { Sheet } from "./Sheet";
import { useImportRows } from "./useImportRows";

const FIGURES = ["created", "updated", "unchanged", "refused", "skipped"] as const;
/** Where the imported things are found. */
const placeOf = (mapping: string) => (mapping === "suppliers.items" ? "/items" : "/orders");

/** What came of it, by the server's own count; rows that were left out can still be seen and fetched. */
export function RunResult({ run }: { run: Run }) {
  const { t } = useTranslation("exchange");
  return (
    <div className="col g16">
      {run.state === "FAILED" && <Banner tone="danger"><b>{t("result.failed")}</b> {run.error?.message}</Banner>}
      {run.state === "ABORTED" && <Banner tone="neut" icon="ban">{t("result.aborted", { done: formatQuantity(String(run.rowsDone)) })}</Banner>}
      {run.state === "DONE" && <Banner tone="ok"><b>{t("result.done")}</b> <InstantText value={run.finishedAt} /> <Link to={placeOf(run.mapping)}>{t("result.open")}</Link></Banner>}
      <div className="result-grid">
        {FIGURES.map((figure) => (
          <div key={figure} className="panel"><b className={figure === "refused" && run.counts.refused > 0 ? "danger" : ""}>{formatQuantity(String(run.counts[figure]))}</b><span className="t2">{t(`result.${figure}`)}</span></div>
        ))}
      </div>
      {run.counts.refused > 0 && run.state === "DONE" && <LeftOut run={run} />}
    </div>
  );
}

function LeftOut({ run }: { run: Run }) {
  const { t } = useTranslation("exchange");
  const list = useImportRows(run.id, { states: ["REFUSED"], onlyErrors: null }, true);
  return (
    <Panel bare title={t("result.leftOut", { count: run.counts.refused })} hint={t("result.leftOutHint")}>
      {list.failure && <ErrorState what={t("sheet.rows")} failure={list.failure} onRetry={() => void list.refresh()} />}
      {list.total === null && !list.failure && <Skeleton rows={5} height={44} what={t("sheet.loading")} />}
      {list.rows.length > 0 && <Sheet run={run} rows={list.rows} wantedRow={null} isEditable={false} isBusy={false} onEnd={list.more} />}
    </Panel>
  );
}
