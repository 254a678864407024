import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "@/ui/icons";
import { Banner, Panel } from "@/ui/layout";
import { rowList } from "./cells";
import type { Run } from "./ImportRunPage";

type Cause = Run["causes"][number];

type CausePanelProps = {
  run: Run;
  isBusy: boolean;
  onFixAll: (key: string) => void;
  onSkip: (rows: number[]) => void;
  onOpen: (row: number) => void;
};

/** Errors merged by cause: one act cures all of one kind. */
export function CausePanel({ run, ...acts }: CausePanelProps) {
  const { t } = useTranslation("exchange");
  const firstFixable = run.causes.find((cause) => cause.canFix && cause.severity === "ERROR");
  return (
    <Panel
      bare title={run.counts.refused > 0 ? t("cause.title", { count: run.counts.refused }) : t("cause.titleHeed", { count: run.counts.attention })}
      extra={<span className="f12 t3">{t("cause.merged")}</span>}
    >
      {run.causes.map((cause) => <CauseRow key={cause.key} cause={cause} isFirst={cause === firstFixable} {...acts} />)}
      <div style={{ padding: "12px 16px" }}><Banner tone="info">{t("cause.once")}</Banner></div>
    </Panel>
  );
}

/** What the one click does, in words. The cure of a repeated row is to leave it out. */
function cureOf(cause: Cause, t: (key: string, values?: { value: string }) => string): string {
  if (cause.code === "DUPLICATE_ROW") return t("cause.skip");
  return cause.suggestion && cause.suggestion.length <= 6 ? t("cause.allTo", { value: cause.suggestion }) : t("cause.fixAll");
}

type CauseRowProps = Omit<CausePanelProps, "run"> & { cause: Cause; isFirst: boolean };

function CauseRow({ cause, isFirst, isBusy, onFixAll, onSkip, onOpen }: CauseRowProps) {
  const { t } = useTranslation("exchange");
  const bad = cause.severity === "ERROR";
  const first = cause.rows[0];
  const open = () => first !== undefined && onOpen(first);
  // Rows of an alarm are left out by themselves; only rows that would come in can be skipped by hand.
  const maySkip = !bad && cause.rows.length === cause.rowCount;
  return (
    <div className={`cause ${isFirst ? "on" : ""}`}>
      <button type="button" className="cause-open" onClick={open}>
        <span className="row g8 wrap">
          <span className={bad ? "danger" : "warn"}><Icon name={bad ? "alert" : "clock"} size="s" /></span>
          <b>{cause.message}</b><span className="t3 f12">{t("cause.rowCount", { count: cause.rowCount })}</span>
        </span>
        <span className="f12 t3" style={{ display: "block" }}>{t("cause.rows", { rows: rowList(cause.rows, cause.rowCount, t("comma")) })}</span>
        {cause.raw !== null && cause.suggestion !== null && (
          <span className="fix"><span className="mono">{cause.raw || t("cause.blank")}</span><Icon name="right" size="xs" /><b className="mono">{cause.suggestion}</b></span>
        )}
      </button>
      <span className="cause-acts">
        {cause.canFix
          ? <Button size="small" type={isFirst ? "primary" : "default"} disabled={isBusy} onClick={() => onFixAll(cause.key)}>{cureOf(cause, t)}</Button>
          : <Button size="small" onClick={open}>{t("cause.goFix")}</Button>}
        {maySkip && <Button size="small" type="text" disabled={isBusy} onClick={() => onSkip(cause.rows)}>{t("cause.skip")}</Button>}
      </span>
    </div>
  );
}
