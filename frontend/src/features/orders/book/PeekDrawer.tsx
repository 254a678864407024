import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { PeekLineDocument } from "@/graphql/orders/graphql";
import { useRead } from "@/session/useRead";
import { StateChip, WhoseTurn } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { LinkButton } from "@/ui/LinkButton";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { DateText, Deadline, InstantText, MoneyText, Quantity } from "@/ui/values";
import { LedgerList } from "../order/LedgerList";

/** One schedule line beside the list: its figures and its ledger, without leaving the row. */
export function PeekDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const { data, failure, loading, reload } = useRead(PeekLineDocument, { id: id ?? "" }, { pause: id === null });
  const line = data?.scheduleLine;
  const facts = line && [
    [t("book.column.partner"), named(line.partner.shortName, line.partner.shortNameEn)],
    [t("book.column.ordered"), <Quantity key="o" value={line.orderedQuantity} unit={line.unitName} />],
    [t("book.column.confirmed"), <Quantity key="c" value={line.confirmedQuantity} unit={line.unitName} zeroAsNone />],
    [t("book.column.requested"), <DateText key="r" value={line.requestedDate} weekday />],
    [t("book.column.promised"), <DateText key="p" value={line.promisedDate} weekday none={t("book.unanswered")} />],
    [t("book.column.firstPromised"), <DateText key="f" value={line.firstPromisedDate} />],
    [t("book.column.amount"), <MoneyText key="a" value={line.amount} currency={line.currency} />],
    [t("book.column.last"), <InstantText key="l" value={line.lastActAt} />],
  ] as const;
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      mask={false}
      size={400}
      title={line ? `${line.orderNumber} / ${line.label}` : t("book.peek")}
      extra={line && <LinkButton size="small" to={`/orders/${line.orderId}?line=${line.id}`}>{t("book.openOrder")}</LinkButton>}
    >
      {loading && <Skeleton />}
      {failure && <ErrorState what={t("what.line")} failure={failure} onRetry={reload} />}
      {data && !line && <MissingState />}
      {line && facts && (
        <div className="col g16">
          <div>
            <div className="b">{named(line.itemName, line.itemNameEn)}</div>
            <div className="t3 f12 mono">{line.itemNumber}</div>
          </div>
          <div className="row g8 wrap">
            <StateChip state={line.status} />
            <WhoseTurn turn={line.turn} isMyTurn={line.isMyTurn} />
            {line.answerDueAt && <Deadline value={line.answerDueAt} chip />}
          </div>
          <dl className="pairs">
            {facts.map(([label, value]) => [<dt key={`${label}-name`}>{label}</dt>, <dd key={label}>{value}</dd>])}
          </dl>
          <LedgerList entries={line.ledger} unit={line.unitName} />
        </div>
      )}
    </Drawer>
  );
}
