import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { OrderFlowDocument, OrderHistoryDocument, OrderNoteDocument, OrderProposalsDocument, SaveNoteDocument } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { usePages } from "@/live/usePages";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { StateChip } from "@/ui/chips";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { DateText, Difference, InstantText, Nothing, Quantity } from "@/ui/values";
import { LedgerList } from "./LedgerList";

/** Every counter of the order, open ones first. */
export function ProposalsTab({ orderId }: { orderId: string }) {
  const { t } = useTranslation("orders");
  const { data, failure, loading, reload } = useRead(OrderProposalsDocument, { id: orderId });
  useLiveRefresh(reload, (change) => change.orderId === orderId, 400);
  if (loading) return <Skeleton rows={3} />;
  if (failure) return <ErrorState what={t("tab.proposals")} failure={failure} onRetry={reload} />;
  const rows = (data?.purchaseOrder?.lines ?? []).flatMap((line) => line.scheduleLines.flatMap((schedule) =>
    schedule.proposals.map((proposal) => ({ proposal, label: schedule.label, unit: line.unitName }))));
  rows.sort((a, b) => Number(b.proposal.status === "OPEN") - Number(a.proposal.status === "OPEN") || b.proposal.createdAt.localeCompare(a.proposal.createdAt));
  if (rows.length === 0) return <EmptyState icon="arrows" title={t("proposals.empty")}>{t("proposals.emptyHint")}</EmptyState>;
  return (
    <div className="scroll-x">
      <table className="plain dense">
        <thead>
          <tr>
            <th>{t("plan.column.label")}</th><th>{t("proposals.by")}</th><th className="r">{t("decide.field.quantity")}</th><th className="r">{t("decide.field.date")}</th>
            <th className="r">{t("book.column.deviation")}</th><th>{t("decide.field.reason")}</th><th>{t("book.column.status")}</th><th>{t("proposals.when")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ proposal, label, unit }) => (
            <tr key={proposal.id}>
              <td>{label}</td>
              <td>{t(`side.${proposal.side}`)} <span className="t3">{proposal.proposedByName}</span></td>
              <td className="r"><Quantity value={proposal.newQuantity} unit={unit} /></td>
              <td className="r"><DateText value={proposal.oldDate} /> → <DateText value={proposal.newDate} /></td>
              <td className="r"><Difference value={proposal.dateShiftDays} /></td>
              <td>{proposal.reasonCode ? t(`ui:reason.${proposal.reasonCode}`) : <Nothing />}</td>
              <td><StateChip family="proposal" state={proposal.status} /></td>
              <td className="t2"><InstantText value={proposal.decidedAt ?? proposal.createdAt} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Ship notices with lines of this order. */
export function ShipmentsTab({ orderId }: { orderId: string }) {
  const { t } = useTranslation("orders");
  const { data, failure, loading, reload } = useRead(OrderFlowDocument, { id: orderId });
  useLiveRefresh(reload, (change) => change.orderId === orderId, 400);
  if (loading) return <Skeleton rows={3} />;
  if (failure) return <ErrorState what={t("tab.shipments")} failure={failure} onRetry={reload} />;
  const asns = data?.purchaseOrder?.asns ?? [];
  if (asns.length === 0) return <EmptyState icon="truck" title={t("shipments.empty")}>{t("shipments.emptyHint")}</EmptyState>;
  return (
    <div className="scroll-x">
      <table className="plain dense">
        <thead>
          <tr><th>{t("shipments.number")}</th><th>{t("book.column.status")}</th><th>{t("shipments.lines")}</th><th>{t("shipments.carrier")}</th><th>{t("shipments.departed")}</th><th>{t("shipments.expected")}</th></tr>
        </thead>
        <tbody>
          {asns.map((asn) => (
            <tr key={asn.id}>
              <td><Link to={`/asns/${asn.id}`}>{asn.number}</Link></td>
              <td><StateChip family="asn" state={asn.status} /></td>
              <td>{asn.lines.filter((line) => line.orderId === orderId).map((line) => <div key={line.id}>{line.scheduleLineLabel} · <Quantity value={line.quantity} unit={line.unitName} />{line.lotNumber && <span className="t3 mono"> {line.lotNumber}</span>}</div>)}</td>
              <td>{[asn.carrierName, asn.vehiclePlate].filter(Boolean).join(" · ") || <Nothing />}</td>
              <td><InstantText value={asn.departedAt} /></td>
              <td><InstantText value={asn.arrivedAt ?? asn.estimatedArrivalAt} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What arrived, and what was short, damaged or sent back. */
export function ReceiptsTab({ orderId }: { orderId: string }) {
  const { t } = useTranslation("orders");
  const { data, failure, loading, reload } = useRead(OrderFlowDocument, { id: orderId });
  useLiveRefresh(reload, (change) => change.orderId === orderId, 400);
  if (loading) return <Skeleton rows={3} />;
  if (failure) return <ErrorState what={t("tab.receipts")} failure={failure} onRetry={reload} />;
  const receipts = data?.purchaseOrder?.receipts ?? [];
  if (receipts.length === 0) return <EmptyState icon="box" title={t("receipts.empty")}>{t("receipts.emptyHint")}</EmptyState>;
  const amount = (value: string) => <Quantity value={value} zeroAsNone />;
  return (
    <div className="scroll-x">
      <table className="plain dense">
        <thead>
          <tr>
            <th>{t("receipts.number")}</th><th>{t("plan.column.label")}</th><th>{t("receipts.lot")}</th><th className="r">{t("receipts.shipped")}</th><th className="r">{t("receipts.accepted")}</th>
            <th className="r">{t("receipts.short")}</th><th className="r">{t("receipts.over")}</th><th className="r">{t("receipts.damaged")}</th><th className="r">{t("receipts.rejected")}</th><th>{t("receipts.posted")}</th>
          </tr>
        </thead>
        <tbody>
          {receipts.flatMap((receipt) => receipt.lines.map((line) => (
            <tr key={line.id}>
              <td>{receipt.number}</td><td>{line.asnLine.scheduleLineLabel}</td><td className="mono">{line.lotNumber || <Nothing />}</td>
              <td className="r">{amount(line.shippedQuantity)}</td><td className="r">{amount(line.acceptedQuantity)}</td><td className="r warn">{amount(line.shortQuantity)}</td>
              <td className="r">{amount(line.overQuantity)}</td><td className="r danger">{amount(line.damagedQuantity)}</td><td className="r danger">{amount(line.rejectedQuantity)}</td>
              <td className="t2"><InstantText value={receipt.postedAt} /> {receipt.receivedByName}</td>
            </tr>
          )))}
        </tbody>
      </table>
    </div>
  );
}

/** A note only one's own enterprise ever sees. */
export function NoteTab({ orderId }: { orderId: string }) {
  const { t } = useTranslation("orders");
  const { data, failure, loading, reload } = useRead(OrderNoteDocument, { id: orderId });
  const [save, busy] = useAct(SaveNoteDocument, (answer) => answer.privateNoteSave);
  const note = data?.purchaseOrder?.privateNote;
  const [text, setText] = useState<string | null>(null);
  const [refusal, setRefusal] = useState("");
  if (loading) return <Skeleton rows={3} />;
  if (failure) return <ErrorState what={t("tab.note")} failure={failure} onRetry={reload} />;
  const shown = text ?? note?.text ?? "";
  const submit = async () => {
    const answer = await save({ orderId, text: shown, version: note?.version });
    setRefusal(whyNot(answer));
    if (answer.ok) {
      setText(null);
      reload();
    }
  };
  return (
    <div className="panel-body col g8">
      <p className="f12 t3">{t("note.hint")}</p>
      <Input.TextArea rows={5} maxLength={4000} aria-label={t("tab.note")} value={shown} onChange={(event) => setText(event.target.value)} />
      {refusal && <span className="danger f12" role="alert">{refusal}</span>}
      <div className="row g12">
        <Button type="primary" loading={busy} disabled={text === null || text === note?.text} onClick={() => void submit()}>{t("note.save")}</Button>
        {note && <span className="f12 t3">{t("note.last", { name: note.updatedByName })} <InstantText value={note.updatedAt} /></span>}
      </div>
    </div>
  );
}

/** Everything both sides did on this order, newest first, from the ledger. */
export function HistoryTab({ orderId, unit }: { orderId: string; unit: string }) {
  const { t } = useTranslation("orders");
  const list = usePages(OrderHistoryDocument, { id: orderId, first: 50 }, (data) => data.purchaseOrder?.ledger ?? { edges: [], pageInfo: { hasNextPage: false } });
  useLiveRefresh(list.reload, (change) => change.orderId === orderId, 400);
  if (list.loading) return <Skeleton rows={6} />;
  if (list.failure) return <ErrorState what={t("tab.history")} failure={list.failure} onRetry={list.reload} />;
  if (list.rows.length === 0) return <EmptyState icon="clock" title={t("ledger.empty")} />;
  return (
    <div className="panel-body">
      <LedgerList entries={list.rows} unit={unit} />
      {list.hasMore && <Button size="small" loading={list.loadingMore} onClick={list.more}>{t("book.more")}</Button>}
    </div>
  );
}
