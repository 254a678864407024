"""Pure rules of planning: what a commitment is worth, what of a forecast is left once orders have come in."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from math import ceil

from orders.states.forecasts import Confidence

# What of a commitment the plan counts on, by how sure the supplier calls it.
WORTH: Mapping[Confidence, Decimal] = {
    Confidence.SURE: Decimal(1),
    Confidence.LIKELY: Decimal("0.9"),
    Confidence.CONDITIONAL: Decimal("0.6"),
}
# A commitment fades by so much for each full week since it was given, down to the floor.
FADING_PER_WEEK = Decimal("0.02")
FADED_MOST = Decimal("0.8")
WEEKS_OF_A_YEAR = 52
# What being late costs, by the demand's priority, against an ordinary one.
PRIORITIES: Mapping[int, float] = {1: 1.5, 2: 1.0, 3: 0.7}


def worth_of(quantity: Decimal, confidence: Confidence, age: timedelta) -> Decimal:
    """What of a committed quantity the plan may count on."""
    weeks = max(0, age // timedelta(weeks=1))
    return quantity * WORTH[confidence] * max(FADED_MOST, 1 - FADING_PER_WEEK * weeks)


def forecast_left(forecast: Decimal, ordered: Decimal) -> Decimal:
    """What of a week's forecast is still expected beside the customers' orders of that week."""
    return max(Decimal(0), forecast - ordered)


def weeks_of(days: int) -> int:
    """Whole weeks that hold a lead time in days."""
    return ceil(days / 7)


def offset_weeks(days: int) -> int:
    """The whole weeks nearest to an offset in days: a day's work does not take a week."""
    return max(0, round(days / 7))


def week_index(start: date, day: date) -> int:
    """The week a day lies in, counted from the Monday `start`; what is past counts for the first."""
    return max(0, (day - start).days // 7)


def lots_of(least: Decimal, multiple: Decimal) -> tuple[Decimal, Decimal]:
    """(lot, minimum) of a source: without a multiple it is one piece; the minimum in whole lots."""
    lot = multiple if multiple > 0 else Decimal(1)
    return lot, max(lot, (least / lot).to_integral_value(ROUND_CEILING) * lot)
