"""The steps from which questions are answered by rule; kept, and changed only when a figure leaves its step."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from common.clock import now
from suppliers.models import StandingAnswer
from suppliers.rules import is_stale, range_of
from suppliers.selectors.desks import Desk, Key
from suppliers.states import SharingSubject


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


def standing_steps(actor: Actor, desk: Desk, group_ids: Collection[UUID]) -> Steps:
    """The present steps of the groups and of the asked items' stock, of subjects the policy leaves to the rule.

    Stale figures have none.
    """
    steps = Steps()
    exact = {**_free(desk, group_ids, steps), **_stocked(desk)}
    for (group, item, monday), low in _kept(actor, desk, exact).items():
        if group is not None and monday is not None:
            steps.free[group, monday] = low
        elif item is not None:
            steps.stock[item] = low
    return steps


def _free(desk: Desk, group_ids: Collection[UUID], steps: Steps) -> dict[Key, Decimal]:
    """Free capacity by group and week; each partnership's agreed share is noted in `steps`."""
    if not desk.by_capacity:
        return {}
    totals: defaultdict[tuple[UUID, date], Decimal] = defaultdict(Decimal)
    for partnership, group, week, agreed in desk.shares:
        totals[group, week] += agreed
        steps.agreed[partnership, group, week] = agreed
    return {
        (group, None, week): maximum - totals[group, week]
        for group, week, maximum, as_of in desk.weeks
        if group in group_ids and not is_stale(SharingSubject.CAPACITY, as_of, now())
    }


def _stocked(desk: Desk) -> dict[Key, Decimal]:
    if not desk.by_stock:
        return {}
    return {
        (None, item, None): quantity
        for item, quantity, as_of in desk.stock
        if not is_stale(SharingSubject.INVENTORY, as_of, now())
    }


def _kept(actor: Actor, desk: Desk, exact: dict[Key, Decimal]) -> dict[Key, Decimal]:
    """The low ends by thing; rows whose step has changed are written anew."""
    steps = {key: range_of(quantity) for key, quantity in exact.items()}
    _write(actor, [(key, step) for key, step in steps.items() if desk.standing.get(key) != step])
    return {key: low for key, (low, _) in steps.items()}


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
