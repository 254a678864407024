"""One act on one locked schedule line: what it changes, its ledger entries, its audit entry and its event."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from audit import services as audit
from common.clock import now
from common.errors import Invalid
from events import services as events
from orders import errors
from orders.models import (
    AdvanceShipNotice,
    Forecast,
    GoodsReceipt,
    PromiseEntry,
    PurchaseOrder,
    ReplenishmentBand,
    ScheduleLine,
)
from orders.services import transitions
from orders.states import REASONS, Cause, LedgerKind, Reason, Side, cause_of
from tenancy.models import Enterprise

LINE_FACTS = (
    "status", "version", "requested_quantity", "ordered_quantity", "confirmed_quantity", "backordered_quantity",
    "rejected_quantity", "cancelled_quantity", "shipped_quantity", "in_transit_quantity", "received_quantity",
    "short_quantity", "refused_quantity", "over_quantity", "requested_date", "confirmed_date",
    "first_promised_date", "unit_price", "production_percent", "reason_code",
)  # fmt: skip


KNOWN_REASONS = frozenset(reason.value for reason in Reason)
Document = PurchaseOrder | AdvanceShipNotice | Forecast | ReplenishmentBand


def know_parties(documents: Iterable[Document]) -> None:
    """Read the names of the parties of many documents in one query, for the events that follow."""
    rows = list(documents)
    firms = Enterprise.objects.in_bulk({i for row in rows for i in (row.buyer_id, row.supplier_id)})
    for row in rows:
        known: dict[str, str] = {}
        for side, enterprise_id in (("buyer", row.buyer_id), ("supplier", row.supplier_id)):
            firm = firms.get(enterprise_id)
            known |= {
                f"{side}Id": str(enterprise_id),
                f"{side}Name": firm.short_name if firm else "",
                f"{side}NameEn": firm.short_name_en if firm else "",
            }
        row._parties = known  # type: ignore[union-attr]


def parties_of(document: Document) -> dict[str, str]:
    """Ids and short names of the two parties for an event, read once per document at hand."""
    if not hasattr(document, "_parties"):
        know_parties([document])
    known: dict[str, str] = document._parties  # type: ignore[union-attr]
    return known


def number_text(value: Decimal) -> str:
    """A decimal for people and JSON: no exponent, no trailing zeros."""
    return f"{value.normalize():f}"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def facts_of(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """The named values of a row as JSON, for the audit trail."""
    return {name: _plain(getattr(row, name)) for name in names}


def reason_of(code: str, *, is_required: bool = False) -> Reason | None:
    """The reason for a code; raises Invalid REASON_MISSING or REASON_UNKNOWN with the known codes."""
    if not code:
        if is_required:
            raise Invalid(errors.REASON_MISSING, field="reasonCode", allowed=[r.value for r in Reason])
        return None
    if code not in KNOWN_REASONS:
        known = [r.value for r in Reason]
        raise Invalid(
            errors.REASON_UNKNOWN, field="reasonCode", allowed=known, value=code[:40], known="、".join(known)
        )
    return Reason(code)


class LineAct:
    """Collects an act on a schedule line and writes it at its end: row, ledger, audit entry, event.

    `finish` raises the version by one. The line is locked by the caller, who refreshes its order afterwards.
    """

    def __init__(self, actor: Actor, side: Side, line: ScheduleLine) -> None:
        self.actor = actor
        self.side = side
        self.line = line
        self.before = facts_of(line, LINE_FACTS)
        self.entries: list[PromiseEntry] = []
        self.waits_for: Side | None = None
        self.due_at: datetime | None = None
        self.born: list[ScheduleLine] = []
        self.told: dict[str, Any] = {}

    def note(
        self, kind: LedgerKind, *, line: ScheduleLine | None = None, reason: Reason | None = None,
        cause: Cause | None = None, note: str = "", old: tuple[Decimal, date, Decimal] | None = None,
        new: tuple[Decimal, date, Decimal] | None = None, **values: Any,
    ) -> None:  # fmt: skip
        """Add a ledger entry to the act's line or to one split off it.

        `old` and `new` are (quantity, date, price); single fields can be given as old_date=..., new_quantity=....
        The cause follows from the reason unless given.
        """
        target = line or self.line
        charged = cause or (cause_of(reason, self.side) if reason else None)
        for prefix, triple in (("old", old), ("new", new)):
            if triple is not None:
                names = (f"{prefix}_quantity", f"{prefix}_date", f"{prefix}_price")
                values |= dict(zip(names, triple, strict=True))
        target.last_sequence += 1
        entry = PromiseEntry(
            chain_id=target.chain_id, buyer_id=target.buyer_id, supplier_id=target.supplier_id,
            order_id=target.order_id, line_id=target.line_id, schedule_line_id=target.id,
            sequence=target.last_sequence, kind=kind.value, side=self.side.value,
            actor_name=self.actor.user_name, reason_code=reason.value if reason else "",
            cause=charged.value if charged else "", note=note, occurred_at=now(), **values,
        )  # fmt: skip
        self.entries.append(entry)
        target.last_act, target.last_act_side = kind.value, self.side.value
        target.last_act_at = entry.occurred_at

    def waits(self, side: Side, due_at: datetime) -> None:
        """The line waits for a side's decision until an instant."""
        self.waits_for, self.due_at = side, due_at

    def finish(self, verb: str, *, note: str = "", **payload: Any) -> None:
        """Write the act. `verb` is the past tense that ends the event's type."""
        line = self.line
        line.version += 1
        transitions.derive(line, waits_for=self.waits_for, due_at=self.due_at)
        line.save(force_update=True)
        write_entries(self.entries)
        after = facts_of(line, LINE_FACTS)
        if self.born:
            after["split_off"] = [{"id": str(new.id), **facts_of(new, LINE_FACTS)} for new in self.born]
            payload["splitInto"] = [str(new.id) for new in self.born]
        audit.record(
            self.actor,
            action=f"orders.schedule_line.{verb}",
            subject_type="orders.ScheduleLine",
            subject_id=line.id,
            before=self.before,
            after=after,
            reason=note,
        )
        emit_line(self.actor, self.side, line, verb, self.told | payload)


MARK_FIELDS = ["last_sequence", "last_act", "last_act_side", "last_act_at"]


def mark_lines(
    actor: Actor, side: Side, lines: Iterable[ScheduleLine], kind: LedgerKind, note: str = ""
) -> None:
    """Note in the ledger that something happened around the lines which changes nothing that was agreed.

    Their versions stay, so that nobody's answer becomes stale by it.
    """
    marked = list(lines)
    entries: list[PromiseEntry] = []
    for line in marked:
        act = LineAct(actor, side, line)
        act.note(kind, note=note)
        entries += act.entries
    ScheduleLine.objects.bulk_update(marked, MARK_FIELDS, batch_size=500)
    write_entries(entries)


def write_entries(entries: list[PromiseEntry]) -> None:
    PromiseEntry.objects.bulk_create(entries, batch_size=1000)


def reason_note(reason: Reason | None, note: str) -> str:
    """Reason and note as one text for the audit trail."""
    return " · ".join(text for text in (REASONS[reason][0] if reason else "", note) if text)


def emit_line(actor: Actor, side: Side, line: ScheduleLine, verb: str, payload: dict[str, Any]) -> None:
    """The event of an act on a schedule line, for both parties. Prices never travel in events."""
    events.emit(
        actor,
        type=f"orders.schedule_line.{verb}",
        chain_id=line.chain_id,
        subject_type="schedule_line",
        subject_id=line.id,
        root_type="purchase_order",
        root_id=line.order_id,
        version=line.version,
        audience=[line.buyer_id, line.supplier_id],
        payload={
            "orderNumber": line.order_number,
            "label": line.label,
            "side": side.value,
            "status": line.status,
            **parties_of(line.order),
            **payload,
        },
    )


ORDER_FACTS = (
    "number", "status", "version", "currency", "tax_rate", "payment_terms", "incoterm", "amount", "sent_at",
    "acknowledge_by", "external_reference", "source", "note",
)  # fmt: skip


def record_order(
    actor: Actor, order: PurchaseOrder, verb: str, before: dict[str, Any] | None, payload: dict[str, Any]
) -> None:
    """Audit and event of an act on the order itself; only the buyer hears of a draft."""
    audit.record(
        actor,
        action=f"orders.purchase_order.{verb}",
        subject_type="orders.PurchaseOrder",
        subject_id=order.id,
        before=before,
        after=facts_of(order, ORDER_FACTS) | {"payload": payload},
    )
    emit_order(actor, order, verb, payload)


def order_happening(
    actor: Actor, order: PurchaseOrder, verb: str, payload: dict[str, Any]
) -> events.Happening:
    """The event of an act on the order as a whole."""
    audience = (order.buyer_id, order.supplier_id) if order.is_released else (order.buyer_id,)
    side = Side.BUYER if order.buyer_id == actor.enterprise_id else Side.SUPPLIER
    return events.Happening(
        type=f"orders.purchase_order.{verb}",
        chain_id=order.chain_id,
        subject_type="purchase_order",
        subject_id=order.id,
        root_type="purchase_order",
        root_id=order.id,
        version=order.version,
        audience=audience,
        payload={
            "orderNumber": order.number,
            "side": side.value,
            "status": order.status,
            "source": order.source,
            **parties_of(order),
            **payload,
        },
    )


def emit_order(actor: Actor, order: PurchaseOrder, verb: str, payload: dict[str, Any]) -> None:
    events.emit_many(actor, [order_happening(actor, order, verb, payload)])


ASN_FACTS = (
    "number", "status", "version", "vehicle_plate", "carrier_name", "departed_at", "estimated_arrival_at",
    "arrived_at",
)  # fmt: skip


def record_asn(
    actor: Actor, asn: AdvanceShipNotice, verb: str, before: dict[str, Any] | None, reason: str = ""
) -> None:
    """Audit and event of an act on a ship notice; only the supplier hears of one that has not left."""
    audit.record(
        actor,
        action=f"orders.asn.{verb}",
        subject_type="orders.AdvanceShipNotice",
        subject_id=asn.id,
        before=before,
        after=facts_of(asn, ASN_FACTS),
        reason=reason,
    )
    events.emit(
        actor,
        type=f"orders.asn.{verb}",
        chain_id=asn.chain_id,
        subject_type="asn",
        subject_id=asn.id,
        root_type="asn",
        root_id=asn.id,
        version=asn.version,
        audience=[asn.buyer_id, asn.supplier_id] if asn.is_released else [asn.supplier_id],
        payload={
            "asnNumber": asn.number,
            "status": asn.status,
            **parties_of(asn),
            "estimatedArrivalAt": asn.estimated_arrival_at.isoformat() if asn.estimated_arrival_at else None,
        },
    )


def record_receipt(actor: Actor, receipt: GoodsReceipt, lines: list[dict[str, Any]]) -> None:
    """Audit and event of a posted goods receipt."""
    audit.record(
        actor,
        action="orders.goods_receipt.posted",
        subject_type="orders.GoodsReceipt",
        subject_id=receipt.id,
        before=None,
        after={"number": receipt.number, "lines": lines},
    )
    events.emit(
        actor,
        type="orders.goods_receipt.posted",
        chain_id=receipt.chain_id,
        subject_type="goods_receipt",
        subject_id=receipt.id,
        root_type="goods_receipt",
        root_id=receipt.id,
        version=receipt.version,
        audience=[receipt.buyer_id, receipt.supplier_id],
        payload={
            "receiptNumber": receipt.number,
            "asnNumber": receipt.asn.number,
            "hasDifference": receipt.has_difference,
            **parties_of(receipt.asn),
        },
    )
