import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatQuantity } from "@/ui/format";
import { heatOf, readQuantity, type GridCell as Cell } from "./sheet";

export const GLYPHS = { SURE: "●", LIKELY: "◐", CONDITIONAL: "○" } as const;

type Props = {
  cell: Cell | undefined; draft: boolean; edit: string | undefined; wrong: string | undefined; here: boolean; tabbable: boolean; typing: string | null;
  onTyped: (value: string | null, step?: [number, number]) => void; onPoint: (edit: boolean) => void;
};

/** Forecast small above, commit bold below, gap third; what was typed and not saved stands out. */
export function GridCell({ cell, draft, edit, wrong, here, tabbable, typing, onTyped, onPoint }: Props) {
  const { t } = useTranslation("forecast");
  if (!cell) return <td className="none" />;
  const heat = draft ? null : heatOf(cell);
  const open = !draft && cell.isOpen && edit === undefined;
  const looks = [cell.isFrozen && "frozen", heat, open && "open", here && "here", edit !== undefined && "edited", wrong && "wrong", cell.exceptions.includes("CHANGED") && "changed"];
  return (
    <td
      role="gridcell" tabIndex={tabbable ? 0 : -1} data-at={here && typing === null ? true : undefined} className={looks.filter(Boolean).join(" ")} title={wrong}
      aria-invalid={wrong ? true : undefined} onClick={() => onPoint(false)} onDoubleClick={() => onPoint(true)} onFocus={() => { if (!here) onPoint(false); }}
    >
      <span className="sr">{sentence(cell, draft, edit, wrong, t)}</span>
      {here && typing !== null ? <Typing start={typing} onTyped={onTyped} /> : <div aria-hidden><Shown cell={cell} draft={draft} edit={edit} open={open} /></div>}
    </td>
  );
}

function sentence(cell: Cell, draft: boolean, edit: string | undefined, wrong: string | undefined, t: (key: string, values?: Record<string, unknown>) => string): string {
  const said = edit ?? cell.commit;
  const words = [cell.week, `${t("forecast")} ${formatQuantity(cell.forecast)}`];
  if (draft) words.push(edit === undefined ? "" : `${t("typed")} ${edit}`);
  else words.push(said ? `${t("commit")} ${formatQuantity(said)}` : t("unanswered"), cell.confidence ? t(`confidence.${cell.confidence}`) : "");
  return [...words, ...cell.exceptions.map((one) => t(`exception.${one}`)), wrong ?? ""].filter(Boolean).join(", ");
}

function Shown({ cell, draft, edit, open }: { cell: Cell; draft: boolean; edit: string | undefined; open: boolean }) {
  const { t } = useTranslation("forecast");
  const moved = cell.previous != null && Number(cell.previous) !== Number(cell.forecast);
  if (draft) {
    return (
      <>
        <div className="f t3">{moved && cell.previous ? <s>{formatQuantity(cell.previous)}</s> : "\u00a0"}</div>
        <div className="c">{formatQuantity(edit ?? cell.forecast)}</div>
      </>
    );
  }
  const said = edit ?? cell.commit;
  const gap = cell.gap && edit === undefined ? Number(cell.gap) : 0;
  return (
    <>
      <div className="f">{moved && <span title={formatQuantity(cell.previous ?? "0")}>Δ </span>}{formatQuantity(cell.forecast)}</div>
      <div className="c">{said != null ? <>{cell.confidence && edit === undefined && <span className="glyph">{GLYPHS[cell.confidence]}</span>} {formatQuantity(said)}</> : open && <span className="t3 plain">{t("unanswered")}</span>}</div>
      {gap !== 0 && <div className={gap < 0 ? "g danger" : "g info"}>{gap < 0 ? "▼" : "▲"}{formatQuantity((cell.gap ?? "").replace("-", ""))}</div>}
    </>
  );
}

/** The one input of the grid; Enter goes down, Tab to the right, Escape leaves the cell as it was. */
function Typing({ start, onTyped }: { start: string; onTyped: Props["onTyped"] }) {
  const { t } = useTranslation("forecast");
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => input.current?.focus(), []);
  const finish = (step?: [number, number]) => {
    if (done.current) return;
    done.current = true;
    const text = input.current?.value ?? "";
    onTyped(text.trim() === "" ? "" : readQuantity(text), step);
  };
  return (
    <input
      ref={input} defaultValue={start} inputMode="decimal" aria-label={t("typed")} onBlur={() => finish()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") { done.current = true; onTyped(null); }
        if (event.key === "Enter") finish([1, 0]);
        if (event.key === "Tab") { event.preventDefault(); finish([0, event.shiftKey ? -1 : 1]); }
      }}
    />
  );
}
