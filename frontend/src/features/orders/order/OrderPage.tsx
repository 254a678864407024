import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { OrderPageDocument, SeeOrderDocument } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useAct } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { Tabs } from "@/ui/chips";
import { useShortcuts } from "@/ui/keys";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { useChanged } from "../book/useChanged";
import { DecisionPanel } from "./DecisionPanel";
import { HistoryTab, NoteTab, ProposalsTab, ReceiptsTab, ShipmentsTab } from "./FlowTabs";
import { LedgerPanel } from "./LedgerPanel";
import { OrderFacts } from "./OrderFacts";
import { OrderHead } from "./OrderHead";
import { PlanTable, type Order } from "./PlanTable";
import { LinePanel, WaitingPanel } from "./WaitingPanel";
import "./order.css";

const TABS = ["plan", "proposals", "shipments", "receipts", "note", "history"] as const;
type Tab = (typeof TABS)[number];

/** The supplier's first look is told to the buyer once. */
function useMarkSeen(order: Order | null | undefined) {
  const [see] = useAct(SeeOrderDocument, (data) => data.purchaseOrderMarkSeen);
  const seen = useRef<string | null>(null);
  const id = order?.allowedActs.includes("MARK_SEEN") ? order.id : null;
  useEffect(() => {
    if (!id || seen.current === id) return;
    seen.current = id;
    void see({ orderId: id });
  }, [id, see]);
}

function OrderView({ order, onReload }: { order: Order; onReload: () => void }) {
  const { t } = useTranslation("orders");
  const [address, setAddress] = useSearchParams();
  const changed = useChanged();
  const [tab, setTab] = useState<Tab>("plan");
  const lines = order.lines.flatMap((line) => line.scheduleLines);
  const wanted = address.get("line");
  const line = lines.find((one) => one.id === wanted) ?? lines.find((one) => one.isMyTurn) ?? lines[0];
  const pick = (id: string) => setAddress({ line: id }, { replace: true });
  const step = (by: number) => {
    const next = lines[lines.findIndex((one) => one.id === line?.id) + by];
    if (next) pick(next.id);
  };
  useShortcuts({ ArrowDown: () => step(1), ArrowUp: () => step(-1), j: () => step(1), k: () => step(-1) }, tab === "plan");
  useEffect(() => {
    document.title = `${order.number} · ${t("shell:brand")}`;
  }, [order.number, t]);

  const counts: Partial<Record<Tab, number>> = { plan: order.scheduleLineCount, shipments: order.asns.length, receipts: order.receipts.length };
  const proposal = line?.openProposal;
  return (
    <>
      <OrderHead order={order} />
      <OrderFacts order={order} />
      <div className="order-layout">
        <div className="col g16 grow">
          <section className="panel">
            <Tabs
              label={t("tab.label")}
              value={tab}
              onChange={setTab}
              choices={TABS.map((key) => ({ key, label: t(`tab.${key}`), count: counts[key], icon: key === "note" ? "lock" : undefined }))}
            />
            {tab === "plan" && <PlanTable order={order} current={line?.id ?? null} changed={changed} onPick={pick} />}
            {tab === "proposals" && <ProposalsTab orderId={order.id} />}
            {tab === "shipments" && <ShipmentsTab orderId={order.id} />}
            {tab === "receipts" && <ReceiptsTab orderId={order.id} />}
            {tab === "note" && <NoteTab orderId={order.id} />}
            {tab === "history" && <HistoryTab orderId={order.id} unit={order.lines[0]?.unitName ?? ""} />}
          </section>
          {line && tab === "plan" && <LedgerPanel key={line.id} lineId={line.id} orderId={order.id} />}
        </div>
        {line && (
          <aside className="order-side col g16">
            {proposal?.isMineToDecide ? <DecisionPanel key={proposal.id} order={order} line={line} proposal={proposal} onReload={onReload} />
              : proposal ? <WaitingPanel key={proposal.id} order={order} line={line} proposal={proposal} />
              : <LinePanel order={order} line={line} />}
          </aside>
        )}
      </div>
    </>
  );
}

/** One order with its promise ledger; both sides meet here. */
export default function OrderPage() {
  const { t } = useTranslation("orders");
  const { id = "" } = useParams();
  const { data, failure, loading, reload } = useRead(OrderPageDocument, { id });
  const order = data?.purchaseOrder;
  useLiveRefresh(reload, (change) => change.orderId === id, 300);
  useMarkSeen(order);

  if (loading) return <Skeleton rows={12} what={t("what.order")} />;
  if (failure) return <ErrorState what={t("what.order")} failure={failure} onRetry={reload} />;
  if (!order) return <MissingState />;
  return <OrderView key={order.id} order={order} onReload={reload} />;
}
