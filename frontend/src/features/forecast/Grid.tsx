import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ForecastSummaryQuery } from "@/graphql/forecast/graphql";
import { useLanguage, useNamed } from "@/ui/clock";
import { formatMonthDay, formatQuantity } from "@/ui/format";
import { DataAge } from "@/ui/values";
import { GridCell } from "./GridCell";
import type { GridRow } from "./sheet";
import { weekNumber } from "@/ui/weeks";
import type { Sheet } from "./useSheet";
import { useWindow } from "./useWindow";

type Summary = ForecastSummaryQuery["forecastSummary"];
const STEPS: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

/** Weeks across, items down, partner by partner. Arrow keys move, typing or F2 edits, a pasted block is laid over it. */
export function Grid({ rows, total, sheet, summary, onMore }: { rows: GridRow[]; total: number; sheet: Sheet; summary: Summary | undefined; onMore: () => void }) {
  const { t } = useTranslation("forecast");
  const { weeks, at } = sheet;
  const [typing, setTyping] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const view = useWindow(box, rows.map((row) => row.id), at?.row, onMore);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("[data-at]")?.focus({ preventScroll: false });
  }, [at, typing]);
  const go = (down: number, right: number) => {
    if (!at) return;
    sheet.move({ row: Math.max(0, Math.min(rows.length - 1, at.row + down)), column: Math.max(0, Math.min(weeks.length - 1, at.column + right)) });
    setTyping(null);
  };
  const onKey = (event: KeyboardEvent) => {
    const row = at && rows[at.row];
    if (!row || typing !== null) return;
    const step = STEPS[event.key];
    const week = weeks[at.column] ?? "";
    if (step) go(...step);
    else if (event.key === "Escape") sheet.move(null);
    else if (!sheet.mayType(row) || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "F2") setTyping(sheet.edits[row.id]?.[week] ?? "");
    else if (event.key === "Delete" || event.key === "Backspace") sheet.put(row.id, week, null);
    else if (/^[\d.]$/.test(event.key)) setTyping(event.key);
    else return;
    event.preventDefault();
  };
  return (
    <div className="forecast-grid" ref={box}>
      <table
        role="grid" aria-label={t("title")} aria-rowcount={total + 1} onKeyDown={onKey}
        onPaste={(event) => { if (at && typing === null) { event.preventDefault(); sheet.paste(at, event.clipboardData.getData("text/plain")); } }}
      >
        <Heads weeks={weeks} />
        <Gap height={view.before} />
        {view.shown.map(({ index, key }) => {
          const row = rows[index];
          return row && (
            <tbody key={key} data-index={index} ref={view.measure}>
              <Row
                row={row} index={index} sheet={sheet} typing={typing} first={rows[index - 1]?.forecast.id !== row.forecast.id}
                onTyped={(value, step) => { if (value !== null) sheet.put(row.id, weeks[at?.column ?? 0] ?? "", value || null); setTyping(null); if (step) go(...step); }}
                onPoint={(column, edit) => { sheet.move({ row: index, column }); setTyping(edit && sheet.mayType(row) ? sheet.edits[row.id]?.[weeks[column] ?? ""] ?? "" : null); }}
              />
            </tbody>
          );
        })}
        <Gap height={view.after} />
        {summary && <Foot weeks={weeks} summary={summary} />}
      </table>
      <Legend />
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tbody aria-hidden="true"><tr><td style={{ height, padding: 0, border: 0 }} /></tr></tbody> : null;
}

function Heads({ weeks }: { weeks: string[] }) {
  const { t } = useTranslation("forecast");
  const language = useLanguage();
  return (
    <thead>
      <tr>
        <th scope="col" className="item">{t("item")}<div>{t("lines")}</div></th>
        {weeks.map((week) => <th scope="col" key={week}><b>{`W${String(weekNumber(week)).padStart(2, "0")}`}</b><div>{formatMonthDay(week, language)}</div></th>)}
        <th scope="col" className="sum">{t("gapSum")}</th>
      </tr>
    </thead>
  );
}

type RowProps = {
  row: GridRow; index: number; sheet: Sheet; typing: string | null; first: boolean;
  onTyped: (value: string | null, step?: [number, number]) => void; onPoint: (column: number, edit: boolean) => void;
};

function Row({ row, index, sheet, typing, first, onTyped, onPoint }: RowProps) {
  const { t } = useTranslation("forecast");
  const named = useNamed();
  const byWeek = new Map(row.cells.map((cell) => [cell.week, cell]));
  return (
    <>
      {first && (
        <tr className="partner">
          <td className="item"><b>{named(row.partner.shortName, row.partner.shortNameEn)}</b> <span className="t3">v{row.forecast.number}</span></td>
          <td colSpan={sheet.weeks.length + 1}>
            {row.forecast.status === "DRAFT" ? t("draftHint") : row.submittedAt ? <><DataAge at={row.submittedAt} /> {row.source && t(`source.${row.source}`)}</> : <span className={row.forecast.isOverdue ? "danger" : "t3"}>{t(row.forecast.isOverdue ? "neverOverdue" : "never")}</span>}
          </td>
        </tr>
      )}
      <tr aria-rowindex={index + 2}>
        <th scope="row" className="item"><div className="ell">{named(row.itemName, row.itemNameEn)}</div><div className="mono t3 ell">{row.mySide === "SUPPLIER" && row.supplierItemNumber ? row.supplierItemNumber : row.itemNumber} · {row.unitName}</div></th>
        {sheet.weeks.map((week, column) => {
          const here = sheet.at?.row === index && sheet.at.column === column;
          return (
            <GridCell
              key={week} cell={byWeek.get(week)} draft={row.forecast.status === "DRAFT"} edit={sheet.edits[row.id]?.[week]} here={here} tabbable={here || (!sheet.at && index === 0 && column === 0)}
              wrong={sheet.wrong[`${row.mySide === "BUYER" ? row.itemId : row.id}|${week}`]} typing={here ? typing : null} onTyped={onTyped} onPoint={(edit) => onPoint(column, edit)}
            />
          );
        })}
        <td className="sum">{row.shortCells > 0 ? <b className="danger">{t("shortWeeks", { n: row.shortCells })}</b> : <span className="t3">0</span>}{row.openCells > 0 && <div className="t3">{t("openWeeks", { n: row.openCells })}</div>}</td>
      </tr>
    </>
  );
}

function Foot({ weeks, summary }: { weeks: string[]; summary: Summary }) {
  const { t } = useTranslation("forecast");
  const byWeek = new Map(summary.weeks.map((one) => [one.week, one]));
  return (
    <tfoot>
      <tr>
        <th scope="row" className="item">{t("weekGap")} <span className="t3">{summary.unitName}</span></th>
        {weeks.map((week) => {
          const short = byWeek.get(week);
          return <td key={week} className={short?.shortCells ? "danger b" : "t3"}>{short ? formatQuantity(short.shortQuantity) : "0"}</td>;
        })}
        <td className="sum" />
      </tr>
    </tfoot>
  );
}

function Legend() {
  const { t } = useTranslation("forecast");
  return (
    <div className="forecast-legend">
      {["frozen", "low", "mid", "high", "over", "open", "changed"].map((key) => <span key={key}><i className={key} /> {t(`legend.${key}`)}</span>)}
      <span>{t("confidence")} ● {t("confidence.SURE")} ◐ {t("confidence.LIKELY")} ○ {t("confidence.CONDITIONAL")}</span>
    </div>
  );
}
