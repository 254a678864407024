"""Projected stock of a replenishment band, its state, and what a supplier may bring.

Projected stock = stock − demand + inbound, week by week, as in supplier managed inventory: the closing stock of a week
is that of the week before, less the week's demand, plus what comes in. It may fall below zero: that is the backlog.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from orders.rules.forecasts import place_of, week_at
from orders.states import SHORTAGES, BandState

WEEKS = 13
ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Minimum and maximum of a band, in its unit."""

    minimum: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class WeekBalance:
    """One projected week, named by its Monday. `stock` closes it; `highest` is the most that lies there in it,
    when everything has come in and nothing has been used yet."""

    week: date
    demand: Decimal
    inbound: Decimal
    stock: Decimal
    highest: Decimal
    state: BandState


@dataclass(frozen=True, slots=True)
class LotTerms:
    """Least quantity of an order and what it must be a multiple of; 0: any. `scale`: decimals of the unit."""

    minimum: Decimal
    multiple: Decimal
    scale: int


def state_at(stock: Decimal | None, bounds: Bounds) -> BandState:
    """Where a stock stands; None: nobody has ever counted."""
    if stock is None:
        return BandState.NO_DATA
    if stock <= 0:
        return BandState.OUT
    if stock < bounds.minimum:
        return BandState.BELOW_MINIMUM
    return BandState.ABOVE_MAXIMUM if stock > bounds.maximum else BandState.ON_TRACK


def project(
    opening: Decimal, start: date, demand: Sequence[Decimal], inbound: Sequence[Decimal], bounds: Bounds
) -> list[WeekBalance]:
    """The weeks from the Monday `start` on; `demand` and `inbound` have one quantity for each."""
    balances, stock = [], opening
    for place, (needed, coming) in enumerate(zip(demand, inbound, strict=True)):
        highest = stock + coming
        stock = highest - needed
        balances.append(
            WeekBalance(week_at(start, place), needed, coming, stock, highest, state_at(stock, bounds))
        )
    return balances


def week_share(quantities: Sequence[Decimal | None], percent: Decimal, scale: int) -> list[Decimal | None]:
    """The part of a forecast that one site uses, rounded down to the unit's decimals."""
    return [None if q is None else rounded_down(q * percent / HUNDRED, scale) for q in quantities]


def rounded_down(quantity: Decimal, scale: int) -> Decimal:
    """The quantity with at most `scale` decimals, never more than it was."""
    return quantity.quantize(Decimal(1).scaleb(-scale), ROUND_FLOOR)


def room_from(balances: Sequence[WeekBalance], day: date, bounds: Bounds) -> Decimal:
    """How much more may arrive on a day without lifting that week or a later one above the maximum; never below 0.

    Goods that come stay in every later week, so the fullest week from then on decides.
    """
    later = balances[place_of(balances[0].week, day) :]
    return max(ZERO, bounds.maximum - max(balance.highest for balance in later))


def greatest_lot(room: Decimal, terms: LotTerms) -> Decimal:
    """The most that fits into a room under the lot terms; 0 when not even the least order fits."""
    step = terms.multiple if terms.multiple > 0 else Decimal(1).scaleb(-terms.scale)
    lot = (room / step).to_integral_value(ROUND_FLOOR) * step
    return lot if lot > 0 and lot >= terms.minimum else ZERO


def is_lot(quantity: Decimal, terms: LotTerms) -> bool:
    """Whether a quantity keeps the lot terms."""
    return quantity >= terms.minimum and (terms.multiple <= 0 or quantity % terms.multiple == 0)


def first_short(balances: Sequence[WeekBalance]) -> WeekBalance | None:
    """The first week that ends below the minimum; None when none does."""
    return next((balance for balance in balances if balance.state in SHORTAGES), None)
