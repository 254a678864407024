import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportRowState } from "@/graphql/exchange/graphql";
import { Icon, type IconName } from "@/ui/icons";
import type { Tone } from "@/ui/states";
import { cellClass, type ImportCell, type ImportRow } from "./cells";

const MARKS: Record<ImportRowState, { icon: IconName; tone: Tone | "t3" }> = {
  OK: { icon: "check", tone: "ok" },
  ATTENTION: { icon: "clock", tone: "warn" },
  REFUSED: { icon: "alert", tone: "danger" },
  SKIPPED: { icon: "minus", tone: "t3" },
  CREATED: { icon: "plus", tone: "ok" },
  UPDATED: { icon: "pen", tone: "info" },
  UNCHANGED: { icon: "minus", tone: "t3" },
};

export function StateMark({ row }: { row: ImportRow }) {
  const { t } = useTranslation("exchange");
  const { icon, tone } = MARKS[row.state];
  const word = t(`row.${row.state}`);
  return <span className={tone} title={row.message ?? word}><Icon name={icon} label={word} /></span>;
}

type SheetCellProps = {
  cell: ImportCell | undefined;
  isRight: boolean;
  /** Reason of a row refused as a whole, said in its first cell. */
  rowMessage: string | null;
  isHere: boolean;
  isEditing: boolean;
  onPoint: () => void;
  onEdit?: () => void;
  onSave: (cell: ImportCell, value: string) => void;
  onCancel: () => void;
};

/** A cell as it was typed, what it is read as, and what is wrong with it. */
export function SheetCell({ cell, isRight, rowMessage, isHere, isEditing, onPoint, onEdit, onSave, onCancel }: SheetCellProps) {
  const { t } = useTranslation("exchange");
  const look = `cell ${cellClass(cell?.severity)} ${isRight ? "right" : ""} ${isHere ? "at" : ""}`;
  if (!cell) return <div role="gridcell" className={look} />;
  if (isEditing) {
    return <div role="gridcell" className={look}><CellInput cell={cell} onSave={(value) => onSave(cell, value)} onCancel={onCancel} /></div>;
  }
  const wrong = cell.severity === "ERROR" || cell.severity === "ATTENTION";
  const note = wrong ? cell.message ?? rowMessage : cell.severity === "REWRITTEN" ? t("sheet.readAs", { value: cell.value ?? "" }) : rowMessage;
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys are handled by the grid
    <div role="gridcell" className={look} title={note ?? cell.raw} onClick={onPoint} onDoubleClick={onEdit}>
      <span>{cell.raw || (wrong ? t("cause.blank") : "")}{cell.isFixed && <Icon name="pen" size="xs" className="fixed-mark" label={t("sheet.fixed")} />}</span>
      {note && <small>{wrong && <Icon name={cell.severity === "ERROR" ? "alert" : "clock"} size="xs" />}{note}</small>}
    </div>
  );
}

function CellInput({ cell, onSave, onCancel }: { cell: ImportCell; onSave: (value: string) => void; onCancel: () => void }) {
  const { t } = useTranslation("exchange");
  const [value, setValue] = useState(cell.suggestion ?? cell.raw);
  return (
    <input
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to type here
      autoFocus aria-label={t("sheet.edit")} value={value}
      onFocus={(event) => event.target.select()} onChange={(event) => setValue(event.target.value)} onBlur={() => onSave(value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") onSave(value);
        if (event.key === "Escape") onCancel();
      }}
    />
  );
}
