import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { OrderLedgerDocument, type Cause, type OrderLedgerQuery } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useRead } from "@/session/useRead";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { dayOf, formatDay, formatDifference } from "@/ui/format";
import { Panel } from "@/ui/layout";
import { EmptyState, ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { InstantText } from "@/ui/values";
import { daysOf, makeAxis } from "./axis";
import { CAUSE_LOOKS, CausePatterns, LedgerChart } from "./LedgerChart";
import { LedgerList } from "./LedgerList";
import { ledgerSentence } from "./words";

type Line = NonNullable<OrderLedgerQuery["scheduleLine"]>;

function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = place.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}

function Legend({ line }: { line: Line }) {
  const { t } = useTranslation("orders");
  const swatch = (fill: string, tone: string, dashed = false) => (
    <svg width={14} height={10} aria-hidden><rect x={0.5} y={0.5} width={13} height={9} fill={fill} stroke={`var(--${tone}-f)`} strokeDasharray={dashed ? "3 2" : undefined} /></svg>
  );
  const cause = ({ cause: by, days }: { cause: Cause; days: number }) => (
    <span key={by} className="row g6">{swatch(CAUSE_LOOKS[by].pattern, CAUSE_LOOKS[by].tone)}{t("ledger.byCause", { cause: t(`ui:cause.${by}`), days: formatDifference(days) })}</span>
  );
  return (
    <>
      {line.slippage.byCause.filter(({ days }) => days !== 0).map(cause)}
      {line.slippage.pendingDays !== 0 && (
        <span className="row g6">{swatch("none", "nego", true)}{t("ledger.pending", { days: formatDifference(line.slippage.pendingDays) })}</span>
      )}
      <span className="row g6"><svg width={14} height={10} aria-hidden><path d="M7 0v10" stroke="var(--accent-text)" strokeDasharray="3 2" /></svg>{t("ledger.today")}</span>
    </>
  );
}

function Timeline({ line }: { line: Line }) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  const [place, width] = useWidth();
  const today = dayOf(now);
  const chartWidth = Math.max(260, Math.min(620, Math.round(width * 0.6)));
  const axis = useMemo(() => makeAxis([...daysOf(line.ledger), today], chartWidth, Math.floor(chartWidth / 62)), [line.ledger, today, chartWidth]);
  const narrow = width > 0 && width < 620;
  return (
    <div ref={place} className="ledger">
      {narrow ? <LedgerList entries={line.ledger} unit={line.unitName} /> : width > 0 && (
        <>
          <ol className="ledger-entries">
            {line.ledger.map((entry) => {
              const sentence = ledgerSentence(entry, line.unitName, t, language, now);
              return (
                <li key={entry.id}>
                  <span className="t3 f12 nw"><InstantText value={entry.occurredAt} /></span>
                  <div className="grow">
                    <div className="row g6"><b className="nw">{t(`ledger.kind.${entry.kind}`)}</b><span className="t3 f12 ell">{entry.actorName || t(`side.${entry.side}`)}</span></div>
                    <div className="f12 t2 ell" title={sentence}>{sentence}</div>
                  </div>
                </li>
              );
            })}
          </ol>
          <LedgerChart entries={line.ledger} axis={axis} />
        </>
      )}
    </div>
  );
}

/** Every promise ever made on one schedule line: who, what, when, and who moved the date. */
export function LedgerPanel({ lineId, orderId }: { lineId: string; orderId: string }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const language = useLanguage();
  const now = useNow();
  const { data, failure, loading, reload } = useRead(OrderLedgerDocument, { id: lineId });
  useLiveRefresh(reload, (change) => change.orderId === orderId, 400);
  const line = data?.scheduleLine;
  const slip = line?.slippage;
  return (
    <Panel
      title={line ? t("ledger.title", { label: line.label, item: named(line.itemName, line.itemNameEn) }) : t("ledger.bare")}
      hint={t("ledger.hint")}
      extra={slip?.firstPromisedDate && slip.currentDate && (
        <span className="f12 t2">
          {t("ledger.moved", { from: formatDay(slip.firstPromisedDate, language, now), to: formatDay(slip.currentDate, language, now) })}{" "}
          <b>{formatDifference(slip.totalDays)} {t("ui:unit.days")}</b>
        </span>
      )}
      bare
      foot={line && line.ledger.length > 0 && <Legend line={line} />}
    >
      <CausePatterns />
      {loading && <Skeleton rows={4} height={46} />}
      {failure && <ErrorState what={t("ledger.bare")} failure={failure} onRetry={reload} />}
      {data && !line && <MissingState />}
      {line && (line.ledger.length > 0 ? <Timeline line={line} /> : <EmptyState icon="clock" title={t("ledger.empty")} />)}
    </Panel>
  );
}
