import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanComparisonDocument, type PlanComparisonQuery, PlanPromoteDocument } from "@/graphql/planning/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { formatMoney, formatQuantity } from "@/ui/format";
import { Banner, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { ErrorState, Skeleton } from "@/ui/page-states";
import { ScrollRegion } from "@/ui/ScrollRegion";

type Compared = PlanComparisonQuery["planComparison"][number];
const LINES = ["cost", "harm", "late", "undelivered", "purchase", "orders", "moved", "partners", "gap"] as const;
type Line = (typeof LINES)[number];
const MONEY: Line[] = ["cost", "harm", "purchase"];

/** The figure of a line; null where the plan has none. */
export function figureOf(compared: Compared, line: Line): number | null {
  const { run } = compared;
  const known: Record<Line, number | null | undefined> = {
    cost: Number(run.cost), harm: run.figures && Number(run.figures.harm), late: run.figures && Number(run.figures.late),
    undelivered: run.figures && Number(run.figures.undelivered), purchase: Number(run.costParts.find((part) => part.name === "purchase")?.amount ?? 0),
    orders: run.figures?.orders, moved: compared.movedOrders, partners: compared.partnersTouched, gap: run.gap,
  };
  return known[line] ?? null;
}

/** Plans side by side: what each costs and delivers, and how far it is from the first. */
export function ScenarioComparison({ runIds, onChanged }: { runIds: string[]; onChanged: () => void }) {
  const { t } = useTranslation("planning");
  const read = useRead(PlanComparisonDocument, { runIds });
  const [refused, setRefused] = useState("");
  const rows = read.data?.planComparison ?? [];
  const first = rows[0];
  return (
    <Panel bare title={t("compare.title")}>
      {refused && <Banner tone="danger">{refused}</Banner>}
      {read.loading && <Skeleton rows={6} height={36} what={t("compare.title")} />}
      {read.failure && <ErrorState what={t("compare.title")} failure={read.failure} onRetry={read.reload} />}
      {first && (
        <ScrollRegion label={t("compare.title")}>
          <table className="plan-orders plan-compare">
            <thead>
              <tr>
                <th scope="col">{t("compare.figure")}</th>
                {rows.map((row) => <th key={row.run.id} scope="col" className="r">{row.scenarioName || t("compare.inForce")}<div className="f12 t3">P-{row.run.number}</div></th>)}
              </tr>
            </thead>
            <tbody>
              {LINES.map((line) => (
                <tr key={line}>
                  <th scope="row">{t(`compare.${line}`)}</th>
                  {rows.map((row) => <Figure key={row.run.id} row={row} first={first} line={line} />)}
                </tr>
              ))}
              <tr>
                <th scope="row"><span className="sr-only">{t("compare.act")}</span></th>
                {rows.map((row) => <td key={row.run.id} className="r"><Acts row={row} onDone={(why) => { setRefused(why); read.reload(); onChanged(); }} /></td>)}
              </tr>
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}

function Figure({ row, first, line }: { row: Compared; first: Compared; line: Line }) {
  const value = figureOf(row, line);
  const base = figureOf(first, line);
  if (value === null) return <td className="r t3">—</td>;
  const shown = line === "gap" ? `${(value * 100).toFixed(1)}%` : MONEY.includes(line) ? formatMoney(value.toFixed(2), "CNY", true) : formatQuantity(String(Math.round(value)));
  const change = row !== first && base !== null && line !== "gap" && line !== "moved" && line !== "partners" ? value - base : 0;
  const told = Math.round(change) === 0 ? "" : `${change > 0 ? "+" : "−"}${MONEY.includes(line) ? formatMoney(Math.abs(change).toFixed(2), "CNY", true) : formatQuantity(String(Math.abs(Math.round(change))))}`;
  return <td className="r"><b>{shown}</b>{told && <div className={`f12 ${change > 0 && line !== "orders" ? "danger" : "t3"}`}>{told}</div>}</td>;
}

function Acts({ row, onDone }: { row: Compared; onDone: (why: string) => void }) {
  const { t } = useTranslation("planning");
  const may = useCan("PLAN_WRITE");
  const [promote, promoting] = useAct(PlanPromoteDocument, (answer) => answer.planPromote);
  if (row.run.scenarioId === null || row.run.promotedAt) return <LinkButton to={`/planning?run=${row.run.id}`} size="small">{t("compare.open")}</LinkButton>;
  if (!may) return null;
  const submit = async () => onDone(whyNot(await promote({ runId: row.run.id, version: row.run.version })));
  return <Button size="small" loading={promoting} onClick={() => void submit()}>{t("compare.promote")}</Button>;
}
