import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ImportProgressDocument, ImportRunPageDocument, type ImportRunPageQuery, type ImportState } from "@/graphql/exchange/graphql";
import { useLiveStream } from "@/live/LiveProvider";
import { useRead } from "@/session/useRead";
import { Panel } from "@/ui/layout";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { MapColumns } from "./MapColumns";
import { ReviewRows } from "./ReviewRows";
import { RunHead, Steps } from "./RunHead";
import { RunProgress } from "./RunProgress";
import { RunResult } from "./RunResult";
import "./exchange.css";

export type Run = NonNullable<ImportRunPageQuery["importRun"]>;
const MOVING: readonly ImportState[] = ["READING", "CHECKING", "IMPORTING"];

/** One import from the file to the rows: columns, check, import, result. The server moves it on, the page follows. */
export default function ImportRunPage() {
  const { t } = useTranslation("exchange");
  const { runId = "" } = useParams();
  const { data, loading, failure, reload } = useRead(ImportRunPageDocument, { id: runId });
  const run = data?.importRun;
  // What comes over the stream lands in the cache under the same id and so in `run`.
  useLiveStream(ImportProgressDocument, { id: runId }, (progress) => {
    if (!MOVING.includes(progress.importProgress.state)) reload();
  }, run !== undefined && run !== null && MOVING.includes(run.state));
  if (loading) return <Panel bare><Skeleton rows={8} height={44} what={t("run.loading")} /></Panel>;
  if (failure) return <Panel><ErrorState what={t("run.what")} failure={failure} onRetry={reload} /></Panel>;
  if (!run) return <Panel><MissingState act={<Link to="/imports">{t("run.back")}</Link>} /></Panel>;
  return (
    <div className="exchange">
      <RunHead run={run} />
      <Steps run={run} />
      {MOVING.includes(run.state) && <RunProgress run={run} />}
      {run.state === "MAPPING" && <MapColumns key={run.version} run={run} />}
      {run.state === "READY" && <ReviewRows run={run} />}
      {(run.state === "DONE" || run.state === "FAILED" || run.state === "ABORTED") && <RunResult run={run} />}
    </div>
  );
}
