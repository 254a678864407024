"""The order book: schedule lines by condition, its tabs and its sums."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from accounts.actor import Actor
from common.clock import now, today
from common.errors import NotFound
from orders.models import ScheduleLine
from orders.selectors.parties import only_side, partner, partner_named, party
from orders.states import PROMISED, ScheduleStatus, Side

S = ScheduleStatus
OVER = (S.SETTLED.value, S.CLOSED.value, S.CANCELLED.value)
# Nothing, or not everything, has left yet.
BEFORE_SHIPMENT = tuple(
    s.value for s in (S.SENT, S.SEEN, S.CONFIRMED, S.PART_CONFIRMED, S.COUNTERED, S.IN_PRODUCTION)
)
PROMISED_VALUES = tuple(s.value for s in PROMISED)


class OrderBookTab(StrEnum):
    """The tabs of the order book."""

    ALL = "ALL"
    OPEN = "OPEN"
    UNCONFIRMED = "UNCONFIRMED"
    CHANGING = "CHANGING"
    DUE_THIS_WEEK = "DUE_THIS_WEEK"
    LATE = "LATE"
    IN_TRANSIT = "IN_TRANSIT"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class ScheduleLineFilter:
    """Conditions on schedule lines, all of which must hold; empty or None means no condition."""

    tab: str = ""
    statuses: tuple[str, ...] = ()
    partner_ids: tuple[UUID, ...] = ()
    order_id: UUID | None = None
    item_ids: tuple[UUID, ...] = ()
    side: str = ""
    requested_from: date | None = None
    requested_to: date | None = None
    promised_from: date | None = None
    promised_to: date | None = None
    search: str = ""
    needs_my_answer: bool | None = None
    answer_overdue: bool | None = None
    late: bool | None = None
    shippable: bool | None = None
    categories: tuple[str, ...] = ()
    ids: tuple[UUID, ...] = ()


def is_late(line: ScheduleLine) -> bool:
    """The promised (else the requested) day is past and the goods have not been shipped in full."""
    return line.status in BEFORE_SHIPMENT and line.due_date < today()


def _late() -> Q:
    return Q(status__in=BEFORE_SHIPMENT, due_date__lt=today())


def _tab(tab: str) -> Q:
    monday = today() - timedelta(days=today().weekday())
    week = Q(due_date__gte=monday, due_date__lt=monday + timedelta(days=7))
    conditions = {
        OrderBookTab.ALL: Q(),
        OrderBookTab.OPEN: ~Q(status__in=OVER),
        OrderBookTab.UNCONFIRMED: Q(status__in=[S.SENT.value, S.SEEN.value]),
        OrderBookTab.CHANGING: Q(status=S.COUNTERED.value)
        | Q(status=S.PART_CONFIRMED.value, backordered_quantity__gt=0),
        OrderBookTab.DUE_THIS_WEEK: week & Q(status__in=[*BEFORE_SHIPMENT, S.SHIPPED.value]),
        OrderBookTab.LATE: _late(),
        OrderBookTab.IN_TRANSIT: Q(in_transit_quantity__gt=0),
        OrderBookTab.DONE: Q(status__in=OVER),
    }
    return conditions[OrderBookTab(tab)]


def my_turn(actor: Actor) -> Q:
    """Lines on which the acting enterprise must act next."""
    return Q(buyer_id=actor.enterprise_id, turn=Side.BUYER.value) | Q(
        supplier_id=actor.enterprise_id, turn=Side.SUPPLIER.value
    )


def _needs_answer(actor: Actor) -> Q:
    """My turn to say something: receiving goods is work, not an answer."""
    return my_turn(actor) & ~Q(status=S.SHIPPED.value)


def _shippable(actor: Actor) -> Q:
    return Q(
        supplier_id=actor.enterprise_id,
        status__in=PROMISED_VALUES,
        confirmed_quantity__gt=F("shipped_quantity"),
    )


def _search(actor: Actor, text: str) -> Q:
    return (
        Q(order_number__icontains=text)
        | Q(item_number__icontains=text)
        | Q(line__item_name__icontains=text)
        | Q(line__item_name_en__icontains=text)
        | Q(line__supplier_item_number__icontains=text)
        | Q(order__external_reference__icontains=text)
        | partner_named(actor, text)
    )


def _flags(actor: Actor, wanted: ScheduleLineFilter) -> Q:
    overdue = ~Q(turn="") & Q(answer_due_at__lt=now())
    condition = Q()
    for flag, meaning in (
        (wanted.needs_my_answer, _needs_answer(actor)),
        (wanted.answer_overdue, overdue),
        (wanted.late, _late()),
        (wanted.shippable, _shippable(actor)),
    ):
        if flag is not None:
            condition &= meaning if flag else ~meaning
    return condition


def _dates(wanted: ScheduleLineFilter) -> Q:
    bounds = {
        "requested_date__gte": wanted.requested_from,
        "requested_date__lte": wanted.requested_to,
        "confirmed_date__gte": wanted.promised_from,
        "confirmed_date__lte": wanted.promised_to,
    }
    return Q(**{name: day for name, day in bounds.items() if day is not None})


def schedule_line_list(actor: Actor, filter: ScheduleLineFilter | None = None) -> QuerySet[ScheduleLine]:
    """Schedule lines the acting enterprise may see, unordered; page them with a keyset order."""
    wanted = filter or ScheduleLineFilter()
    side = wanted.side or ("" if wanted.order_id else only_side(actor))
    rows = ScheduleLine.objects.filter(party(actor, side), _flags(actor, wanted), _dates(wanted))
    if wanted.tab:
        rows = rows.filter(_tab(wanted.tab))
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.partner_ids:
        rows = rows.filter(partner(actor, wanted.partner_ids))
    if wanted.order_id is not None:
        rows = rows.filter(order_id=wanted.order_id)
    if wanted.item_ids:
        rows = rows.filter(line__item_id__in=wanted.item_ids, buyer_id=actor.enterprise_id)
    if wanted.categories:
        rows = rows.filter(line__item__category__in=wanted.categories, buyer_id=actor.enterprise_id)
    if wanted.ids:
        rows = rows.filter(id__in=wanted.ids)
    if wanted.search.strip():
        rows = rows.filter(_search(actor, wanted.search.strip()))
    return rows


def schedule_line_get(actor: Actor, schedule_line_id: UUID) -> ScheduleLine:
    """One schedule line; raises NotFound for foreign, unknown and unreleased ones alike."""
    line = (
        ScheduleLine.objects.filter(party(actor), id=schedule_line_id)
        .select_related("line", "order__partnership")
        .first()
    )
    if line is None:
        raise NotFound
    return line


def order_book_tab_counts(actor: Actor, filter: ScheduleLineFilter | None = None) -> dict[str, int]:
    """Rows of every tab under the rest of the filter, in one query."""
    rows = schedule_line_list(actor, replace(filter or ScheduleLineFilter(), tab=""))
    counts: dict[str, int] = rows.aggregate(
        **{tab.value: Count("id", filter=_tab(tab.value) or None) for tab in OrderBookTab}
    )
    return counts


@dataclass(frozen=True, slots=True)
class UnitSum:
    """Sums of lines in one unit."""

    unit: str
    ordered: Decimal
    confirmed: Decimal
    open: Decimal
    shipped: Decimal
    received: Decimal


@dataclass(frozen=True, slots=True)
class ScheduleLineTotals:
    """Sums over all rows of a filter; `amounts` by currency."""

    count: int
    order_count: int
    by_unit: tuple[UnitSum, ...]
    amounts: dict[str, Decimal]


def schedule_line_totals(actor: Actor, filter: ScheduleLineFilter | None = None) -> ScheduleLineTotals:
    """Count and sums over everything the filter finds, in three queries."""
    return totals_of(schedule_line_list(actor, filter))


def totals_of(rows: QuerySet[ScheduleLine]) -> ScheduleLineTotals:
    """The same over the schedule lines of an unordered list."""
    counted = rows.aggregate(lines=Count("id"), orders=Count("order_id", distinct=True))
    by_unit = rows.values("unit").order_by("unit").annotate(
        ordered=Sum("ordered_quantity"), confirmed=Sum("confirmed_quantity"),
        said=Sum(F("confirmed_quantity") + F("backordered_quantity") + F("rejected_quantity") + F("cancelled_quantity")),
        shipped=Sum("shipped_quantity"), received=Sum("received_quantity"),
    )  # fmt: skip
    amounts = rows.values_list("order__currency").order_by("order__currency").annotate(total=Sum("amount"))
    return ScheduleLineTotals(
        count=counted["lines"],
        order_count=counted["orders"],
        by_unit=tuple(
            UnitSum(
                row["unit"], row["ordered"], row["confirmed"], row["ordered"] - row["said"], row["shipped"],
                row["received"],
            )
            for row in by_unit
        ),
        amounts=dict(amounts),
    )  # fmt: skip
