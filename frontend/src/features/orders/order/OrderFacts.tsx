import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { FactStrip, type Fact } from "@/ui/layout";
import { DateText, InstantText, MoneyText, Nothing } from "@/ui/values";
import type { Order } from "./PlanTable";

/** `0.13` or `13` → `13%`, without decimals it does not have. */
function percent(value: string): string {
  return `${formatQuantity(value)}%`;
}

/** The standing facts of the order in one strip. */
export function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const { terms } = order.partnership;
  const kept = order.firstPromiseKept;
  const tolerance = [
    terms.quantityTolerancePercent !== null && t("facts.quantityTolerance", { percent: percent(terms.quantityTolerancePercent) }),
    terms.dateToleranceDays !== null && t("facts.dateTolerance", { days: terms.dateToleranceDays }),
    terms.priceTolerancePercent !== null && t("facts.priceTolerance", { percent: percent(terms.priceTolerancePercent) }),
  ].filter(Boolean).join(" · ");

  const facts: Fact[] = [
    { label: t(`side.${order.mySide === "BUYER" ? "SUPPLIER" : "BUYER"}`), value: <Link to={`/directory/${order.partnership.id}`}>{named(order.partner.shortName, order.partner.shortNameEn)}</Link> },
    { label: t("facts.amount", { tax: percent(order.taxRate) }), value: <MoneyText value={order.amountWithTax} currency={order.currency} /> },
    {
      label: t("facts.confirmed"),
      value: order.quantities.map((sum) => <span key={sum.unit} className="nw">{formatQuantity(sum.confirmed)} / {formatQuantity(sum.ordered)} {sum.unitName} </span>),
    },
    {
      label: t("facts.firstPromise"),
      value: kept.value === null ? <Nothing /> : <span title={kept.formula}>{percent(kept.value)} <small>{t("facts.sample", { count: kept.sampleSize })}</small></span>,
    },
    { label: t("facts.shipTo"), value: <span title={order.shipTo.address}>{named(order.shipTo.name, order.shipTo.nameEn)}</span> },
    { label: t("facts.payment"), value: order.paymentTerms || <Nothing /> },
    { label: t("facts.tolerance"), value: tolerance || t("facts.noTolerance") },
    { label: t("facts.version"), value: <>v{order.version} <small><InstantText value={order.updatedAt} /></small></> },
  ];
  if (order.sentAt) facts.splice(5, 0, { label: t("facts.sent"), value: <DateText value={order.sentAt} /> });
  return <FactStrip facts={facts} />;
}
