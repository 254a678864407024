/** Values as they stand in tables and facts: aligned, with unit, never a bare blank. */
import { useTranslation } from "react-i18next";
import { useLanguage, useNow } from "./clock";
import { formatDay, formatDeadline, formatDifference, formatInstant, formatMoney, formatQuantity, hourOf, dayOf } from "./format";
import { Icon } from "./icons";

/** None, not known, no right to see: three different things, never 0 or blank. */
export function Nothing({ why = "none" }: { why?: "none" | "unknown" | "unshared" }) {
  const { t } = useTranslation("ui");
  return <span className="t3">{t(`value.${why}`)}</span>;
}

type QuantityProps = { value: string | null | undefined; unit?: string; zeroAsNone?: boolean };

/** `1,200 件`; leave the unit out where the column head has it. */
export function Quantity({ value, unit, zeroAsNone = false }: QuantityProps) {
  if (value == null) return <Nothing why="unknown" />;
  if (zeroAsNone && Number(value) === 0) return <Nothing />;
  return <span className="nw">{formatQuantity(value)}{unit ? ` ${unit}` : ""}</span>;
}

type MoneyProps = { value: string | null | undefined; currency: string; whole?: boolean };

/** Null means no right to read prices. */
export function MoneyText({ value, currency, whole = false }: MoneyProps) {
  if (value == null) return <Nothing why="unshared" />;
  return <span className="nw">{formatMoney(value, currency, whole)}</span>;
}

type DateTextProps = { value: string | null | undefined; weekday?: boolean; none?: string };

/** A calendar day; `none` is the word for its absence (for instance “待答复”). */
export function DateText({ value, weekday = false, none }: DateTextProps) {
  const language = useLanguage();
  const now = useNow();
  if (!value) return none ? <span className="t3">{none}</span> : <Nothing />;
  return <time dateTime={value} className="nw">{formatDay(value, language, now, weekday)}</time>;
}

/** An instant: “ago” up to ten minutes, then the clock; the full instant as a hint. */
export function InstantText({ value }: { value: string | null | undefined }) {
  const language = useLanguage();
  const now = useNow();
  if (!value) return <Nothing />;
  const instant = new Date(value);
  return (
    <time dateTime={value} className="nw" title={`${dayOf(instant)} ${hourOf(instant, true)}`}>
      {formatInstant(value, language, now)}
    </time>
  );
}

type DeadlineProps = { value: string | null | undefined; chip?: boolean };

/** Time left to a deadline, or by how much it is over. */
export function Deadline({ value, chip = false }: DeadlineProps) {
  const language = useLanguage();
  const now = useNow();
  if (!value) return <Nothing />;
  const { text, over, near } = formatDeadline(value, language, now);
  const tone = over ? "danger" : near ? "warn" : chip ? "neut" : "t2";
  const instant = new Date(value);
  const title = `${dayOf(instant)} ${hourOf(instant)}`;
  if (!chip) return <time dateTime={value} title={title} className={`nw ${tone}`}>{text}</time>;
  return (
    <span className={`chip ${tone}`} title={title}>
      <Icon name={over ? "alert" : "clock"} size="xs" />
      {text}
    </span>
  );
}

type DifferenceProps = {
  value: number | string | null | undefined;
  /** Which direction hurts; colour follows good and bad, never the sign. */
  bad?: "more" | "less";
  unit?: string;
};

export function Difference({ value, bad = "more", unit }: DifferenceProps) {
  if (value == null) return <Nothing />;
  const number = Number(value);
  const hurts = bad === "more" ? number > 0 : number < 0;
  const tone = number === 0 ? "" : hurts ? "danger b" : "ok";
  return <span className={`nw ${tone}`}>{formatDifference(value)}{unit ? ` ${unit}` : ""}</span>;
}

/** “数据 09:42:06”: when the figures beside it were read. */
export function DataAge({ at }: { at: string | Date | null }) {
  const { t } = useTranslation("ui");
  if (!at) return null;
  return (
    <span className="age">
      <Icon name="clock" size="xs" />
      {t("age.data", { at: hourOf(new Date(at), true) })}
    </span>
  );
}
