import { Button, Input, Select } from "antd";
import { useReducer, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { CreateOrderDocument, DraftOrderDocument, NewOrderPartnersDocument, SendNewOrderDocument, UpdateDraftDocument, type DraftOrderQuery, type NewOrderPartnersQuery } from "@/graphql/orders/graphql";
import { useAct, whyNot, type Refused } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { useToast } from "@/ui/toast";
import { draftAfter, EMPTY_DRAFT, isComplete, linesInput, loadedDraft, refusedOfLine, refusedOfOrder, type Draft, type DraftEvent } from "./draft";
import { LineEditor } from "./LineEditor";
import { useSources } from "./useSources";
import "./new.css";

type DraftOrder = NonNullable<DraftOrderQuery["purchaseOrder"]>;
type Partnership = NewOrderPartnersQuery["partnerships"]["edges"][number]["node"];

/** The standing terms the order will carry, in one line. */
function TermsLine({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation("orders");
  const { terms } = partnership;
  const parts = [
    t("facts.tax", { tax: `${formatQuantity(terms.taxRate)}%` }), terms.paymentTerms, terms.incoterm,
    t("new.acknowledge", { hours: terms.acknowledgeHours }),
    terms.quantityTolerancePercent !== null && t("facts.quantityTolerance", { percent: `${formatQuantity(terms.quantityTolerancePercent)}%` }),
    terms.dateToleranceDays !== null && t("facts.dateTolerance", { days: terms.dateToleranceDays }),
  ].filter(Boolean);
  return <p className="f12 t3">{parts.join(" · ")}</p>;
}

function HeadFields({ draft, data, fixed, dispatch }: { draft: Draft; data: NewOrderPartnersQuery; fixed: boolean; dispatch: (event: DraftEvent) => void }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const partnerships = data.partnerships.edges.map(({ node }) => node);
  const chosen = partnerships.find((one) => one.id === draft.partnershipId);
  return (
    <div className="new-head">
      <label className="col g4">
        <span className="f12 t2">{t("side.SUPPLIER")}</span>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          autoFocus
          disabled={fixed}
          value={draft.partnershipId || undefined}
          placeholder={t("new.chooseSupplier")}
          aria-label={t("side.SUPPLIER")}
          onChange={(id: string) => dispatch({ type: "partner", id })}
          options={partnerships.map((one) => ({ value: one.id, label: [named(one.partner.shortName, one.partner.shortNameEn), one.partner.region, one.supplierCode].filter(Boolean).join(" · ") }))}
        />
        {chosen && <TermsLine partnership={chosen} />}
      </label>
      <label className="col g4">
        <span className="f12 t2">{t("facts.shipTo")}</span>
        <Select
          value={draft.siteId || undefined}
          placeholder={t("new.chooseSite")}
          aria-label={t("facts.shipTo")}
          onChange={(siteId: string) => dispatch({ type: "head", part: { siteId } })}
          options={data.sites.map((site) => ({ value: site.id, label: `${site.code} ${named(site.name, site.nameEn)}` }))}
        />
      </label>
      <label className="col g4">
        <span className="f12 t2">{t("new.reference")}</span>
        <Input maxLength={80} value={draft.externalReference} onChange={(event) => dispatch({ type: "head", part: { externalReference: event.target.value } })} />
      </label>
      <label className="col g4 new-note">
        <span className="f12 t2">{t("new.note")}</span>
        <Input.TextArea rows={2} maxLength={2000} value={draft.note} onChange={(event) => dispatch({ type: "head", part: { note: event.target.value } })} />
      </label>
    </div>
  );
}

/** What the form starts with: a draft that exists already, or nothing. */
function draftOf(order: DraftOrder | null): Draft {
  if (!order) return EMPTY_DRAFT;
  return loadedDraft({
    partnershipId: order.partnership.id, siteId: order.shipTo.id, note: order.note, externalReference: order.externalReference,
    lines: order.lines.map((line) => ({
      itemId: line.itemId ?? "", unitPrice: line.unitPrice ?? "",
      parts: line.scheduleLines.map((part) => ({ quantity: formatQuantity(part.orderedQuantity), date: part.requestedDate })),
    })),
  });
}

function useSave(draft: Draft, existing: { id: string; version: number } | null) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const navigate = useNavigate();
  const [create, creating] = useAct(CreateOrderDocument, (data) => data.purchaseOrderCreate);
  const [update, updating] = useAct(UpdateDraftDocument, (data) => data.purchaseOrderUpdateDraft);
  const [send, sending] = useAct(SendNewOrderDocument, (data) => data.purchaseOrderSend);
  const [refused, setRefused] = useState<Refused[]>([]);

  const save = async (thenSend: boolean) => {
    setRefused([]);
    const content = { shipToSiteId: draft.siteId, lines: linesInput(draft), note: draft.note, externalReference: draft.externalReference };
    const saved = existing
      ? await update({ orderId: existing.id, version: existing.version, ...content })
      : await create({ partnershipId: draft.partnershipId, ...content });
    const order = saved.payload?.order;
    if (!saved.ok || !order) return setRefused(saved.refused.length > 0 ? saved.refused : [{ code: "", message: whyNot(saved) }]);
    if (thenSend) {
      const sent = await send({ orderId: order.id, version: order.version });
      // The draft is safe already; the order page shows it and says why it could not go out.
      if (!sent.ok) message.error(whyNot(sent));
      else message.success(t("new.sent", { number: order.number }));
    }
    void navigate(`/orders/${order.id}`);
  };
  return { save, refused, busy: creating || updating || sending };
}

function OrderForm({ order, data }: { order: DraftOrder | null; data: NewOrderPartnersQuery }) {
  const { t } = useTranslation("orders");
  const maySend = useCan("ORDER_SEND");
  const [draft, dispatch] = useReducer(draftAfter, order, draftOf);
  const { save, refused, busy } = useSave(draft, order);
  const complete = isComplete(draft);
  return (
    <>
      <PageHead
        crumb={<><Link to="/orders">{t("book.title")}</Link><Icon name="right" size="xs" /><span>{order?.number ?? t("book.new")}</span></>}
        title={order ? t("new.editTitle", { number: order.number }) : t("book.new")}
      />
      <div className="col g16">
        <Panel><HeadFields draft={draft} data={data} fixed={Boolean(order)} dispatch={dispatch} /></Panel>
        {draft.partnershipId && <LinesPanel draft={draft} refused={refused} dispatch={dispatch} />}
        {refusedOfOrder(refused).map((one) => <Banner key={one.code + one.field} tone="danger">{one.message}</Banner>)}
        <div className="row g8 wrap">
          {maySend && <Button type="primary" icon={<Icon name="send" />} loading={busy} disabled={!complete} onClick={() => void save(true)}>{t("new.send", { count: draft.lines.length })}</Button>}
          <Button loading={busy} disabled={!complete} onClick={() => void save(false)}>{t("new.save")}</Button>
          {!complete && <span className="f12 t3">{t("new.incomplete")}</span>}
        </div>
      </div>
    </>
  );
}

/** Writes an order: supplier, place, items with price hints from the source options, deliveries. */
export default function NewOrderPage() {
  const { t } = useTranslation("orders");
  const [address] = useSearchParams();
  const id = address.get("draft");
  const partners = useRead(NewOrderPartnersDocument, {});
  const existing = useRead(DraftOrderDocument, { id: id ?? "" }, { pause: id === null });
  if (partners.loading || (id !== null && existing.loading)) return <Skeleton rows={6} height={44} />;
  const failure = partners.failure ?? (id === null ? null : existing.failure);
  if (failure || !partners.data) return <ErrorState what={t("what.partners")} failure={failure ?? { message: "" }} onRetry={partners.reload} />;
  const order = id === null ? null : existing.data?.purchaseOrder;
  if (order === undefined || (order && !order.allowedActs.includes("UPDATE_DRAFT"))) return <MissingState act={<Link to="/orders">{t("book.title")}</Link>} />;
  return <OrderForm key={id ?? "new"} order={order} data={partners.data} />;
}

function LinesPanel({ draft, refused, dispatch }: { draft: Draft; refused: Refused[]; dispatch: (event: DraftEvent) => void }) {
  const { t } = useTranslation("orders");
  const { byItem, loading, failure } = useSources(draft.partnershipId);
  return (
    <Panel title={t("new.lines", { count: draft.lines.length })} hint={t("new.linesHint")} bare>
      {failure && <ErrorState what={t("what.sources")} failure={failure} />}
      {loading && byItem.size === 0 ? <Skeleton rows={2} height={60} /> : draft.lines.map((line, index) => (
        <LineEditor key={line.key} line={line} index={index} sources={byItem} refused={refusedOfLine(refused, index)} removable={draft.lines.length > 1} dispatch={dispatch} />
      ))}
      <div className="panel-foot">
        <Button size="small" icon={<Icon name="plus" />} onClick={() => dispatch({ type: "addLine" })}>{t("new.addLine")}</Button>
        {byItem.size === 0 && !loading && <span className="warn">{t("new.noSources")}</span>}
      </div>
    </Panel>
  );
}
