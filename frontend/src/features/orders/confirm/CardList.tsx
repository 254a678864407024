import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Banner } from "@/ui/layout";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { OrderCard, type CardOrder } from "./OrderCard";
import type { Act } from "./outbox";
import type { CardFilter, useCards } from "./useCards";
import { useOutbox } from "./useOutbox";

const VIEWS: readonly CardFilter[] = ["all", "today", "changed"];

type CardListProps = {
  cards: ReturnType<typeof useCards>;
  filter: CardFilter;
  onFilter: (filter: CardFilter) => void;
  currentId: string | null;
};

export function CardList({ cards, filter, onFilter, currentId }: CardListProps) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const { outbox, pending } = useOutbox();
  const act = (order: CardOrder, what: Act) => {
    void outbox.submit(order, what).then(() => cards.reload());
    void navigate(`/confirm/${order.id}/result`);
  };
  return (
    <>
      <div className="confirm-pills" role="group" aria-label={t("confirm.views")}>
        {VIEWS.map((view) => (
          <button key={view} type="button" className="pill" aria-pressed={view === filter} onClick={() => onFilter(view)}>
            {t(`confirm.view.${view}`)} {cards.counts[view] ?? ""}
          </button>
        ))}
      </div>
      {pending.length > 0 && (
        <div style={{ marginBottom: 12 }}>
          <Banner tone="warn" icon="offline"><b>{t("confirm.offline.title", { count: pending.length })}</b> {t("confirm.offline.text")}</Banner>
        </div>
      )}
      {cards.loading && <div className="card"><Skeleton rows={6} height={56} what={t("confirm.loading")} /></div>}
      {cards.failure && <div className="card"><ErrorState what={t("confirm.what")} failure={cards.failure} onRetry={cards.reload} /></div>}
      {cards.orders?.length === 0 && (
        <div className="card">
          {filter === "all"
            ? <EmptyState icon="check" title={t("confirm.empty")} act={<Button onClick={() => void navigate("/shipping")}>{t("confirm.emptyAct")}</Button>}>{t("confirm.emptyText")}</EmptyState>
            : <EmptyFilter filters={1} onClear={() => onFilter("all")} />}
        </div>
      )}
      <div className="confirm-list">
        {cards.orders?.map((order) => (
          <OrderCard
            key={order.id} order={order} isCurrent={order.id === currentId} onAct={act}
            isPending={pending.some((one) => one.orderId === order.id)}
          />
        ))}
        {cards.hasMore && <Button size="large" loading={cards.refreshing} onClick={cards.more}>{t("confirm.moreCards")}</Button>}
      </div>
    </>
  );
}
