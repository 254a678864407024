"""What a grant lets its partner see, computed from the owner's rows: written by a service, shown by a preview."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, Sum

from accounts.actor import Actor
from common.clock import today
from suppliers.models import (
    CapacityShare,
    CapacityWeek,
    InventoryPosition,
    Item,
    ProductionOrder,
    SharedFigure,
    SharingGrant,
    SharingGrantItem,
)
from suppliers.rules import monday_of, published_at, shown_at
from suppliers.states import Grain, ProductionState, SharedField, SharingSubject

PERCENT = "P1"
# A capacity's light: red and amber below these parts of the week's maximum; of machines, below these percents.
FREE_RED, FREE_AMBER = Decimal("0.05"), Decimal("0.20")
MACHINES_RED, MACHINES_AMBER = Decimal(50), Decimal(80)


def open_grants(actor: Actor, subject: SharingSubject) -> list[SharingGrant]:
    """The acting enterprise's grants that are, or will be, live and are read by people."""
    rows = SharingGrant.objects.filter(
        grantor_id=actor.enterprise_id, subject=subject.value, revoked_at__isnull=True
    )
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today()))
    return list(rows.exclude(grain=Grain.PLANNER_ONLY.value).order_by("id"))


def stock_figures(
    actor: Actor, shared: Sequence[tuple[SharingGrant, SharingGrantItem]], items: dict[UUID, Item]
) -> list[SharedFigure]:
    """One unsaved figure per grant and item that has stock on record: its sum over all sites and lots."""
    wanted = {line.item_id for _, line in shared}
    totals: defaultdict[tuple[UUID, str], list[InventoryPosition]] = defaultdict(list)
    for position in InventoryPosition.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=wanted):
        totals[position.item_id, position.stock_status].append(position)
    figures = []
    for grant, line in shared:
        positions = totals.get((line.item_id, grant.field))
        if positions:
            newest = max(positions, key=lambda p: p.as_of)
            figure = _figure(
                grant, sum((p.quantity for p in positions), Decimal(0)), newest,
                line.red_below or Decimal(0), line.amber_below or Decimal(0),
            )  # fmt: skip
            item = items[line.item_id]
            figure.reference, figure.name, figure.name_en = item.number, item.name, item.name_en
            figure.unit = item.unit
            figures.append(figure)
    return figures


def capacity_figures(
    actor: Actor, grants: Sequence[SharingGrant], group_ids: Iterable[UUID] | None = None
) -> list[SharedFigure]:
    """Unsaved figures of the weeks from this one on, of groups in which the partner has an agreed share."""
    first = monday_of(today())
    shares = CapacityShare.objects.filter(
        enterprise_id=actor.enterprise_id, partnership_id__in={g.partnership_id for g in grants},
        capacity_week__week__gte=first,
    )  # fmt: skip
    agreed: dict[tuple[UUID, UUID], Decimal] = {}
    groups: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = shares.values_list("partnership_id", "capacity_week_id", "capacity_week__group_id", "agreed")
    for partnership_id, week_id, group_id, quantity in rows:
        agreed[partnership_id, week_id] = quantity
        groups[partnership_id].add(group_id)
    wanted = set().union(*groups.values()) & (
        set(group_ids) if group_ids is not None else set().union(*groups.values())
    )
    weeks = _weeks(actor, wanted, first)
    return [
        _week_figure(grant, week, total, agreed.get((grant.partnership_id, week.id), Decimal(0)))
        for grant in grants
        for week, total in weeks
        if week.group_id in groups[grant.partnership_id]
    ]


def production_figures(
    actor: Actor, shared: Sequence[tuple[SharingGrant, SharingGrantItem]], items: dict[UUID, Item]
) -> list[SharedFigure]:
    """Unsaved figures of items in production: what is in work, or what each week from this one on has ready.

    What should have been ready before this week and is not stands in this week.
    """
    wanted = {line.item_id for _, line in shared}
    made: defaultdict[UUID, list[ProductionOrder]] = defaultdict(list)
    for order in ProductionOrder.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=wanted):
        made[order.item_id].append(order)
    return [
        _production_figure(grant, items[line.item_id], week, orders)
        for grant, line in shared
        for week, orders in _by_week(SharedField(grant.field), made[line.item_id])
    ]


def _by_week(
    field: SharedField, orders: Sequence[ProductionOrder]
) -> list[tuple[date | None, list[ProductionOrder]]]:
    """The orders behind each figure: all of the item for work in progress, those of a week for what is ready in it."""
    if field is SharedField.WORK_IN_PROGRESS:
        return [(None, list(orders))] if orders else []
    first = monday_of(today())
    weeks: defaultdict[date, list[ProductionOrder]] = defaultdict(list)
    for order in orders:
        week = monday_of(order.ready_on)
        if week >= first or order.state != ProductionState.READY:
            weeks[max(week, first)].append(order)
    return [(week, weeks[week]) for week in sorted(weeks)]


def _production_figure(
    grant: SharingGrant, item: Item, week: date | None, orders: Sequence[ProductionOrder]
) -> SharedFigure:
    counted = [o.quantity for o in orders if week is not None or o.state == ProductionState.IN_WORK]
    newest = max(orders, key=lambda order: order.as_of)
    figure = _figure(grant, sum(counted, Decimal(0)), newest, Decimal(0), Decimal(0))
    figure.reference, figure.name, figure.name_en = item.number, item.name, item.name_en
    figure.week, figure.unit = week, item.unit
    return figure


def _weeks(actor: Actor, group_ids: set[UUID], first: date) -> list[tuple[CapacityWeek, Decimal]]:
    """Weeks with what is agreed in them altogether."""
    rows = CapacityWeek.objects.filter(
        enterprise_id=actor.enterprise_id, group_id__in=group_ids, week__gte=first
    ).select_related("group")
    sums = CapacityShare.objects.filter(enterprise_id=actor.enterprise_id, capacity_week__in=rows)
    total = dict(sums.order_by().values_list("capacity_week_id").annotate(Sum("agreed")))
    return [(week, total.get(week.id, Decimal(0))) for week in rows]


def _week_figure(grant: SharingGrant, week: CapacityWeek, total: Decimal, mine: Decimal) -> SharedFigure:
    field = SharedField(grant.field)
    quantity = {
        SharedField.AGREED: mine,
        SharedField.FREE: week.maximum - total,
        SharedField.MAXIMUM: week.maximum,
        SharedField.MACHINE_AVAILABLE: week.machine_available,
    }[field]
    is_machines = field is SharedField.MACHINE_AVAILABLE
    red = MACHINES_RED if is_machines else week.maximum * FREE_RED
    amber = MACHINES_AMBER if is_machines else week.maximum * FREE_AMBER
    figure = _figure(grant, quantity, week, red, amber)
    figure.reference, figure.name, figure.name_en = week.group.code, week.group.name, week.group.name_en
    figure.week, figure.unit = week.week, PERCENT if is_machines else week.group.unit
    return figure


def _figure(
    grant: SharingGrant, quantity: Decimal, origin: InventoryPosition | CapacityWeek | ProductionOrder, red: Decimal,
    amber: Decimal,
) -> SharedFigure:  # fmt: skip
    grain = Grain(grant.grain)
    shown = shown_at(grain, quantity, red, amber)
    assert shown is not None, "a figure for the planner alone is never projected"
    return SharedFigure(
        chain_id=grant.chain_id, grantor_id=grant.grantor_id, grantee_id=grant.grantee_id, grant=grant,
        subject=grant.subject, field=grant.field, grain=grant.grain, quantity=shown.quantity, low=shown.low,
        high=shown.high, light=shown.light, as_of=published_at(grain, origin.as_of), source=origin.source,
    )  # fmt: skip
