import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import { formatQuantity } from "@/ui/format";
import { Panel } from "@/ui/layout";
import type { Run } from "./ImportRunPage";

/** How far the server is; the page may be left, the run goes on. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation("exchange");
  return (
    <Panel className="progress-panel">
      <div className="col g8" role="status" aria-live="polite">
        <div className="row between g8">
          <b>{t(`run.title.${run.state}`)}</b>
          <span className="t2">{run.counts.rows > 0 && t("progress.rows", { done: formatQuantity(String(run.rowsDone)), all: formatQuantity(String(run.counts.rows)) })}</span>
        </div>
        <Progress percent={run.percent} status="active" strokeColor="var(--accent)" aria-label={t(`run.title.${run.state}`)} />
        <p className="f12 t3">{t(run.state === "IMPORTING" ? "progress.importing" : "progress.reading")}</p>
      </div>
    </Panel>
  );
}
