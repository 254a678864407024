import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BookRowFragment } from "@/graphql/orders/graphql";
import { StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { DateText, Deadline, Quantity } from "@/ui/values";

/** The order book on a phone: one card per row, one fact per line. */
export function BookCards({ rows, changed, placeholder, hasMore, loadingMore, onMore }: {
  rows: readonly BookRowFragment[]; changed: ReadonlySet<string>; placeholder?: ReactNode; hasMore: boolean; loadingMore: boolean; onMore: () => void;
}) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  if (placeholder) return placeholder;
  return (
    <div className="book-cards">
      {rows.map((row) => (
        <Link key={row.id} to={`/orders/${row.orderId}?line=${row.id}`} className={changed.has(row.id) ? "book-card is-changed" : "book-card"}>
          <span className="row g8">
            <b className="grow ell">{row.orderNumber}<span className="t3"> / {row.label}</span></b>
            <StateChip state={row.status} />
          </span>
          <span className="ell">{named(row.itemName, row.itemNameEn)} <span className="t3 mono">{row.itemNumber}</span></span>
          <span className="row g12 f13 t2 wrap">
            <span>{named(row.partner.shortName, row.partner.shortNameEn)}</span>
            <Quantity value={row.orderedQuantity} unit={row.unitName} />
            <span><DateText value={row.requestedDate} /> → <DateText value={row.promisedDate} none={t("book.unanswered")} /></span>
            {row.answerDueAt && row.isMyTurn && <Deadline value={row.answerDueAt} chip />}
          </span>
        </Link>
      ))}
      {hasMore && <Button block size="large" loading={loadingMore} onClick={onMore}>{t("book.more")}</Button>}
    </div>
  );
}
