"""What waits for the acting enterprise, ordered by harm: when it strikes, then how much money is at stake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Min, Q, QuerySet, Sum

from accounts.actor import Actor
from accounts.permissions import P
from common.clock import DEFAULT_ZONE, now, today
from orders.models import (
    AdvanceShipNotice,
    ChangeProposal,
    Forecast,
    GoodsReceipt,
    ScheduleLine,
)
from orders.selectors.goods import ON_THE_WAY
from orders.selectors.replenishment import BandFilter, band_list, outlooks
from orders.selectors.schedule_lines import OVER, PROMISED_VALUES
from orders.states import ProposalStatus, ScheduleStatus, Side

MOST_OF_A_KIND = 300
SHIP_DAYS = 3
SOON_DAYS = 14
S = ScheduleStatus


class WorklistKind(StrEnum):
    ANSWER_ORDER = "ANSWER_ORDER"
    DECIDE_PROPOSAL = "DECIDE_PROPOSAL"
    PROMISE_BACKORDER = "PROMISE_BACKORDER"
    SHIP = "SHIP"
    UNANSWERED = "UNANSWERED"
    LATE = "LATE"
    PROMISED_LATE = "PROMISED_LATE"
    RECEIVE = "RECEIVE"
    RECEIPT_DIFFERENCE = "RECEIPT_DIFFERENCE"
    REJECTED = "REJECTED"
    COMMIT_FORECAST = "COMMIT_FORECAST"
    FORECAST_SHORT = "FORECAST_SHORT"
    REPLENISH = "REPLENISH"


class WorklistGroup(StrEnum):
    """NOW: harm today or already. SOON: later. PAPERS: nothing stops."""

    NOW = "NOW"
    SOON = "SOON"
    PAPERS = "PAPERS"


class WorklistTab(StrEnum):
    ALL = "ALL"
    MINE = "MINE"
    OTHER_OVERDUE = "OTHER_OVERDUE"
    DIFFERENCES = "DIFFERENCES"


K = WorklistKind
TAB_KINDS = {
    WorklistTab.ALL: frozenset(WorklistKind),
    WorklistTab.MINE: frozenset(
        {K.ANSWER_ORDER, K.DECIDE_PROPOSAL, K.PROMISE_BACKORDER, K.COMMIT_FORECAST, K.REPLENISH}
    ),
    WorklistTab.OTHER_OVERDUE: frozenset({K.UNANSWERED, K.LATE}),
    WorklistTab.DIFFERENCES: frozenset({K.RECEIPT_DIFFERENCE}),
}
NEXT_ACTS = {
    K.ANSWER_ORDER: "ANSWER", K.DECIDE_PROPOSAL: "DECIDE", K.PROMISE_BACKORDER: "PROMISE_BACKORDER",
    K.SHIP: "CREATE_ASN", K.UNANSWERED: "REMIND", K.LATE: "REMIND", K.PROMISED_LATE: "OPEN",
    K.RECEIVE: "RECEIVE", K.RECEIPT_DIFFERENCE: "OPEN", K.REJECTED: "CLOSE",
    K.COMMIT_FORECAST: "OPEN", K.FORECAST_SHORT: "OPEN", K.REPLENISH: "OPEN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorklistItem:
    """One thing to do. `key` names it stably; `harm_date`: when harm begins; `amount` without tax.

    `schedule_line_ids` are all lines it stands for; `schedule_line_id` is set when it is about exactly one.
    """

    key: str
    kind: WorklistKind
    partner_id: UUID
    root_type: str
    root_id: UUID
    schedule_line_ids: tuple[UUID, ...] = ()
    order_id: UUID | None = None
    order_number: str = ""
    proposal_id: UUID | None = None
    asn_id: UUID | None = None
    receipt_id: UUID | None = None
    forecast_id: UUID | None = None
    band_id: UUID | None = None
    cell_count: int = 0
    document_number: str = ""
    item_number: str = ""
    item_name: str = ""
    item_name_en: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None
    currency: str = ""
    harm_date: date | None = None
    due_at: datetime | None = None
    old_date: date | None = None
    new_date: date | None = None
    reason_code: str = ""

    @property
    def schedule_line_id(self) -> UUID | None:
        return self.schedule_line_ids[0] if len(self.schedule_line_ids) == 1 else None

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and self.due_at < now()

    @property
    def shift_days(self) -> int | None:
        return (self.new_date - self.old_date).days if self.new_date and self.old_date else None

    @property
    def next_act(self) -> str:
        return NEXT_ACTS[self.kind]

    @property
    def urgent_date(self) -> date:
        """The day on which it should be done at the latest: of the harm or of the deadline."""
        days = [self.harm_date] if self.harm_date else []
        if self.due_at is not None:
            days.append(self.due_at.astimezone(ZoneInfo(DEFAULT_ZONE)).date())
        return min(days, default=today() + timedelta(days=SOON_DAYS))

    @property
    def group(self) -> WorklistGroup:
        if self.kind is K.RECEIPT_DIFFERENCE:
            return WorklistGroup.PAPERS
        return WorklistGroup.NOW if self.urgent_date <= today() else WorklistGroup.SOON


@dataclass(frozen=True, slots=True)
class Worklist:
    """Items of one tab, most harmful first; the counts are over all tabs and groups."""

    items: list[WorklistItem]
    tabs: dict[WorklistTab, int]
    groups: dict[WorklistGroup, list[WorklistItem]]
    computed_at: datetime


def worklist(actor: Actor, tab: WorklistTab = WorklistTab.ALL) -> Worklist:
    """What waits for the acting enterprise on both its sides, at most some hundred of each kind."""
    found = [
        *_for_supplier(actor),
        *_for_buyer(actor),
        *_proposals(actor),
        *_forecasts(actor),
        *_bands(actor),
    ]
    order = {group: place for place, group in enumerate(WorklistGroup)}
    found.sort(key=lambda i: (order[i.group], i.urgent_date, -(i.amount or Decimal(0)), i.key))
    shown = [item for item in found if item.kind in TAB_KINDS[tab]]
    return Worklist(
        items=shown,
        tabs={t: sum(item.kind in kinds for item in found) for t, kinds in TAB_KINDS.items()},
        groups={g: [item for item in shown if item.group is g] for g in WorklistGroup},
        computed_at=now(),
    )


def _for_supplier(actor: Actor) -> Iterable[WorklistItem]:
    mine = ScheduleLine.objects.filter(supplier_id=actor.enterprise_id)
    unanswered = mine.filter(status__in=[S.SENT.value, S.SEEN.value])
    yield from _by_order(K.ANSWER_ORDER, unanswered, Side.BUYER)
    backordered = mine.filter(status=S.PART_CONFIRMED.value, backordered_quantity__gt=0)
    yield from _by_line(K.PROMISE_BACKORDER, backordered, Side.BUYER, "backordered_quantity")
    horizon = today() + timedelta(days=SHIP_DAYS)
    to_ship = mine.filter(
        status__in=PROMISED_VALUES, confirmed_quantity__gt=F("shipped_quantity"), due_date__lte=horizon
    )
    yield from _by_line(K.SHIP, to_ship, Side.BUYER, "confirmed_quantity")


def _for_buyer(actor: Actor) -> Iterable[WorklistItem]:
    mine = ScheduleLine.objects.filter(buyer_id=actor.enterprise_id)
    silent = mine.filter(status__in=[S.SENT.value, S.SEEN.value], answer_due_at__lt=now())
    yield from _by_order(K.UNANSWERED, silent, Side.SUPPLIER)
    late = mine.filter(status__in=PROMISED_VALUES, due_date__lt=today())
    yield from _by_line(K.LATE, late, Side.SUPPLIER, "ordered_quantity")
    yield from _by_line(K.PROMISED_LATE, _promised_late(mine), Side.SUPPLIER, "confirmed_quantity")
    rejected = mine.filter(status=S.REJECTED.value)
    yield from _by_line(K.REJECTED, rejected, Side.SUPPLIER, "rejected_quantity")
    yield from _notices(actor)
    yield from _differences(actor)


def _promised_late(mine: QuerySet[ScheduleLine]) -> QuerySet[ScheduleLine]:
    """Promised later than asked by more than the tolerance, and the asked day is near."""
    near = today() + timedelta(days=SOON_DAYS)
    tolerated = Q(order__partnership__date_tolerance_days__isnull=True, deviation_days__gt=0) | Q(
        deviation_days__gt=F("order__partnership__date_tolerance_days")
    )
    return mine.filter(tolerated, status__in=PROMISED_VALUES, due_date__gte=today(), requested_date__lte=near)


def _by_order(kind: WorklistKind, lines: QuerySet[ScheduleLine], other: Side) -> Iterable[WorklistItem]:
    """One item per order for all its lines of the kind."""
    partner = f"{other.value.lower()}_id"
    rows = (
        lines.values("order_id", "order_number", partner, "order__currency")
        .annotate(
            ids=ArrayAgg("id", order_by=("line_number", "number")), amount=Sum("amount"),
            harm=Min("requested_date"), due=Min("answer_due_at"),
        )
        .order_by("due", "order_id")[:MOST_OF_A_KIND]
    )  # fmt: skip
    for row in rows:
        yield WorklistItem(
            key=f"{kind}:{row['order_id']}", kind=kind, partner_id=row[partner], root_type="purchase_order",
            root_id=row["order_id"], order_id=row["order_id"], order_number=row["order_number"],
            schedule_line_ids=tuple(row["ids"]), amount=row["amount"], currency=row["order__currency"],
            harm_date=row["harm"], due_at=row["due"],
        )  # fmt: skip


def _by_line(
    kind: WorklistKind, lines: QuerySet[ScheduleLine], other: Side, quantity: str
) -> Iterable[WorklistItem]:
    rows = lines.select_related("line", "order").order_by("due_date", "id")[:MOST_OF_A_KIND]
    for line in rows:
        amount = getattr(line, quantity) * line.unit_price
        yield _line_item(kind, line, other, getattr(line, quantity), amount)


def _line_item(
    kind: WorklistKind, line: ScheduleLine, other: Side, quantity: Decimal, amount: Decimal, **more: Any
) -> WorklistItem:
    values: dict[str, Any] = {
        "key": f"{kind}:{line.id}",
        "due_at": line.answer_due_at,
        "harm_date": line.due_date,
        "old_date": line.requested_date,
        "new_date": line.confirmed_date,
        "reason_code": line.reason_code,
    }
    return WorklistItem(
        kind=kind, partner_id=line.buyer_id if other is Side.BUYER else line.supplier_id,
        root_type="purchase_order", root_id=line.order_id, order_id=line.order_id,
        order_number=line.order_number, schedule_line_ids=(line.id,), item_number=line.item_number,
        item_name=line.line.item_name, item_name_en=line.line.item_name_en, quantity=quantity, unit=line.unit,
        amount=round(amount, 2), currency=line.order.currency, **(values | more),
    )  # fmt: skip


def _proposals(actor: Actor) -> Iterable[WorklistItem]:
    theirs = Q(buyer_id=actor.enterprise_id, side=Side.SUPPLIER.value) | Q(
        supplier_id=actor.enterprise_id, side=Side.BUYER.value
    )
    rows = (
        ChangeProposal.objects.filter(theirs, status=ProposalStatus.OPEN.value)
        .select_related("schedule_line__line", "schedule_line__order")
        .order_by("decide_by", "id")[:MOST_OF_A_KIND]
    )
    for row in rows:
        line = row.schedule_line
        yield _line_item(
            K.DECIDE_PROPOSAL, line, Side(row.side), row.new_quantity, max(row.old_quantity, row.new_quantity) * row.new_price,
            key=f"{K.DECIDE_PROPOSAL}:{row.id}", proposal_id=row.id, due_at=row.decide_by,
            harm_date=line.requested_date, old_date=row.old_date, new_date=row.new_date, reason_code=row.reason_code,
        )  # fmt: skip


def _notices(actor: Actor) -> Iterable[WorklistItem]:
    rows = (
        AdvanceShipNotice.objects.filter(buyer_id=actor.enterprise_id, status__in=ON_THE_WAY)
        .annotate(
            ids=ArrayAgg("lines__schedule_line_id", distinct=True),
            amount=Sum(F("lines__quantity") * F("lines__schedule_line__unit_price")),
            currency=Min("lines__order__currency"),
        )
        .order_by("estimated_arrival_at", "id")[:MOST_OF_A_KIND]
    )
    for row in rows:
        expected = row.arrived_at or row.estimated_arrival_at
        yield WorklistItem(
            key=f"{K.RECEIVE}:{row.id}", kind=K.RECEIVE, partner_id=row.supplier_id, root_type="asn",
            root_id=row.id, asn_id=row.id, document_number=row.number, schedule_line_ids=tuple(row.ids),
            amount=round(row.amount, 2), currency=row.currency,
            harm_date=expected.astimezone(ZoneInfo(DEFAULT_ZONE)).date() if expected else None,
        )  # fmt: skip


def _differences(actor: Actor) -> Iterable[WorklistItem]:
    """Receipts with a difference whose lines are not closed yet."""
    missing = F("lines__shipped_quantity") - F("lines__accepted_quantity")
    rows = (
        GoodsReceipt.objects.filter(buyer_id=actor.enterprise_id, has_difference=True)
        .exclude(lines__asn_line__schedule_line__status__in=OVER)
        .annotate(
            ids=ArrayAgg("lines__asn_line__schedule_line_id", distinct=True),
            amount=Sum(missing * F("lines__asn_line__schedule_line__unit_price")),
            currency=Min("lines__asn_line__order__currency"),
        )
        .select_related("asn")
        .order_by("-posted_at", "id")[:MOST_OF_A_KIND]
    )
    for row in rows:
        yield WorklistItem(
            key=f"{K.RECEIPT_DIFFERENCE}:{row.id}", kind=K.RECEIPT_DIFFERENCE, partner_id=row.supplier_id,
            root_type="goods_receipt", root_id=row.id, receipt_id=row.id, asn_id=row.asn_id,
            document_number=row.number, schedule_line_ids=tuple(row.ids), amount=round(abs(row.amount), 2),
            currency=row.currency,
        )  # fmt: skip


def _forecasts(actor: Actor) -> Iterable[WorklistItem]:
    """For the supplier what waits for its commit, for the buyer what is short inside the frozen horizon."""
    if P.FORECAST_READ not in actor.permissions:
        return
    mine = Forecast.objects.filter(is_current=True)
    kinds = (
        (K.COMMIT_FORECAST, mine.filter(supplier_id=actor.enterprise_id), "open_cells", Side.BUYER),
        (K.FORECAST_SHORT, mine.filter(buyer_id=actor.enterprise_id), "frozen_short_cells", Side.SUPPLIER),
    )
    for kind, rows, column, other in kinds:
        counted = rows.annotate(cells=Sum(f"commits__{column}")).filter(cells__gt=0)
        for row in counted.order_by("acknowledge_by", "id")[:MOST_OF_A_KIND]:
            yield WorklistItem(
                key=f"{kind}:{row.id}", kind=kind, root_type="forecast", root_id=row.id, forecast_id=row.id,
                partner_id=row.buyer_id if other is Side.BUYER else row.supplier_id,
                document_number=f"v{row.number}", cell_count=row.cells,
                due_at=row.acknowledge_by if kind is K.COMMIT_FORECAST else None,
                harm_date=row.start if kind is K.FORECAST_SHORT else None,
            )  # fmt: skip


def _bands(actor: Actor) -> Iterable[WorklistItem]:
    """For the supplier: bands that fall below their minimum soon, with what would fit."""
    if P.REPLENISHMENT_READ not in actor.permissions:
        return
    rows = band_list(actor, BandFilter(side=Side.SUPPLIER.value)).order_by("item_number", "id")[
        :MOST_OF_A_KIND
    ]
    soon = today() + timedelta(days=SOON_DAYS)
    for outlook in outlooks(actor, rows).values():
        band, short, day = outlook.band, outlook.first_short, outlook.proposed_day
        if short is not None and day is not None and short.week <= soon:
            yield WorklistItem(
                key=f"{K.REPLENISH}:{band.id}", kind=K.REPLENISH, partner_id=band.buyer_id,
                root_type="replenishment_band", root_id=band.id, band_id=band.id, item_number=band.item_number,
                item_name=band.item_name, item_name_en=band.item_name_en, quantity=outlook.greatest_on(day),
                unit=band.unit, harm_date=max(short.week, today()),
            )  # fmt: skip
