import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanStopDocument } from "@/graphql/planning/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { Chip } from "@/ui/chips";
import { formatMoney } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Banner, Panel } from "@/ui/layout";
import { InstantText, MoneyText, Nothing } from "@/ui/values";
import { isOpen, STATUS_LOOKS, type Run } from "./looks";
import { ProgressChart } from "./ProgressChart";

type Props = { run: Run | null; onChanged: () => void };

/** How a plan is or was made: best value, proven bound and gap over time, what it costs, what was left out. */
export function RunPanel({ run, onChanged }: Props) {
  const { t } = useTranslation("planning");
  const may = useCan("PLAN_WRITE");
  const [stop, stopping] = useAct(PlanStopDocument, (answer) => answer.planStop);
  const [refused, setRefused] = useState("");
  if (!run) return null;
  const end = async () => {
    const answer = await stop({ runId: run.id, version: run.version });
    setRefused(answer.ok ? "" : whyNot(answer));
    onChanged();
  };
  const look = STATUS_LOOKS[run.status];
  const last = run.progress.at(-1);
  const cost = run.cost ?? (last?.cost == null ? null : String(last.cost));
  const bound = run.bound ?? (last?.bound == null ? null : String(last.bound));
  const gap = cost && bound && Number(cost) !== 0 ? (Number(cost) - Number(bound)) / Math.abs(Number(cost)) : null;
  return (
    <aside className="planning-side" aria-label={t("run.title")}>
      <Panel
        title={t("run.title")} hint={<Chip tone={look.tone} icon={look.icon}>{t(`status.${run.status}`)}</Chip>}
        extra={may && isOpen(run) && <Button size="small" icon={<Icon name="ban" />} loading={stopping} disabled={run.stopAsked} onClick={() => void end()}>{t(run.stopAsked ? "run.stopping" : "run.stop")}</Button>}
      >
        {refused && <Banner tone="danger">{refused}</Banner>}
        <dl className="plan-figures">
          <div><dt>{t("run.cost")}</dt><dd>{cost === null ? <Nothing why="unknown" /> : <MoneyText value={cost} currency="CNY" whole />}</dd></div>
          <div><dt>{t("run.bound")}</dt><dd>{bound === null ? <Nothing why="unknown" /> : <MoneyText value={bound} currency="CNY" whole />}</dd></div>
          <div><dt>{t("run.gap")}</dt><dd className="accent">{gap === null ? <Nothing why="unknown" /> : `${(gap * 100).toFixed(1)}%`}</dd></div>
        </dl>
        {run.progress.length > 0 && <ProgressChart run={run} />}
        <p className="f12 t3">{t("run.meaning", { seconds: run.seconds })}</p>
        <p className="f12 t3">{t("run.by", { name: run.createdByName })} · <InstantText value={run.endedAt ?? run.createdAt} /> · <span className="mono" title={run.digest}>{run.digest.slice(0, 8)}</span></p>
      </Panel>
      {run.costParts.length > 0 && (
        <Panel title={t("parts.title")}>
          <table className="plan-parts">
            <tbody>
              {run.costParts.filter((part) => Number(part.amount) !== 0).map((part) => (
                <tr key={part.name}><th scope="row">{t(`parts.${part.name}`, part.name)}</th><td>{formatMoney(part.amount, "CNY", true)}</td></tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      {run.findings.length > 0 && (
        <Panel title={t("findings", { count: run.findings.length })}>
          <ul className="plan-findings">{run.findings.slice(0, 20).map((one, at) => <li key={`${one.code}${one.field}${at}`}>{one.message}</li>)}</ul>
        </Panel>
      )}
    </aside>
  );
}
