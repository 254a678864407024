"""Weeks, versions and gaps of forecasts. A series is a list with one quantity per week; None: nothing said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from orders.states import ForecastException

LEAST_WEEKS, MOST_WEEKS = 26, 53
ZERO = Decimal(0)
Series = Sequence[Decimal | None]


def monday_of(day: date) -> date:
    """The Monday that begins the ISO week of a day."""
    return day - timedelta(days=day.weekday())


def week_at(start: date, place: int) -> date:
    """The Monday of the week `place` weeks after `start`."""
    return start + timedelta(weeks=place)


def place_of(start: date, week: date) -> int:
    """How many weeks a Monday lies after `start`; negative before it."""
    return (week - start).days // 7


def moved(series: Series, old_start: date, new_start: date, weeks: int) -> list[Decimal | None]:
    """A series laid over another horizon: each week keeps its quantity, weeks it did not reach are None."""
    shift = place_of(old_start, new_start)
    places = range(shift, shift + weeks)
    return [series[place] if 0 <= place < len(series) else None for place in places]


@dataclass(frozen=True, slots=True)
class Cell:
    """One week of one item. `previous`: in the version before; `answered`: the forecast the commit answered."""

    forecast: Decimal
    previous: Decimal | None = None
    commit: Decimal | None = None
    answered: Decimal | None = None
    is_frozen: bool = False


def is_open(cell: Cell) -> bool:
    """Whether the supplier owes an answer: something is wanted and nothing said, or it was said to another number.

    A commit that covers an increase in full answers it as well.
    """
    if cell.commit is None:
        return cell.forecast > 0
    return cell.answered != cell.forecast and cell.commit < cell.forecast


def is_changed(cell: Cell) -> bool:
    """Whether the forecast moved after it was answered, or inside the frozen horizon."""
    after_answer = cell.commit is not None and cell.answered != cell.forecast
    in_frozen = cell.is_frozen and cell.previous is not None and cell.previous != cell.forecast
    return after_answer or in_frozen


def gap(cell: Cell) -> Decimal | None:
    """Committed minus forecast; None while nothing is committed."""
    return None if cell.commit is None else cell.commit - cell.forecast


def exceptions_of(cell: Cell, *, is_overdue: bool) -> list[ForecastException]:
    """What is amiss in a cell; `is_overdue`: the time to answer has passed."""
    found = []
    if is_overdue and is_open(cell):
        found.append(ForecastException.PAST_DUE)
    if is_changed(cell):
        found.append(ForecastException.CHANGED)
    difference = gap(cell)
    if difference is not None and difference != 0:
        found.append(ForecastException.SHORT if difference < 0 else ForecastException.OVER)
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cells of a row are in which condition."""

    open: int = 0
    short: int = 0
    over: int = 0
    changed: int = 0
    frozen_short: int = 0


def tally(cells: Sequence[Cell]) -> Tally:
    """Count a row's cells."""
    gaps = [gap(cell) or ZERO for cell in cells]
    return Tally(
        open=sum(map(is_open, cells)),
        short=sum(value < 0 for value in gaps),
        over=sum(value > 0 for value in gaps),
        changed=sum(map(is_changed, cells)),
        frozen_short=sum(value < 0 and cell.is_frozen for value, cell in zip(gaps, cells, strict=True)),
    )


def row_cells(
    quantities: Sequence[Decimal], previous: Series, commits: Series, answered: Series, frozen_weeks: int
) -> list[Cell]:
    """The cells of a row from its series, all of the forecast's length."""
    rows = zip(quantities, previous, commits, answered, strict=True)
    return [Cell(f, p, c, a, place < frozen_weeks) for place, (f, p, c, a) in enumerate(rows)]
