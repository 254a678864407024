/** Short words about what was just done or refused, read out too. They stand at the foot, above everything. */
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

type Tone = "ok" | "danger" | "info";
type Word = { id: number; tone: Tone; text: string; lines: { name: string; text: string }[]; at: Date };

export type Toast = {
  success: (text: string) => void;
  error: (text: string) => void;
  info: (text: string) => void;
  /** Partly done: what was refused, name by name. Stays until it is closed. */
  report: (text: string, lines: { name: string; text: string }[]) => void;
};

const ToastContext = createContext<Toast | null>(null);
const STAYS: Record<Tone, number> = { ok: 4_000, info: 5_000, danger: 10_000 };
const ICONS = { ok: "check", danger: "alert", info: "info" } as const;

export function useToast(): Toast {
  const toast = useContext(ToastContext);
  if (!toast) throw new Error("outside of ToastProvider");
  return toast;
}

function clock(at: Date): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("ui");
  const [words, setWords] = useState<Word[]>([]);
  const count = useRef(0);

  const drop = useCallback((id: number) => setWords((old) => old.filter((word) => word.id !== id)), []);
  const say = useCallback((tone: Tone, text: string, lines: Word["lines"] = []) => {
    const id = ++count.current;
    setWords((old) => [...old.slice(-2), { id, tone, text, lines, at: new Date() }]);
    if (lines.length === 0) setTimeout(() => drop(id), STAYS[tone]);
  }, [drop]);
  const toast = useMemo<Toast>(() => ({
    success: (text) => say("ok", text),
    error: (text) => say("danger", text),
    info: (text) => say("info", text),
    report: (text, lines) => say("danger", text, lines),
  }), [say]);

  return (
    <ToastContext.Provider value={toast}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {words.map((word) => (
          <div key={word.id} className={`toast ${word.tone}`}>
            <Icon name={ICONS[word.tone]} />
            <div className="grow">
              {word.text}
              {word.lines.length > 0 && (
                <ul>{word.lines.map((line) => <li key={line.name}><b>{line.name}</b> {line.text}</li>)}</ul>
              )}
            </div>
            <span className="t3 f12 nw">{clock(word.at)}</span>
            <button type="button" className="icon-button" aria-label={t("toast.close")} onClick={() => drop(word.id)}><Icon name="cross" size="xs" /></button>
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}
