import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ImportAbortDocument, ImportCommitDocument } from "@/graphql/exchange/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { PageHead } from "@/ui/layout";
import { useToast } from "@/ui/toast";
import type { Run } from "./ImportRunPage";

/** Title, what is known of the file, and the acts of the present step. */
export function RunHead({ run }: { run: Run }) {
  const { t } = useTranslation("exchange");
  const rows = run.counts.rows;
  const hint = [
    run.fileName,
    rows > 0 && t("run.rows", { count: rows, rows: formatQuantity(String(rows)) }),
    run.readSeconds !== null && t("run.readIn", { seconds: Number(run.readSeconds).toFixed(1) }),
    (run.state === "READY" || run.state === "MAPPING") && t("run.nothingWritten"),
  ].filter(Boolean).join(" · ");
  return (
    <PageHead
      crumb={<><Link to="/imports">{t("title")}</Link><Icon name="right" size="xs" />{run.fileName}</>}
      title={t(`run.title.${run.state}`)} hint={hint} acts={<RunActs run={run} />}
    />
  );
}

function RunActs({ run }: { run: Run }) {
  const { t } = useTranslation("exchange");
  const message = useToast();
  const navigate = useNavigate();
  const [commit, committing] = useAct(ImportCommitDocument, (data) => data.importCommit);
  const [abort, aborting] = useAct(ImportAbortDocument, (data) => data.importAbort);
  const good = run.counts.ok + run.counts.attention;
  const left = run.counts.refused + run.counts.skipped;
  const onCommit = async () => {
    const answer = await commit({ runId: run.id });
    if (!answer.ok) message.error(whyNot(answer));
  };
  const onAbort = async () => {
    const answer = await abort({ runId: run.id });
    if (!answer.ok) message.error(whyNot(answer));
  };
  const moving = run.state === "READING" || run.state === "CHECKING" || run.state === "IMPORTING";
  return (
    <div className="row g8 wrap">
      {moving && <Button danger loading={aborting} onClick={() => void onAbort()}>{t("run.abort")}</Button>}
      {!moving && <Button onClick={() => void navigate("/imports")}>{t(run.state === "DONE" ? "run.another" : "run.otherFile")}</Button>}
      {run.markedFileUrl && !moving && (
        <Button icon={<Icon name="download" />} href={run.markedFileUrl}>{t("run.marked")}</Button>
      )}
      {run.state === "READY" && (
        <>
          {good === 0 && <span className="f13 warn">{t("run.nothingGood")}</span>}
          <Button type="primary" disabled={good === 0} loading={committing} onClick={() => void onCommit()}>
            {left > 0
              ? t("run.commitSkip", { good: formatQuantity(String(good)), left: formatQuantity(String(left)) })
              : t("run.commit", { good: formatQuantity(String(good)) })}
          </Button>
        </>
      )}
    </div>
  );
}

const ORDER = ["file", "columns", "check", "import"] as const;
const STEP_OF: Record<Run["state"], number> = {
  READING: 0, MAPPING: 1, CHECKING: 2, READY: 2, IMPORTING: 3, DONE: 4, FAILED: 3, ABORTED: 3,
};

export function Steps({ run }: { run: Run }) {
  const { t } = useTranslation("exchange");
  const now = STEP_OF[run.state];
  const mapped = run.columns.filter((column) => column.field !== null).length;
  return (
    <ol className="import-steps">
      {ORDER.map((step, index) => (
        <li key={step} className={index < now ? "done" : index === now ? "now" : ""} aria-current={index === now ? "step" : undefined}>
          <i>{index < now ? <Icon name="check" size="xs" /> : index + 1}</i>
          {t(`step.${step}`)}
          {step === "columns" && index < now && run.columns.length > 0 && <span className="t3">{t("step.mapped", { mapped, all: run.columns.length })}</span>}
        </li>
      ))}
    </ol>
  );
}
