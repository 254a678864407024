"""Tolerances: what a supplier may answer without asking, and how an answer splits a schedule line.

Inside a tolerance an answer takes effect at once; outside it waits for the buyer. A tolerance of None is
switched off: then only what does not harm the buyer is inside. Deviations are measured against what the buyer
asked for, never against an earlier deviation, so that small steps cannot add up to a large one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

# A calendar day, where a field of that name would hide the type.
Day = date
HUNDRED = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Tolerances of a partnership: percent of quantity and price, days of date; None = switched off."""

    quantity_percent: Decimal | None = None
    date_days: int | None = None
    price_percent: Decimal | None = None
    over_delivery_percent: Decimal = ZERO
    under_delivery_percent: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is measured against.

    `quantity`, `date` and `price` are what the buyer asked for; the `standing_*` values are what is agreed now
    (`standing_date` None before the first promise). `scale` is the number of decimals of the unit.
    """

    quantity: Decimal
    date: Day
    price: Decimal
    standing_quantity: Decimal
    standing_date: Day | None
    standing_price: Decimal
    scale: int


def _rounded(value: Decimal, scale: int, rounding: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-scale), rounding=rounding)


def greatest_quantity(asked: Decimal, percent: Decimal | None, scale: int) -> Decimal:
    """The most that may be confirmed: asked × (1 + percent / 100), rounded down to the unit's decimals."""
    return _rounded(asked * (1 + (percent or ZERO) / HUNDRED), scale, ROUND_FLOOR)


def least_quantity(asked: Decimal, percent: Decimal | None, scale: int) -> Decimal:
    """The least that counts as the asked quantity: asked × (1 − percent / 100), rounded up."""
    return max(ZERO, _rounded(asked * (1 - (percent or ZERO) / HUNDRED), scale, ROUND_CEILING))


def greatest_price(asked: Decimal, percent: Decimal | None) -> Decimal:
    """The highest price inside the tolerance, rounded down to cents or to the finer scale of the asked price."""
    exponent = asked.normalize().as_tuple().exponent
    scale = max(2, -exponent if isinstance(exponent, int) else 2)
    return _rounded(asked * (1 + (percent or ZERO) / HUNDRED), scale, ROUND_FLOOR)


def is_date_inside(new: date, asked: date, standing: date | None, days: int | None) -> bool:
    """Not later than asked plus the tolerance, or not later than what is promised already."""
    return new <= asked + timedelta(days=days or 0) or (standing is not None and new <= standing)


def is_price_inside(new: Decimal, asked: Decimal, standing: Decimal, percent: Decimal | None) -> bool:
    """Not above the asked price plus the tolerance, or not above the price agreed already."""
    return new <= max(greatest_price(asked, percent), standing)


def is_quantity_inside(new: Decimal, asked: Asked, percent: Decimal | None) -> bool:
    """Within the tolerance on both sides, or what is agreed already."""
    if new == asked.standing_quantity:
        return True
    low = least_quantity(asked.quantity, percent, asked.scale)
    return low <= new <= max(asked.quantity, greatest_quantity(asked.quantity, percent, asked.scale))


def counter_outside(
    asked: Asked, terms: Tolerances, quantity: Decimal, day: date, price: Decimal
) -> frozenset[str]:
    """The fields of a counter that need the buyer's decision: of "quantity", "date", "price"; empty = none."""
    outside = set()
    if not is_quantity_inside(quantity, asked, terms.quantity_percent):
        outside.add("quantity")
    if not is_date_inside(day, asked.date, asked.standing_date, terms.date_days):
        outside.add("date")
    if not is_price_inside(price, asked.price, asked.standing_price, terms.price_percent):
        outside.add("price")
    return frozenset(outside)


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One part of a split: takes effect at once when inside, else waits for the buyer."""

    quantity: Decimal
    date: Day
    is_inside: bool


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """What a split does: its parts, what stays backordered, and what the tolerance lets go.

    Σ parts + backordered + written_off = standing quantity + overage.
    """

    parts: tuple[PlannedPart, ...]
    backordered: Decimal
    written_off: Decimal
    overage: Decimal


def plan_split(asked: Asked, terms: Tolerances, parts: Sequence[tuple[Decimal, date]]) -> SplitPlan:
    """How a split of the standing quantity into (quantity, day) parts takes effect.

    A missing rest inside the quantity tolerance is let go; a larger one is backordered whole. The caller has
    checked that the sum is not above `greatest_quantity`.
    """
    planned = tuple(
        PlannedPart(quantity, day, is_date_inside(day, asked.date, asked.standing_date, terms.date_days))
        for quantity, day in parts
    )
    total = sum((part.quantity for part in planned), ZERO)
    rest = asked.standing_quantity - total
    if rest <= 0:
        return SplitPlan(planned, ZERO, ZERO, -rest)
    is_let_go = total >= least_quantity(asked.quantity, terms.quantity_percent, asked.scale)
    return SplitPlan(planned, ZERO if is_let_go else rest, rest if is_let_go else ZERO, ZERO)


def spread_requested(requested: Decimal, quantities: Sequence[Decimal]) -> list[Decimal]:
    """The asked quantity spread over parts so that their sum is kept: each its own, the largest takes the rest."""
    spread = list(quantities)
    largest = max(range(len(spread)), key=lambda i: spread[i])
    spread[largest] = max(ZERO, spread[largest] + requested - sum(quantities, ZERO))
    return spread
