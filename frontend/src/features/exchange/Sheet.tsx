import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { CellFixInput } from "@/graphql/exchange/graphql";
import { useShortcuts } from "@/ui/keys";
import { cellAt, isNumeric, nextError, type ImportCell, type ImportRow, type Place } from "./cells";
import type { Run } from "./ImportRunPage";
import { SheetCell, StateMark } from "./SheetCell";

const ROW = 44;
const AHEAD = 8;

type SheetProps = {
  run: Run;
  rows: ImportRow[];
  /** Number of the row to bring into view. */
  wantedRow: number | null;
  isEditable: boolean;
  isBusy: boolean;
  onEnd: () => void;
  onFix?: (fix: CellFixInput, before: string) => Promise<void>;
  onUndo?: () => void;
};

/** The rows of the file under their letters: only those in view are drawn; keys walk the cells. */
export function Sheet({ run, rows, wantedRow, isEditable, isBusy, onEnd, onFix, onUndo }: SheetProps) {
  const { t } = useTranslation("exchange");
  const columns = useMemo(() => run.columns.filter((column) => column.field !== null), [run.columns]);
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Place | null>(null);
  const height = Math.min(rows.length * ROW + ROW + 2, 646);

  const reveal = (place: Place) => {
    setAt(place);
    const view = box.current;
    if (!view) return;
    const y = place.row * ROW;
    if (y < view.scrollTop) view.scrollTop = y;
    else if (y + 2 * ROW > view.scrollTop + view.clientHeight) view.scrollTop = y + 2 * ROW - view.clientHeight;
  };
  const go = (step: 1 | -1) => {
    const place = nextError(rows, columns.map((column) => column.index), at, step);
    if (place) reveal(place);
  };
  useEffect(() => {
    if (wantedRow === null) return;
    const row = rows.findIndex((one) => one.number === wantedRow);
    if (row < 0) return;
    const column = columns.findIndex((one) => cellAt(rows[row], one.index)?.severity === "ERROR");
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the wish comes from outside and is followed once rows are there
    reveal({ row, column: Math.max(0, column) });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wantedRow, rows.length, columns]);

  useShortcuts({ n: () => go(1), p: () => go(-1), ...(onUndo && { "mod+z": onUndo }) });
  const onKey = (event: KeyboardEvent) => {
    if (editing) return;
    const moves: Record<string, Place> = {
      ArrowDown: { row: Math.min(rows.length - 1, at.row + 1), column: at.column },
      ArrowUp: { row: Math.max(0, at.row - 1), column: at.column },
      ArrowRight: { row: at.row, column: Math.min(columns.length - 1, at.column + 1) },
      ArrowLeft: { row: at.row, column: Math.max(0, at.column - 1) },
    };
    const move = moves[event.key];
    if (move) reveal(move);
    else if ((event.key === "Enter" || event.key === "F2") && isEditable) setEditing(at);
    else return;
    event.preventDefault();
  };
  const save = async (cell: ImportCell, row: ImportRow, value: string) => {
    setEditing(null);
    box.current?.focus();
    if (value !== cell.raw) await onFix?.({ row: row.number, column: cell.column, value }, cell.raw);
  };

  const widths = columns.map(widthOf);
  // Shares of one given width: rows that are drawn apart still stand under each other.
  const line = {
    gridTemplateColumns: `52px 36px ${widths.map((width) => `minmax(0, ${width}fr)`).join(" ")}`,
    width: `max(100%, ${widths.reduce((sum, width) => sum + width, 88)}px)`,
  };
  const first = Math.max(0, Math.floor(top / ROW) - AHEAD);
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + AHEAD);
  return (
    <div
      ref={box} className="sheet" style={{ height }} role="grid" tabIndex={0} aria-label={t("sheet.rows")} aria-rowcount={run.counts.rows} aria-busy={isBusy}
      onKeyDown={onKey}
      onScroll={(event) => {
        setTop(event.currentTarget.scrollTop);
        if (event.currentTarget.scrollHeight - event.currentTarget.scrollTop - event.currentTarget.clientHeight < 600) onEnd();
      }}
    >
      <div className="sheet-head" role="row" style={line}>
        <div role="columnheader" className="r" style={{ paddingTop: 13 }}>{t("sheet.row")}</div>
        <div role="columnheader"><span className="sr">{t("runs.state")}</span></div>
        {columns.map((column) => (
          <div key={column.index} role="columnheader" className={isNumeric(column.field) ? "r" : ""} title={column.header}>
            {run.fields.find((field) => field.key === column.field)?.label ?? column.header}
            <small className="t3">{t("sheet.letter", { letter: column.letter })}</small>
          </div>
        ))}
      </div>
      <div style={{ height: rows.length * ROW, position: "relative" }} role="presentation">
        {rows.slice(first, last).map((row, offset) => {
          const index = first + offset;
          return (
            <div key={row.number} role="row" aria-rowindex={row.number} className={`sheet-row ${index === at.row ? "here" : ""}`} style={{ ...line, top: index * ROW }}>
              <div role="rowheader" className="number">{row.number}</div>
              <div role="gridcell" className="mark"><StateMark row={row} /></div>
              {columns.map((column, place) => (
                <SheetCell
                  key={column.index} cell={cellAt(row, column.index)} isRight={isNumeric(column.field)} rowMessage={place === 0 ? row.message : null}
                  isHere={index === at.row && place === at.column}
                  isEditing={editing?.row === index && editing.column === place}
                  onPoint={() => setAt({ row: index, column: place })}
                  onEdit={isEditable ? () => setEditing({ row: index, column: place }) : undefined}
                  onSave={(cell, value) => void save(cell, row, value)} onCancel={() => { setEditing(null); box.current?.focus(); }}
                />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Enough for the heading and for the sentence of an error. */
function widthOf(column: Run["columns"][number]): number {
  const field = column.field ?? "";
  if (field === "unit") return 84;
  if (field.endsWith("quantity") || field.endsWith("name")) return 140;
  return isNumeric(field) || field.endsWith("_date") ? 112 : 120;
}
