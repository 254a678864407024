"""What planning takes for granted in a scenario, put over the facts one figure at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from optimizer.states.scenarios import AssumptionKind

_K = AssumptionKind
HUNDRED = Decimal(100)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing taken to be otherwise. None means all of them. `first`, `last`: Mondays, both included.

    `amount`: percent for DEMAND, PRICE and HOURS, pieces a week for SUPPLY, weeks for LEAD_TIME.
    """

    kind: AssumptionKind
    amount: Decimal
    item_id: UUID | None = None
    partnership_id: UUID | None = None
    group_id: UUID | None = None
    first: date | None = None
    last: date | None = None

    def holds_in(self, week: date) -> bool:
        return (self.first is None or self.first <= week) and (self.last is None or week <= self.last)


class Assumptions:
    """Several assumptions together: percents multiply, of limits the lowest holds."""

    def __init__(self, given: Iterable[Assumption] = ()) -> None:
        self._given = tuple(given)

    def demand(self, item_id: UUID, week: date, quantity: Decimal) -> Decimal:
        """What is wanted then, in whole pieces where it was."""
        changed = quantity * self._factor(_K.DEMAND, week, item_id=item_id)
        return changed.quantize(Decimal(1)) if quantity == quantity.to_integral_value() else changed

    def supply(
        self, partnership_id: UUID, item_id: UUID, week: date, stated: Decimal | None
    ) -> Decimal | None:
        """What of an item can arrive from a partner in a week; `stated`: what is known, None for no limit."""
        limits = [] if stated is None else [stated]
        for one in self._of(_K.SUPPLY, week, item_id, partnership_id):
            limits.append(one.amount)
        if any(self._of(_K.SUPPLIER_OUT, week, item_id, partnership_id)):
            limits.append(Decimal(0))
        return min(limits) if limits else None

    def arrival(self, partnership_id: UUID, item_id: UUID, week: date) -> date:
        """When what is due in a week comes: after the weeks in which nothing does."""
        while any(one.last is not None for one in self._of(_K.SUPPLIER_OUT, week, item_id, partnership_id)):
            week += WEEK
        return week

    def is_lost(self, partnership_id: UUID, item_id: UUID, week: date) -> bool:
        """Whether what is due then never comes: its supplier is out without an end."""
        week = self.arrival(partnership_id, item_id, week)
        return any(self._of(_K.SUPPLIER_OUT, week, item_id, partnership_id))

    def price(self, partnership_id: UUID, item_id: UUID, price: Decimal) -> Decimal:
        changed = price * self._factor(_K.PRICE, None, item_id=item_id, partnership_id=partnership_id)
        return changed.quantize(Decimal("0.000001"))

    def lead_time(self, partnership_id: UUID, item_id: UUID, weeks: int) -> int:
        """Whole weeks, never below none."""
        given = self._of(_K.LEAD_TIME, None, item_id, partnership_id)
        return max(0, weeks + sum(int(one.amount) for one in given))

    def hours(self, group_id: UUID, week: date, hours: Decimal) -> Decimal:
        return hours * self._factor(_K.HOURS, week, group_id=group_id)

    def _factor(self, kind: AssumptionKind, week: date | None, **things: UUID) -> Decimal:
        factor = Decimal(1)
        for one in self._given:
            if one.kind is kind and _is_about(one, **things) and (week is None or one.holds_in(week)):
                factor *= 1 + one.amount / HUNDRED
        return factor

    def _of(
        self, kind: AssumptionKind, week: date | None, item_id: UUID, partnership_id: UUID
    ) -> list[Assumption]:
        return [
            one
            for one in self._given
            if one.kind is kind
            and _is_about(one, item_id=item_id, partnership_id=partnership_id)
            and (week is None or one.holds_in(week))
        ]


def _is_about(
    one: Assumption, item_id: UUID | None = None, partnership_id: UUID | None = None,
    group_id: UUID | None = None,
) -> bool:  # fmt: skip
    return (
        one.item_id in (None, item_id)
        and one.partnership_id in (None, partnership_id)
        and one.group_id in (None, group_id)
    )
