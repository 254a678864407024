import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ForecastCommitActDocument, ForecastCommitAllActDocument, type Confidence, type ReasonCode } from "@/graphql/forecast/graphql";
import { useCan } from "@/session/SessionProvider";
import { useAct, whyNot } from "@/session/useAct";
import { Icon } from "@/ui/icons";
import { useToast } from "@/ui/toast";
import { refusedCells, seriesOf, type GridRow } from "./sheet";
import type { Sheet } from "./useSheet";

const CONFIDENCES: Confidence[] = ["SURE", "LIKELY", "CONDITIONAL"];
const REASONS: ReasonCode[] = ["CAPACITY", "MATERIAL", "TOOLING", "QUALITY", "TRANSPORT", "HOLIDAY", "MINIMUM_QUANTITY", "FORCE_MAJEURE", "OTHER"];

type Document = { id: string; version: number; number: number; rows: GridRow[] };

/** The forecasts whose rows I supply, each with its rows. */
function documentsOf(rows: GridRow[], mine: (row: GridRow) => boolean): Document[] {
  const found = new Map<string, Document>();
  for (const row of rows.filter((one) => one.mySide === "SUPPLIER" && mine(one))) {
    const { id, version, number } = row.forecast;
    const known = found.get(id) ?? { id, version, number, rows: [] };
    known.rows.push(row);
    found.set(id, known);
  }
  return [...found.values()];
}

/** The supplier's acts: save what was typed as one act per buyer, or answer every open week as forecast. */
export function CommitBar({ rows, sheet, onDone }: { rows: GridRow[]; sheet: Sheet; onDone: () => void }) {
  const { t } = useTranslation("forecast");
  const toast = useToast();
  const may = useCan("FORECAST_COMMIT");
  const [confidence, setConfidence] = useState<Confidence>("LIKELY");
  const [reason, setReason] = useState<ReasonCode | undefined>();
  const [note, setNote] = useState("");
  const [commit, saving] = useAct(ForecastCommitActDocument, (data) => data.forecastCommit);
  const [commitAll, answering] = useAct(ForecastCommitAllActDocument, (data) => data.forecastCommitAll);
  const documents = documentsOf(rows, sheet.mayType);
  const open = rows.filter((row) => row.mySide === "SUPPLIER").reduce((sum, row) => sum + row.openCells, 0);
  if (!may || documents.length === 0) return null;

  const save = async () => {
    for (const one of documents) {
      const given = one.rows.flatMap((row) => {
        const series = seriesOf(sheet.edits[row.id] ?? {});
        return series ? [{ lineId: row.id, ...series, notes: note ? series.quantities.map(() => note) : null }] : [];
      });
      if (given.length === 0) continue;
      const answer = await commit({ forecastId: one.id, version: one.version, rows: given, confidence, reasonCode: reason ?? null });
      if (!answer.ok) {
        sheet.refuse(refusedCells(answer.refused[0]?.params));
        toast.error(whyNot(answer));
        return;
      }
      sheet.clear(one.rows.map((row) => row.id));
    }
    toast.success(t("committed"));
    onDone();
  };
  const answerAll = async () => {
    for (const one of documents) {
      const answer = await commitAll({ forecastId: one.id, version: one.version, confidence });
      if (!answer.ok) {
        toast.error(whyNot(answer));
        return;
      }
    }
    toast.success(t("committed"));
    onDone();
  };
  return (
    <div className="panel forecast-bar">
      <label>{t("confidence")} <Select value={confidence} onChange={setConfidence} options={CONFIDENCES.map((value) => ({ value, label: t(`confidence.${value}`) }))} style={{ width: 110 }} /></label>
      <label>{t("reason")} <Select allowClear value={reason} onChange={(value: ReasonCode | undefined) => setReason(value)} placeholder={t("reasonHint")} options={REASONS.map((value) => ({ value, label: t(`ui:reason.${value}`) }))} style={{ width: 190 }} /></label>
      {confidence === "CONDITIONAL" && <label>{t("note")} <input className="forecast-note" value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} /></label>}
      <span className="t3 f12">{t("pasteHint")}</span>
      <span className="grow" />
      {sheet.count > 0 && <Button onClick={() => sheet.clear()}>{t("undoAll")}</Button>}
      <Button disabled={open === 0 || sheet.count > 0 || confidence === "CONDITIONAL"} loading={answering} icon={<Icon name="check" />} onClick={() => void answerAll()}>{t("commitAll", { n: open })}</Button>
      <Button type="primary" disabled={sheet.count === 0} loading={saving} onClick={() => void save()}>{t("saveCommits", { n: sheet.count })}</Button>
    </div>
  );
}
