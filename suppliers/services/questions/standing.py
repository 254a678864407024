"""The steps from which questions are answered by rule; kept, and changed only when a figure leaves its step."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Max, Sum

from accounts.actor import Actor
from common.clock import now
from suppliers.models import CapacityShare, CapacityWeek, InventoryPosition, StandingAnswer
from suppliers.rules import is_stale, range_of
from suppliers.states import SharingSubject, StockStatus

Key = tuple[UUID | None, UUID | None, date | None]


@dataclass(slots=True)
class Steps:
    """Low ends of the steps: of groups by week, of items' stock; and what is agreed with each partnership."""

    free: dict[tuple[UUID, date], Decimal] = field(default_factory=dict)
    stock: dict[UUID, Decimal] = field(default_factory=dict)
    agreed: dict[tuple[UUID, UUID, date], Decimal] = field(default_factory=dict)

    def open_to(self, partnership_id: UUID) -> dict[tuple[UUID, date], Decimal]:
        """What a partner can count on: the free step and, known to both anyway, its agreed share."""
        none = Decimal(0)
        return {
            (group, week): low + self.agreed.get((partnership_id, group, week), none)
            for (group, week), low in self.free.items()
        }


def standing_steps(
    actor: Actor, group_ids: Collection[UUID], item_ids: Collection[UUID], weeks: Collection[date]
) -> Steps:
    """The present steps of the groups in the weeks and of the items' unrestricted stock. Stale figures have none."""
    steps = Steps()
    exact: dict[Key, Decimal] = {}
    if group_ids:
        for week, total in _weeks(actor, group_ids, weeks, steps):
            if not is_stale(SharingSubject.CAPACITY, week.as_of, now()):
                exact[week.group_id, None, week.week] = week.maximum - total
    if item_ids:
        for item_id, total, as_of in _stock(actor, item_ids):
            if not is_stale(SharingSubject.INVENTORY, as_of, now()):
                exact[None, item_id, None] = total
    for (group, item, monday), low in _kept(actor, exact).items():
        if group is not None and monday is not None:
            steps.free[group, monday] = low
        elif item is not None:
            steps.stock[item] = low
    return steps


def _weeks(
    actor: Actor, group_ids: Collection[UUID], weeks: Collection[date], steps: Steps
) -> list[tuple[CapacityWeek, Decimal]]:
    """Weeks with the sum agreed in them; each partnership's share is noted in `steps`."""
    rows = list(
        CapacityWeek.objects.filter(enterprise_id=actor.enterprise_id, group_id__in=group_ids, week__in=weeks)
    )
    by_id = {row.id: row for row in rows}
    totals: defaultdict[UUID, Decimal] = defaultdict(Decimal)
    shares = CapacityShare.objects.filter(enterprise_id=actor.enterprise_id, capacity_week_id__in=by_id)
    for share in shares:
        week = by_id[share.capacity_week_id]
        totals[week.id] += share.agreed
        steps.agreed[share.partnership_id, week.group_id, week.week] = share.agreed
    return [(row, totals[row.id]) for row in rows]


def _stock(actor: Actor, item_ids: Collection[UUID]) -> list[tuple[UUID, Decimal, datetime]]:
    rows = InventoryPosition.objects.filter(
        enterprise_id=actor.enterprise_id, item_id__in=item_ids, stock_status=StockStatus.UNRESTRICTED
    )
    return list(rows.order_by().values_list("item_id").annotate(Sum("quantity"), Max("as_of")))


def _kept(actor: Actor, exact: dict[Key, Decimal]) -> dict[Key, Decimal]:
    """The low ends by thing; rows whose step has changed are written anew."""
    if not exact:
        return {}
    mine = StandingAnswer.objects.filter(enterprise_id=actor.enterprise_id)
    groups, items = {k[0] for k in exact if k[0]}, {k[1] for k in exact if k[1]}
    there = [*mine.filter(group_id__in=groups)] if groups else []
    there += [*mine.filter(item_id__in=items)] if items else []
    present = {(row.group_id, row.item_id, row.week): row for row in there}
    steps = {key: range_of(quantity) for key, quantity in exact.items()}
    _write(actor, [(key, step) for key, step in steps.items() if _moved(present.get(key), step)])
    return {key: low for key, (low, _) in steps.items()}


def _moved(row: StandingAnswer | None, step: tuple[Decimal, Decimal]) -> bool:
    return row is None or (row.low, row.high) != step


def _write(actor: Actor, steps: Sequence[tuple[Key, tuple[Decimal, Decimal]]]) -> None:
    if steps:
        StandingAnswer.objects.bulk_create(
            [
                StandingAnswer(
                    enterprise_id=actor.enterprise_id, group_id=group, item_id=item, week=week, low=low, high=high,
                    since=now(),
                )
                for (group, item, week), (low, high) in steps
            ],
            update_conflicts=True,
            unique_fields=["enterprise", "group", "item", "week"],
            update_fields=["low", "high", "since"],
        )  # fmt: skip
