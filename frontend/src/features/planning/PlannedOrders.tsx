import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PlanAdoptDocument, PlanOrdersDocument, PlanSitesDocument } from "@/graphql/planning/graphql";
import { useExport } from "@/lists/useExport";
import { usePages } from "@/live/usePages";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { addDays, formatMoney } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Banner } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { DateText, MoneyText, Quantity } from "@/ui/values";
import { WhyDrawer, type WhyQuestion } from "./WhyDrawer";
import type { PlannedOrder, Run } from "./looks";

const REACHES = ["1", "2", "4", "all"] as const;
const MOST = 100;

/** What the plan would order. Those of the coming weeks become drafts, one for each partner, with one press. */
export function PlannedOrders({ run, isNewest }: { run: Run; isNewest: boolean }) {
  const { t } = useTranslation("planning");
  const [reach, setReach] = useState<(typeof REACHES)[number]>("1");
  const filter = { untilWeek: reach === "all" ? null : addDays(run.start, 7 * (Number(reach) - 1)) };
  const pages = usePages(PlanOrdersDocument, { runId: run.id, filter, first: MOST }, (data) => data.planOrders);
  const exporting = useExport("PLAN_ORDER");
  const mayExport = useCan("EXPORT_RUN");
  const waiting = pages.rows.filter((order) => order.adoptedAt === null);
  return (
    <>
      <div className="list-tools">
        <Segments label={t("orders.reach")} value={reach} onChange={setReach} choices={REACHES.map((key) => ({ key, label: t(`orders.reach.${key}`) }))} />
        <span className="grow" />
        {mayExport && isNewest && <Button icon={<Icon name="download" />} loading={exporting.percent !== null} disabled={pages.rows.length === 0} onClick={() => exporting.start({ filter })}>{t("export")}</Button>}
        {isNewest && <Adopt run={run} waiting={waiting} onDone={pages.reload} />}
      </div>
      {!isNewest && <Banner tone="info">{t("orders.older")}</Banner>}
      {pages.loading && <Skeleton rows={6} height={36} what={t("view.orders")} />}
      {pages.failure && <ErrorState what={t("view.orders")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="check" title={t("orders.none")}>{t("orders.noneText")}</EmptyState>}
      {pages.rows.length > 0 && <List run={run} orders={pages.rows} />}
      {pages.hasMore && <div className="panel-foot"><Button loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
    </>
  );
}

function Adopt({ run, waiting, onDone }: { run: Run; waiting: PlannedOrder[]; onDone: () => void }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const may = useCan("ORDER_WRITE");
  const sites = useRead(PlanSitesDocument, {}, { pause: !may });
  const [site, setSite] = useState<string | null>(null);
  const [refused, setRefused] = useState("");
  const [adopt, adopting] = useAct(PlanAdoptDocument, (answer) => answer.planAdopt);
  if (!may) return null;
  const places = sites.data?.sites ?? [];
  const shipTo = site ?? places[0]?.id;
  const sum = waiting.reduce((total, order) => total + Number(order.amount), 0);
  const submit = async () => {
    if (!shipTo) return;
    const answer = await adopt({ runId: run.id, planOrderIds: waiting.map((order) => order.id), shipToSiteId: shipTo });
    setRefused(answer.ok ? "" : whyNot(answer));
    onDone();
  };
  return (
    <>
      {refused && <span className="danger f13" role="alert">{refused}</span>}
      <Select aria-label={t("orders.site")} value={shipTo} onChange={setSite} style={{ minWidth: 140 }} options={places.map((place) => ({ value: place.id, label: named(place.name, place.nameEn) }))} />
      <Button type="primary" icon={<Icon name="send" />} loading={adopting} disabled={waiting.length === 0 || !shipTo} onClick={() => void submit()}>
        {t("orders.adopt", { count: waiting.length, amount: formatMoney(sum.toFixed(2), "CNY", true) })}
      </Button>
    </>
  );
}

function List({ run, orders }: { run: Run; orders: readonly PlannedOrder[] }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const [question, setQuestion] = useState<WhyQuestion | null>(null);
  const ask = (order: PlannedOrder) => setQuestion({
    title: t("why.orderTitle", { item: named(order.item.name, order.item.nameEn) }),
    parts: [
      { heading: t("why.orderHeading"), none: t("why.orderNone"), filter: { subject: "ORDER", sourceOptionId: order.sourceOptionId, week: order.orderWeek } },
      { heading: t("why.othersHeading"), none: t("why.othersNone"), filter: { subject: "OPTION", itemId: order.item.id } },
    ],
  });
  return (
    <ScrollRegion label={t("view.orders")}>
      <table className="plan-orders">
        <thead>
          <tr>
            <th scope="col">{t("board.item")}</th><th scope="col">{t("orders.partner")}</th><th scope="col">{t("orders.orderWeek")}</th>
            <th scope="col">{t("orders.arrivalWeek")}</th><th scope="col" className="r">{t("orders.quantity")}</th>
            <th scope="col" className="r">{t("orders.price")}</th><th scope="col" className="r">{t("orders.amount")}</th><th scope="col">{t("orders.draft")}</th><th scope="col">{t("peg.page")}</th><th scope="col" aria-label={t("why.ask")} />
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <td><b>{named(order.item.name, order.item.nameEn)}</b><div className="f12 t3 mono">{order.item.number}</div></td>
              <td>{order.partnership ? named(order.partnership.partner.shortName, order.partnership.partner.shortNameEn) : "—"}</td>
              <td><DateText value={order.orderWeek} /></td>
              <td><DateText value={order.arrivalWeek} /></td>
              <td className="r"><Quantity value={order.quantity} unit={order.item.unitName} /></td>
              <td className="r"><MoneyText value={order.unitPrice} currency="CNY" /></td>
              <td className="r"><MoneyText value={order.amount} currency="CNY" whole /></td>
              <td>{order.orderId ? <Link className="mono" to={`/orders/${order.orderId}`}>{order.orderNumber}</Link> : <span className="t3">{t("orders.waiting")}</span>}</td>
              <td><Link to={`/planning/pegging?run=${run.id}&item=${order.item.id}&order=${order.id}`}>{t("peg.back")}</Link></td>
              <td className="r"><Button size="small" type="text" onClick={() => ask(order)}>{t("why.ask")}</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
      {question && <WhyDrawer run={run} question={question} onClose={() => setQuestion(null)} />}
    </ScrollRegion>
  );
}
