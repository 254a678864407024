import { useTranslation } from "react-i18next";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { formatDay, formatQuantity } from "@/ui/format";
import { GLYPHS } from "./GridCell";
import { readQuantity, type GridRow } from "./sheet";
import { weekNumber } from "@/ui/weeks";
import type { Sheet } from "./useSheet";

/** On a phone: a card per item, a line per week, the commit typed where it stands. */
export function ForecastCards({ rows, sheet }: { rows: GridRow[]; sheet: Sheet }) {
  const { t } = useTranslation("forecast");
  const named = useNamed();
  return (
    <>
      {rows.map((row) => (
        <details key={row.id} className="forecast-card" open={rows.length === 1}>
          <summary>
            <b>{named(row.itemName, row.itemNameEn)}</b> <span className="mono t3">{row.itemNumber}</span>
            <div className="t3">{named(row.partner.shortName, row.partner.shortNameEn)} · v{row.forecast.number} · {row.openCells > 0 ? t("openWeeks", { n: row.openCells }) : t("answered")}{row.shortCells > 0 && ` · ${t("shortWeeks", { n: row.shortCells })}`}</div>
          </summary>
          {row.cells.map((cell) => <Week key={cell.week} row={row} cell={cell} sheet={sheet} />)}
        </details>
      ))}
    </>
  );
}

function Week({ row, cell, sheet }: { row: GridRow; cell: GridRow["cells"][number]; sheet: Sheet }) {
  const { t } = useTranslation("forecast");
  const language = useLanguage();
  const now = useNow();
  const draft = row.forecast.status === "DRAFT";
  const stands = draft ? cell.forecast : cell.commit;
  const wrong = sheet.wrong[`${row.mySide === "BUYER" ? row.itemId : row.id}|${cell.week}`];
  return (
    <div className={`forecast-week ${cell.isFrozen ? "frozen" : ""}`}>
      <span>W{weekNumber(cell.week)} <span className="t3">{formatDay(cell.week, language, now)}</span></span>
      <span className="t2">{t("forecast")} {formatQuantity(cell.forecast)}</span>
      {sheet.mayType(row)
        ? (
          <input
            key={stands ?? ""} inputMode="decimal" defaultValue={sheet.edits[row.id]?.[cell.week] ?? stands ?? ""} aria-invalid={wrong ? true : undefined}
            aria-label={`${cell.week} ${t(draft ? "forecast" : "commit")}`}
            onBlur={(event) => { const value = readQuantity(event.target.value); if (value !== null || event.target.value === "") sheet.put(row.id, cell.week, value === stands ? null : value); }}
          />
        )
        : <b>{cell.commit == null ? t("unanswered") : `${cell.confidence ? GLYPHS[cell.confidence] : ""} ${formatQuantity(cell.commit)}`}</b>}
      {cell.gap && Number(cell.gap) !== 0 && <span className={cell.gap.startsWith("-") ? "danger" : "info"}>{cell.gap.startsWith("-") ? "▼" : "▲"}{formatQuantity(cell.gap.replace("-", ""))}</span>}
      {wrong && <span className="danger wide">{wrong}</span>}
    </div>
  );
}
