import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import type { Dispatch } from "react";
import { useTranslation } from "react-i18next";
import type { SourceChoiceFragment } from "@/graphql/orders/graphql";
import type { Refused } from "@/session/useAct";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { addDays, dayOf, formatDay, formatMoney, formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { isPositive } from "../decimal";
import type { DraftEvent, DraftLine } from "./draft";

type Sources = ReadonlyMap<string, SourceChoiceFragment>;

/** What the source option says of this item: smallest order, multiple, lead time, price steps. */
function SourceHints({ source }: { source: SourceChoiceFragment }) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  const unit = source.item.unitName;
  const earliest = formatDay(addDays(dayOf(now), source.leadTimeDays), language, now);
  const hints = [
    isPositive(source.minimumOrderQuantity) && t("new.hint.minimum", { quantity: formatQuantity(source.minimumOrderQuantity), unit }),
    isPositive(source.orderMultiple) && source.orderMultiple !== "1" && t("new.hint.multiple", { quantity: formatQuantity(source.orderMultiple), unit }),
    source.leadTimeDays > 0 && t("new.hint.leadTime", { days: source.leadTimeDays, day: earliest }),
    ...source.priceBreaks.map((step) => t("new.hint.priceBreak", { quantity: formatQuantity(step.fromQuantity), price: formatMoney(step.unitPrice, source.currency) })),
  ].filter(Boolean);
  return <span className="f12 t3">{hints.join(" · ")}</span>;
}

type Props = { line: DraftLine; index: number; sources: Sources; refused: Refused[]; removable: boolean; dispatch: Dispatch<DraftEvent> };

/** One item with its price and as many deliveries as wanted. */
export function LineEditor({ line, index, sources, refused, removable, dispatch }: Props) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const now = useNow();
  const source = sources.get(line.itemId);
  const options = [...sources.values()].map(({ item }) => ({ value: item.id, label: `${item.number} ${named(item.name, item.nameEn)}` }));
  const earliest = source ? addDays(dayOf(now), source.leadTimeDays) : "";

  return (
    <div className="new-line">
      <b className="new-line-number">{(index + 1) * 10}</b>
      <div className="col g4 new-line-item">
        <Select
          showSearch={{ optionFilterProp: "label" }}
          value={line.itemId || undefined}
          placeholder={t("new.item")}
          aria-label={t("new.item")}
          options={options}
          onChange={(itemId: string) => dispatch({ type: "line", line: index, part: { itemId } })}
        />
        {source && <SourceHints source={source} />}
        {refused.map((one) => <span key={one.code + one.field} className="f12 danger row g4" role="alert"><Icon name="alert" size="xs" />{one.message}</span>)}
      </div>
      <Input
        className="new-line-price"
        inputMode="decimal"
        aria-label={t("new.price")}
        value={line.unitPrice}
        placeholder={source?.unitPrice ? formatQuantity(source.unitPrice) : t("new.price")}
        suffix={source?.currency}
        onChange={(event) => dispatch({ type: "line", line: index, part: { unitPrice: event.target.value } })}
      />
      <div className="col g6 new-line-parts">
        {line.parts.map((part, at) => (
          <div key={part.key} className="row g6">
            <Input
              inputMode="decimal" aria-label={t("new.quantity")} placeholder={t("new.quantity")} value={part.quantity} suffix={source?.item.unitName}
              onChange={(event) => dispatch({ type: "part", line: index, part: at, change: { quantity: event.target.value } })}
            />
            <DatePicker
              aria-label={t("new.date")} placeholder={t("new.date")} value={part.date ? dayjs(part.date) : null}
              status={part.date && part.date < earliest ? "warning" : undefined}
              onChange={(day) => dispatch({ type: "part", line: index, part: at, change: { date: day?.format("YYYY-MM-DD") ?? "" } })}
            />
            {line.parts.length > 1 && (
              <Button type="text" aria-label={t("new.dropPart")} icon={<Icon name="minus" />} onClick={() => dispatch({ type: "dropPart", line: index, part: at })} />
            )}
          </div>
        ))}
        <button type="button" className="link-button f12" onClick={() => dispatch({ type: "addPart", line: index })}>{t("new.addPart")}</button>
      </div>
      <Button type="text" disabled={!removable} aria-label={t("new.dropLine")} icon={<Icon name="bin" />} onClick={() => dispatch({ type: "dropLine", line: index })} />
    </div>
  );
}
