import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "./icons";
import { STATE_LOOKS, type StateFamily, type StateLook, type Tone } from "./states";

export function Chip({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`chip ${tone}`}>
      {icon && <Icon name={icon} size="xs" />}
      {children}
    </span>
  );
}

/** Icon, word and colour of a state, in that order of trust. */
export function StateChip({ family = "line", state }: { family?: StateFamily; state: string }) {
  const { t } = useTranslation("ui");
  const looks: Record<string, StateLook> = STATE_LOOKS[family];
  const look = looks[state] ?? { icon: "info", tone: "neut" };
  return <Chip tone={look.tone} icon={look.icon}>{t(`state.${family}.${state}`)}</Chip>;
}

/** Whose turn it is: written, not coloured. */
export function WhoseTurn({ turn, isMyTurn }: { turn: string | null | undefined; isMyTurn: boolean }) {
  const { t } = useTranslation("ui");
  if (!turn) return null;
  return <span className={isMyTurn ? "b" : "t3"}>{t(isMyTurn ? "turn.mine" : "turn.theirs")}</span>;
}

/** The pill of one filter; its cross takes the filter off. */
export function FilterPill({ label, value, onOpen, onClear }: {
  label: string; value: ReactNode; onOpen?: () => void; onClear: () => void;
}) {
  const { t } = useTranslation("ui");
  return (
    <span className="pill">
      {onOpen ? <button type="button" style={{ width: "auto", margin: 0 }} onClick={onOpen}>{label}</button> : label}
      <b>{value}</b>
      <button type="button" aria-label={t("filter.clearOne", { name: label })} onClick={onClear}>
        <Icon name="cross" size="xs" />
      </button>
    </span>
  );
}

type Choice<Key extends string> = { key: Key; label: string; count?: number | null };

/** One of a few, with counts. */
export function Segments<Key extends string>({ label, value, choices, onChange }: {
  label: string; value: Key; choices: Choice<Key>[]; onChange: (key: Key) => void;
}) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.key} type="button" aria-pressed={choice.key === value} onClick={() => onChange(choice.key)}>
          {choice.label}
          {choice.count != null && <small>{choice.count}</small>}
        </button>
      ))}
    </div>
  );
}

/** Tabs over one panel; arrow keys move along them. */
export function Tabs<Key extends string>({ label, value, choices, onChange, extra }: {
  label: string; value: Key; choices: (Choice<Key> & { icon?: IconName })[]; onChange: (key: Key) => void; extra?: ReactNode;
}) {
  const move = (step: number) => {
    const at = choices.findIndex((choice) => choice.key === value);
    const next = choices[(at + step + choices.length) % choices.length];
    if (next) onChange(next.key);
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} style={{ display: "contents" }}>
      {choices.map((choice) => (
        <button
          key={choice.key}
          type="button"
          role="tab"
          aria-selected={choice.key === value}
          tabIndex={choice.key === value ? 0 : -1}
          onClick={() => onChange(choice.key)}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") move(1);
            if (event.key === "ArrowLeft") move(-1);
          }}
        >
          {choice.label}
          {choice.count != null && <small>{choice.count}</small>}
          {choice.icon && <Icon name={choice.icon} size="xs" />}
        </button>
      ))}
      </div>
      {extra}
    </div>
  );
}

export function Keycap({ children }: { children: ReactNode }) {
  return <span className="key" aria-hidden>{children}</span>;
}
