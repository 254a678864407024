import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ConfirmCardsQuery, ConfirmLineFragment } from "@/graphql/orders/graphql";
import { useNamed } from "@/ui/clock";
import { formatMoney } from "@/ui/format";
import { InstantText } from "@/ui/values";
import { canAnswer, canDecide, canPromise } from "./answers";
import { DueChip, LineFacts, useWide } from "./bits";
import { DecideBlock, PromiseBlock } from "./OtherCards";
import type { Act } from "./outbox";

export type CardOrder = ConfirmCardsQuery["purchaseOrders"]["edges"][number]["node"];

// Beside the answer panel a card only has to tell which order it is.
const LINES_SHOWN = { wide: 2, narrow: 6 };

type OrderCardProps = {
  order: CardOrder;
  isCurrent: boolean;
  /** Acts on this order that have not reached the server. */
  isPending: boolean;
  onAct: (order: CardOrder, act: Act) => void;
};

/** One order that waits: what is wanted, until when, and the two ways on. */
export function OrderCard({ order, isCurrent, isPending, onAct }: OrderCardProps) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const most = LINES_SHOWN[useWide() ? "wide" : "narrow"];
  const lines = order.lines.flatMap((line) => line.scheduleLines);
  const toAnswer = lines.filter(canAnswer);
  const toDecide = lines.filter(canDecide);
  const toPromise = lines.filter(canPromise);
  return (
    <article className={`card ${isCurrent ? "current" : ""}`} aria-label={order.number}>
      <div className="row g8">
        <b className="ell">{named(order.partner.shortName, order.partner.shortNameEn)}</b>
        <span className="grow" />
        <DueChip at={order.nextDueAt} />
      </div>
      <div className="f12 t3">
        {order.number}
        {order.sentAt && <> · {t("confirm.card.sent")} <InstantText value={order.sentAt} /></>}
        {" · "}{t("confirm.card.lines", { count: order.scheduleLineCount })}
        {order.amountWithTax && <> · {t("confirm.card.total", { amount: formatMoney(order.amountWithTax, order.currency) })}</>}
      </div>
      {toAnswer.slice(0, most).map((line) => <div key={line.id} className="card-line"><LineFacts line={line} /></div>)}
      {toAnswer.length > most && <p className="card-line f12 t3">{t("confirm.card.more", { count: toAnswer.length - most })}</p>}
      {toAnswer.length > 0 && <AnswerActs order={order} lines={toAnswer} isPending={isPending} onAct={onAct} />}
      {toDecide.map((line) => <DecideBlock key={line.id} orderId={order.id} line={line} isPending={isPending} onAct={(act) => onAct(order, act)} />)}
      {toPromise.map((line) => <PromiseBlock key={line.id} orderId={order.id} line={line} />)}
      {isPending && <p className="f12 warn" role="status" style={{ marginTop: 8 }}>{t("confirm.card.pending")}</p>}
    </article>
  );
}

type AnswerActsProps = Omit<OrderCardProps, "isCurrent"> & { lines: ConfirmLineFragment[] };

function AnswerActs({ order, lines, isPending, onAct }: AnswerActsProps) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const accept = () => onAct(order, {
    kind: "answer",
    answers: lines.map((line) => ({ scheduleLineId: line.id, version: line.version, kind: "ACCEPT" })),
  });
  return (
    <div className="card-acts">
      <Button type="primary" size="large" disabled={isPending} onClick={accept}>
        {lines.length > 1 ? t("confirm.acceptAll", { count: lines.length }) : t("confirm.acceptOne")}
      </Button>
      <Button size="large" disabled={isPending} onClick={() => void navigate(`/confirm/${order.id}`)}>{t("confirm.byLine")}</Button>
    </div>
  );
}
