import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ShippingLinesDocument, type ShippingLinesQuery } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { usePages } from "@/live/usePages";
import { Chip } from "@/ui/chips";
import { useNamed, useNow } from "@/ui/clock";
import { dayOf, daysBetween, formatQuantity } from "@/ui/format";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { DateText } from "@/ui/values";
import { groupByDestination, type Destination } from "./destinations";
import { dueQuantity } from "./lots";
import { ReportProduction } from "./ReportProduction";
import "../goods.css";

type Line = ShippingLinesQuery["scheduleLines"]["edges"][number]["node"];
const SHIPPABLE = { side: "SUPPLIER", shippable: true } as const;

/** Promised goods by place of delivery: what is ticked in one place goes on one ship notice. */
export default function ShippingPage() {
  const { t } = useTranslation("orders");
  const pages = usePages(ShippingLinesDocument, { filter: SHIPPABLE, first: 100 }, (data) => data.scheduleLines);
  useLiveRefresh(pages.reload);
  const total = pages.head?.scheduleLines.totalCount;
  return (
    <div className="goods">
      <PageHead title={t("ship.title")} hint={total === undefined ? undefined : t("ship.hint", { count: total })} />
      {pages.loading && <Panel bare><Skeleton rows={6} height={54} what={t("ship.loading")} /></Panel>}
      {pages.failure && <Panel><ErrorState what={t("ship.what")} failure={pages.failure} onRetry={pages.reload} /></Panel>}
      {pages.head && pages.rows.length === 0 && (
        <Panel>
          <EmptyState icon="truck" title={t("ship.empty")} act={<Link to="/asns">{t("ship.emptyAct")}</Link>}>{t("ship.emptyText")}</EmptyState>
        </Panel>
      )}
      <div className="col g16">
        {groupByDestination(pages.rows).map((group) => <DestinationPanel key={group.key} group={group} onReported={pages.reload} />)}
        {pages.hasMore && <Button size="large" loading={pages.loadingMore} onClick={pages.more}>{t("ship.more")}</Button>}
      </div>
    </div>
  );
}

function DestinationPanel({ group, onReported }: { group: Destination<Line>; onReported: () => void }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const navigate = useNavigate();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = group.lines.filter((line) => ticked.has(line.id));
  const toggle = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const all = chosen.length === group.lines.length;
  const ship = () => void navigate(`/asns/new?lines=${chosen.map((line) => line.id).join(",")}`);
  return (
    <Panel
      bare
      title={<>{named(group.partner.shortName, group.partner.shortNameEn)} · {named(group.shipTo.name, group.shipTo.nameEn)}</>}
      hint={t("ship.lines", { count: group.lines.length })}
      extra={
        <Button size="small" type="text" onClick={() => setTicked(all ? new Set() : new Set(group.lines.map((line) => line.id)))}>
          {t(all ? "ship.tickNone" : "ship.tickAll")}
        </Button>
      }
    >
      <div className="goods-list">
        {group.lines.map((line) => (
          <ShippingRow key={line.id} line={line} isTicked={ticked.has(line.id)} onToggle={() => toggle(line.id)} onReported={onReported} />
        ))}
      </div>
      <div className="panel-foot goods-bar">
        <span className="grow">{chosen.length === 0 && t("ship.tickFirst")}</span>
        <Button type="primary" disabled={chosen.length === 0} onClick={ship}>{t("ship.create", { count: chosen.length })}</Button>
      </div>
    </Panel>
  );
}

type RowProps = { line: Line; isTicked: boolean; onToggle: () => void; onReported: () => void };

function ShippingRow({ line, isTicked, onToggle, onReported }: RowProps) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <div className={`goods-row ${isTicked ? "selected" : ""}`}>
      <label className="tick">
        <input type="checkbox" checked={isTicked} onChange={onToggle} aria-label={t("ship.tick", { item: line.itemName, label: `${line.orderNumber} ${line.label}` })} />
      </label>
      <div className="ell">
        <b>{named(line.itemName, line.itemNameEn)}</b>
        <div className="f12 t3 ell"><span className="mono">{line.itemNumber}</span> · <Link to={`/orders/${line.orderId}`}>{line.orderNumber} / {line.label}</Link></div>
      </div>
      <div className="right">
        <b className="f16">{formatQuantity(dueQuantity(line))}</b> <span className="f12 t3">{line.unitName}</span>
        <div className="f12 t3">{t("ship.ofConfirmed", { shipped: formatQuantity(line.shippedQuantity), confirmed: formatQuantity(line.confirmedQuantity) })}</div>
      </div>
      <div className="wide"><DateText value={line.promisedDate ?? line.requestedDate} weekday /></div>
      <div className="goods-foot">
        <DueWord line={line} />
        <span className="acts"><ReportProduction line={line} onReported={onReported} /></span>
      </div>
    </div>
  );
}

/** How near the promised day is. */
function DueWord({ line }: { line: Line }) {
  const { t } = useTranslation("orders");
  const now = useNow();
  const day = line.promisedDate ?? line.requestedDate;
  const days = daysBetween(dayOf(now), day);
  if (days < 0) return <Chip tone="danger" icon="alert">{t("ship.late", { count: -days })}</Chip>;
  if (days === 0) return <Chip tone="warn" icon="clock">{t("ship.today")}</Chip>;
  return <Chip tone={days <= 3 ? "warn" : "neut"} icon="clock">{t("ship.inDays", { count: days })}</Chip>;
}
