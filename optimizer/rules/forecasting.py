"""Pure rules of demand forecasts: the history as a series, and what of a forecast goes into the demand."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

# A week this many weeks away from the end of the history still is forecast.
MOST_GAP = 8
# Weeks after which a pattern may repeat.
SEASON = 52
ZERO = Decimal(0)


def series_values(known: Mapping[date, Decimal], last: date) -> tuple[float, ...]:
    """Quantities by week from the first known one to `last`; a week without a row is one without demand.

    Files of sales hold no rows for what was not sold. Empty when nothing is known by `last`.
    """
    first = min(known, default=None)
    if first is None or first > last:
        return ()
    weeks = (last - first).days // 7 + 1
    return tuple(float(known.get(first + timedelta(weeks=n), ZERO)) for n in range(weeks))


def gap_weeks(last: date, this_week: date) -> int:
    """Whole weeks nobody has stated between the end of the history and this week."""
    return max(0, (this_week - last).days // 7 - 1)


def rounded(value: Decimal, scale: int) -> Decimal:
    """A quantity with as many decimals as its unit allows, halves up."""
    return value.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP)


def expected_at(start: date | None, expected: Iterable[Decimal], week: date) -> Decimal | None:
    """What the statistics expect of a week; None outside of what was forecast."""
    if start is None or week < start:
        return None
    return dict(enumerate(expected)).get((week - start).days // 7)


def planned_quantity(expected: Decimal | None, override: Decimal | None, scale: int) -> Decimal:
    """What goes into the demand: the override where there is one, else what is expected, else nothing."""
    if override is not None:
        return override
    return ZERO if expected is None else rounded(expected, scale)
