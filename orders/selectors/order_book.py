"""The order book as rows of a file are compared with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from orders.models import PurchaseOrder, PurchaseOrderLine, ScheduleLine
from orders.states import ScheduleStatus


@dataclass(frozen=True, slots=True)
class BookOrder:
    """An order of the acting buyer, as far as a file can name it."""

    id: UUID
    number: str
    status: ScheduleStatus
    partnership_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True)
class BookPart:
    """A schedule line of such an order. `unit_price` without tax."""

    order_id: UUID
    line_number: int
    number: int
    item_id: UUID
    quantity: Decimal
    requested_date: date
    unit_price: Decimal


def book_orders(actor: Actor, numbers: Iterable[str]) -> dict[str, BookOrder]:
    """The acting buyer's orders by their numbers, in one query."""
    rows = PurchaseOrder.objects.filter(buyer_id=actor.enterprise_id, number__in=set(numbers))
    values = rows.values_list("id", "number", "status", "partnership_id", "ship_to_site_id")
    return {
        number: BookOrder(id_, number, ScheduleStatus(status), *rest) for id_, number, status, *rest in values
    }


def book_parts(actor: Actor, order_ids: Iterable[UUID]) -> list[BookPart]:
    """The schedule lines of orders, in one query."""
    rows = ScheduleLine.objects.filter(buyer_id=actor.enterprise_id, order_id__in=set(order_ids))
    values = rows.values_list(
        "order_id",
        "line_number",
        "number",
        "line__item_id",
        "ordered_quantity",
        "requested_date",
        "unit_price",
    )
    return [BookPart(*row) for row in values]


def living_orders(actor: Actor, order_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the orders that are the acting buyer's and have not been cancelled."""
    mine = PurchaseOrder.objects.filter(buyer_id=actor.enterprise_id, id__in=set(order_ids))
    return set(mine.exclude(status=ScheduleStatus.CANCELLED.value).values_list("id", flat=True))


def known_references(actor: Actor, numbers: Iterable[str]) -> dict[tuple[str, str], UUID]:
    """(order number, reference of a line in its other system) → order, of the acting buyer's orders."""
    lines = PurchaseOrderLine.objects.filter(
        buyer_id=actor.enterprise_id, order__buyer_id=actor.enterprise_id, order__number__in=set(numbers)
    ).exclude(external_reference="")
    values = lines.values_list("order__number", "external_reference", "order_id")
    return {(number, reference): order_id for number, reference, order_id in values}
