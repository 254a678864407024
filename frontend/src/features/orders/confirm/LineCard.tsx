import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ConfirmLineFragment } from "@/graphql/orders/graphql";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { formatDay, formatMoney, formatQuantity } from "@/ui/format";
import { Icon, type IconName } from "@/ui/icons";
import { DateText } from "@/ui/values";
import type { Choice } from "./answers";
import { LineFacts, useWide } from "./bits";

const WAYS = ["split", "counter", "reject"] as const;
const CHOICE_ICONS: Record<Choice["kind"], IconName> = { ACCEPT: "check", SPLIT: "split", COUNTER: "arrows", REJECT: "cross" };

type LineCardProps = { orderId: string; line: ConfirmLineFragment; choice: Choice | null; onPick: (choice: Choice | null) => void };

/** One schedule line with its four answers; shows what is chosen until it is sent. */
export function LineCard({ orderId, line, choice, onPick }: LineCardProps) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const wide = useWide();
  return (
    <article className="card answer-line" aria-label={`${line.label} ${line.itemName}`}>
      {wide ? <WideFacts line={line} /> : <NarrowFacts line={line} />}
      {choice && <Chosen line={line} choice={choice} onDrop={() => onPick(null)} />}
      <div className="choice-row">
        {choice?.kind !== "ACCEPT" && (
          <Button size="large" onClick={() => onPick({ kind: "ACCEPT" })}>{t("confirm.way.accept")}</Button>
        )}
        {WAYS.map((way) => (
          <Button key={way} size="large" danger={way === "reject"} onClick={() => void navigate(`/confirm/${orderId}/${line.id}/${way}`)}>
            {t(`confirm.way.${way}`)}
          </Button>
        ))}
      </div>
    </article>
  );
}

function NarrowFacts({ line }: { line: ConfirmLineFragment }) {
  return (
    <div>
      <LineFacts line={line} showPrice />
      {line.unitPrice && (
        <div className="f12 t3">{formatMoney(line.unitPrice, line.currency)}/{line.unitName}{line.amount && <> · {formatMoney(line.amount, line.currency)}</>}</div>
      )}
    </div>
  );
}

/** The same in columns, so that many lines fit a desk. */
function WideFacts({ line }: { line: ConfirmLineFragment }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <div className="answer-facts">
      <div className="ell">
        <b>{named(line.itemName, line.itemNameEn)}</b>
        <div className="f12 t3 ell"><span className="mono">{line.itemNumber} · {line.label}</span>{line.supplierItemNumber && <> · {t("confirm.ownNumber")} <span className="mono">{line.supplierItemNumber}</span></>}</div>
      </div>
      <div className="r f12 t3">
        {line.unitPrice && <div>{formatMoney(line.unitPrice, line.currency)}/{line.unitName}</div>}
        {line.amount && <div>{formatMoney(line.amount, line.currency)}</div>}
      </div>
      <div className="r">
        <b className="f16">{formatQuantity(line.orderedQuantity)}</b> <span className="f12 t3">{line.unitName}</span>
        <div className="f12 t2">{t("confirm.wanted")} <DateText value={line.requestedDate} weekday /></div>
      </div>
    </div>
  );
}

function Chosen({ line, choice, onDrop }: { line: ConfirmLineFragment; choice: Choice; onDrop: () => void }) {
  const { t } = useTranslation("orders");
  const text = useChoiceText(line, choice);
  return (
    <div className={`chosen ${choice.kind}`} role="status">
      <Icon name={CHOICE_ICONS[choice.kind]} />
      <span className="grow">{text}</span>
      <button type="button" className="icon-button" aria-label={t("confirm.dropChoice")} onClick={onDrop}><Icon name="undo" /></button>
    </div>
  );
}

function useChoiceText(line: ConfirmLineFragment, choice: Choice): string {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  const day = (date: string) => formatDay(date, language, now);
  switch (choice.kind) {
    case "ACCEPT":
      return t("confirm.chosen.accept", { quantity: formatQuantity(line.orderedQuantity), unit: line.unitName, date: day(line.requestedDate) });
    case "SPLIT":
      return t("confirm.chosen.split", {
        count: choice.parts.length,
        parts: choice.parts.map((part) => `${day(part.date)} ${formatQuantity(part.quantity)}`).join(t("confirm.agreed.comma")),
      });
    case "COUNTER":
      return t("confirm.chosen.counter", {
        quantity: formatQuantity(choice.quantity), unit: line.unitName, date: day(choice.date),
        price: choice.price ? t("confirm.chosen.price", { price: formatMoney(choice.price, line.currency) }) : "",
      });
    case "REJECT":
      return t("confirm.chosen.reject", { reason: t(`ui:reason.${choice.reasonCode}`) });
  }
}
