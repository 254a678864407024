/** Small pieces the cards and the answer pages share. */
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ConfirmLineFragment } from "@/graphql/orders/graphql";
import { useConnection } from "@/live/LiveProvider";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { Chip } from "@/ui/chips";
import { dayOf, formatDay, formatDeadline, formatQuantity, hourOf } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { DateText } from "@/ui/values";

/** True from the width at which list and answer stand side by side. */
export function useWide(): boolean {
  const query = "(min-width: 1100px)";
  const [wide, setWide] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const apply = () => setWide(media.matches);
    media.addEventListener("change", apply);
    return () => media.removeEventListener("change", apply);
  }, []);
  return wide;
}

/** "今天 18:00 前答": amber today, red once it is over. */
export function DueChip({ at }: { at: string | null }) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  if (!at) return null;
  const instant = new Date(at);
  if (instant < now) return <Chip tone="danger" icon="alert">{formatDeadline(at, language, now).text}</Chip>;
  const day = dayOf(instant);
  if (day === dayOf(now)) return <Chip tone="warn" icon="clock">{t("confirm.due.today", { time: hourOf(instant) })}</Chip>;
  return <Chip tone="neut" icon="clock">{t("confirm.due.later", { at: `${formatDay(day, language, now)} ${hourOf(instant)}` })}</Chip>;
}

/** Item and quantity of one line, two short rows: fits 390 px. */
export function LineFacts({ line, quantity, showPrice = false }: { line: ConfirmLineFragment; quantity?: string; showPrice?: boolean }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <>
      <div className="row g8 between top">
        <b>{named(line.itemName, line.itemNameEn)}</b>
        <span className="nw"><b className="f16">{formatQuantity(quantity ?? line.orderedQuantity)}</b> <span className="f12 t3">{line.unitName}</span></span>
      </div>
      <div className="row g8 f13 t2 between">
        <span className="mono t3 ell">{line.itemNumber} · {line.label}</span>
        <span className="nw">{t("confirm.wanted")} <DateText value={line.requestedDate} weekday /></span>
      </div>
      {showPrice && line.supplierItemNumber && <div className="f12 t3">{t("confirm.ownNumber")} <span className="mono">{line.supplierItemNumber}</span></div>}
    </>
  );
}

/** Head of a page one goes into: the way back, what this is, and whether the line to the server lives. */
export function AnswerHead({ back, title, hint, extra }: { back: string | null; title: string; hint: ReactNode; extra?: ReactNode }) {
  const { t } = useTranslation("orders");
  const { status } = useConnection();
  return (
    <div className="answer-head">
      {back && (
        <Link to={back} className="icon-button" style={{ width: 44, height: 44 }} aria-label={t("confirm.back")}>
          <Icon name="back" size="l" />
        </Link>
      )}
      <div className="grow">
        {back ? <h1>{title}</h1> : <h2>{title}</h2>}
        <div className="f12 t3 ell">{hint}</div>
      </div>
      {extra}
      <span className={`live phone-only ${status === "live" ? "" : status === "lost" ? "lost" : "waiting"}`} style={{ padding: "0 12px" }}>
        <i /><span className="sr">{t(`confirm.live.${status}`)}</span>
      </span>
    </div>
  );
}
