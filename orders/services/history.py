"""Taking over finished orders with their promises and deliveries, so that punctuality has a past.

Set-based: a file of thousands of lines costs some dozen statements. Idempotent: an external line known to the
buyer is left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import DEFAULT_ZONE, now
from common.errors import Conflict, DomainError, Invalid, NotFound
from events import services as events
from orders import errors
from orders.models import PromiseEntry, PurchaseOrder, PurchaseOrderLine, ScheduleLine
from orders.services import transitions
from orders.services.acts import ORDER_FACTS, facts_of, know_parties, order_happening
from orders.services.order_inputs import CheckedLine, check_positive, check_price
from orders.services.purchase_orders import LINE_STEP, build_line, build_schedule_line, new_order
from orders.states import LedgerKind, OrderSource, ScheduleStatus, Side
from suppliers.models import Item, Partnership
from tenancy.bulk import insert_many
from tenancy.models import Site

BATCH = 1000
LINE_LIMIT = 80
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class HistoricLine:
    """A finished order line of another system.

    `external_order_number` groups lines into orders, `line_reference` names the line within the buyer for good.
    `requested_date`: the day agreed when ordering; `promised_date`: the first promise, the requested day when
    None; `actual_date`: of the receipt. Quantities in the item's unit; price without tax in the partnership's
    currency. `ordered_on`: when it was ordered, the requested day when None.
    """

    partnership_id: UUID
    external_order_number: str
    line_reference: str
    item_id: UUID
    site_id: UUID
    quantity: Decimal
    unit_price: Decimal
    requested_date: date
    actual_date: date
    received_quantity: Decimal
    promised_date: date | None = None
    ordered_on: date | None = None


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row: created, unchanged, or refused with the error."""

    outcome: str
    order_id: UUID | None = None
    error: DomainError | None = None


@dataclass(frozen=True, slots=True)
class HistoricResult:
    """Outcomes in the order of the rows, and how many rows each kind has."""

    rows: list[RowOutcome]

    def count(self, outcome: str) -> int:
        """Rows with the outcome created, unchanged or refused."""
        return sum(row.outcome == outcome for row in self.rows)


@dataclass(slots=True)
class _Book:
    """What the rows refer to, read once."""

    partnerships: dict[UUID, Partnership]
    items: dict[UUID, Item]
    sites: dict[UUID, Site]
    orders: dict[str, PurchaseOrder]
    lines: dict[tuple[UUID, str], UUID]
    numbers: dict[UUID, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Written:
    """What is to be inserted."""

    orders: list[PurchaseOrder] = field(default_factory=list)
    lines: list[PurchaseOrderLine] = field(default_factory=list)
    parts: list[ScheduleLine] = field(default_factory=list)
    entries: list[PromiseEntry] = field(default_factory=list)
    touched: dict[UUID, PurchaseOrder] = field(default_factory=dict)


@transaction.atomic
def record_closed_orders(*, actor: Actor, rows: Sequence[HistoricLine]) -> HistoricResult:
    """Take over finished lines as closed orders with ledger; all good rows or, on a crash, none.

    A known line reference is unchanged; a wrong row is refused alone. Nothing is posted to inventory: the stock
    of today already contains or has consumed these goods.
    """
    require(actor, P.IMPORT_RUN)
    require(actor, P.ORDER_WRITE)
    book = _read(actor, rows)
    written = _Written()
    outcomes = [_take(actor, book, written, row, index) for index, row in enumerate(rows)]
    _write(actor, written)
    return HistoricResult(outcomes)


def closed_order_record(*, actor: Actor, row: HistoricLine) -> RowOutcome:
    """The same for one line; raises what refused it."""
    outcome = record_closed_orders(actor=actor, rows=[row]).rows[0]
    if outcome.error is not None:
        raise outcome.error
    return outcome


def _read(actor: Actor, rows: Sequence[HistoricLine]) -> _Book:
    me = actor.enterprise_id
    orders = PurchaseOrder.objects.select_for_update(of=("self",)).filter(
        buyer_id=me, number__in={row.external_order_number for row in rows}
    )
    known = {order.number: order for order in orders.order_by("id")}
    lines = PurchaseOrderLine.objects.filter(buyer_id=me, order__in=list(known.values()))
    book = _Book(
        partnerships=Partnership.objects.filter(buyer_id=me).in_bulk({row.partnership_id for row in rows}),
        items=Item.objects.filter(enterprise_id=me).in_bulk({row.item_id for row in rows}),
        sites=Site.objects.filter(enterprise_id=me).in_bulk({row.site_id for row in rows}),
        orders=known,
        lines={},
    )
    for line_id, order_id, reference, number in lines.values_list(
        "id", "order_id", "external_reference", "number"
    ):
        book.lines[order_id, reference] = line_id
        book.numbers[order_id] = max(number, book.numbers.get(order_id, 0))
    return book


def _take(actor: Actor, book: _Book, written: _Written, row: HistoricLine, index: int) -> RowOutcome:
    try:
        order = _order_of(actor, book, written, row)
        if (order.id, row.line_reference) in book.lines:
            return RowOutcome("unchanged", order.id)
        _add(actor, book, written, order, row)
    except DomainError as error:
        error.field = f"rows.{index}.{error.field}" if error.field else f"rows.{index}"
        return RowOutcome("refused", error=error)
    return RowOutcome("created", order.id)


def _order_of(actor: Actor, book: _Book, written: _Written, row: HistoricLine) -> PurchaseOrder:
    """The order the row belongs to, begun when new; raises what is wrong with the row."""
    partnership, item = book.partnerships.get(row.partnership_id), book.items.get(row.item_id)
    site = book.sites.get(row.site_id)
    if partnership is None or item is None or site is None:
        raise NotFound
    _check(row, item)
    order = book.orders.get(row.external_order_number)
    if order is None:
        order = new_order(actor, partnership, site, OrderSource.IMPORT)
        order.number = row.external_order_number
        order.is_released = True
        order.created_at = order.changed_at = order.sent_at = _instant(row.ordered_on or row.requested_date)
        book.orders[order.number] = order
        written.orders.append(order)
    elif order.partnership_id != partnership.id:
        raise Conflict(errors.ROW_PARTNER_DIFFERS, field="externalOrderNumber", number=order.number)
    elif order.status not in ("", ScheduleStatus.CLOSED.value) and order not in written.orders:
        raise Conflict(errors.ROW_ORDER_LIVE, field="externalOrderNumber", number=order.number)
    return order


def _check(row: HistoricLine, item: Item) -> None:
    for name, value in (
        ("externalOrderNumber", row.external_order_number),
        ("lineReference", row.line_reference),
    ):
        if not value.strip():
            raise Invalid(errors.ROW_VALUE_MISSING, field=name, name=name)
    if len(row.external_order_number) > 40 or len(row.line_reference) > LINE_LIMIT:
        raise Invalid(errors.ROW_TEXT_TOO_LONG, field="externalOrderNumber", limit=40)
    check_positive(row.quantity, item.unit, "quantity")
    check_positive(row.received_quantity, item.unit, "receivedQuantity")
    check_price(row.unit_price, "unitPrice")


def _instant(day: date) -> datetime:
    """Noon of a day in China: history knows days, the ledger keeps instants."""
    return datetime.combine(day, time(12), ZoneInfo(DEFAULT_ZONE))


def _add(actor: Actor, book: _Book, written: _Written, order: PurchaseOrder, row: HistoricLine) -> None:
    number = book.numbers.get(order.id, 0) // LINE_STEP * LINE_STEP + LINE_STEP
    book.numbers[order.id] = number
    line = build_line(order, number, CheckedLine(book.items[row.item_id], (), row.unit_price, ""))
    line.external_reference, line.ordered_quantity = row.line_reference, row.quantity
    book.lines[order.id, row.line_reference] = line.id
    part = build_schedule_line(line, 1, row.quantity, row.requested_date)
    promised = row.promised_date or row.requested_date
    part.is_released = line.is_released = True
    part.confirmed_quantity, part.confirmed_date, part.first_promised_date = row.quantity, promised, promised
    part.received_quantity = part.shipped_quantity = row.received_quantity
    part.last_act_at = _instant(row.actual_date)
    part.last_act, part.last_act_side = LedgerKind.CLOSED.value, Side.BUYER.value
    transitions.begin(order, [line], [part], ScheduleStatus.CLOSED)
    transitions.derive(part)
    line.amount = part.amount
    order.amount += part.amount
    entries = _entries(actor, part, row, promised)
    part.last_sequence = len(entries)
    written.lines.append(line)
    written.parts.append(part)
    written.entries.extend(entries)
    written.touched[order.id] = order


def _entries(actor: Actor, part: ScheduleLine, row: HistoricLine, promised: date) -> list[PromiseEntry]:
    """What the other system knows of the line: asked, promised, received, closed."""
    ordered_at, arrived_at = _instant(row.ordered_on or row.requested_date), _instant(row.actual_date)
    asked: dict[str, Any] = {"new_quantity": row.quantity, "new_price": row.unit_price}
    told: list[tuple[LedgerKind, Side, datetime, dict[str, Any]]] = [
        (LedgerKind.REQUESTED, Side.BUYER, ordered_at, asked | {"new_date": row.requested_date}),
        (LedgerKind.PROMISED, Side.SUPPLIER, ordered_at, asked | {"new_date": promised}),
        (LedgerKind.SHIPPED, Side.SUPPLIER, arrived_at, {"new_quantity": row.received_quantity}),
        (
            LedgerKind.RECEIVED, Side.BUYER, arrived_at,
            {"old_quantity": row.received_quantity, "new_quantity": row.received_quantity, "new_date": row.actual_date},
        ),
        (LedgerKind.CLOSED, Side.BUYER, arrived_at, {"new_quantity": row.received_quantity}),
    ]  # fmt: skip
    return [
        PromiseEntry(
            chain_id=part.chain_id, buyer_id=part.buyer_id, supplier_id=part.supplier_id, order_id=part.order_id,
            line_id=part.line_id, schedule_line_id=part.id, sequence=place, kind=kind.value, side=side.value,
            actor_name=actor.user_name, occurred_at=at, note=row.line_reference, **values,
        )
        for place, (kind, side, at, values) in enumerate(told, start=1)
    ]  # fmt: skip


def _write(actor: Actor, written: _Written) -> None:
    new = {order.id for order in written.orders}
    begun = [order for order in written.orders if order.id in written.touched]
    PurchaseOrder.objects.bulk_create(begun, batch_size=BATCH)
    insert_many(written.lines)
    insert_many(written.parts)
    insert_many(written.entries)
    grown = [order for order_id, order in written.touched.items() if order_id not in new]
    for order in grown:
        order.version += 1
        order.changed_at = now()
    PurchaseOrder.objects.bulk_update(grown, ["amount", "version", "changed_at"], batch_size=BATCH)
    know_parties(written.touched.values())
    counts: dict[UUID, int] = {}
    for line in written.lines:
        counts[line.order_id] = counts.get(line.order_id, 0) + 1
    audit.record_many(
        actor,
        [
            audit.Change(
                action="orders.purchase_order.taken_over", subject_type="orders.PurchaseOrder", subject_id=order.id,
                before=None, after=facts_of(order, ORDER_FACTS) | {"payload": {"lineCount": counts[order.id]}},
            )
            for order in written.touched.values()
        ],
    )  # fmt: skip
    events.emit_many(
        actor,
        [
            order_happening(actor, order, "taken_over", {"lineCount": counts[order.id]})
            for order in written.touched.values()
        ],
    )
