"""What always holds for series, versions and commits, whatever is typed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from orders.rules.forecast_quality import Version, quality
from orders.rules.forecasts import (
    Cell,
    exceptions_of,
    gap,
    is_open,
    monday_of,
    moved,
    place_of,
    row_cells,
    tally,
    week_at,
)
from orders.states import ForecastException
from tests import world

MONDAY = date(2026, 11, 16)
quantities = st.integers(0, 5000).map(Decimal)
maybe = st.none() | quantities
series = st.lists(maybe, min_size=26, max_size=53)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 60))
def test_weeks_begin_on_mondays_and_places_find_back(day: date, place: int) -> None:
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert monday <= day < monday + timedelta(days=7)
    assert place_of(monday, week_at(monday, place)) == place


@given(series, st.integers(-60, 60), st.integers(26, 53))
def test_a_carried_series_keeps_every_week_it_reaches(old: Any, shift: int, weeks: int) -> None:
    start = MONDAY + timedelta(weeks=shift)
    new = moved(old, MONDAY, start, weeks)
    assert len(new) == weeks
    known = {week_at(MONDAY, place): value for place, value in enumerate(old)}
    assert new == [known.get(week_at(start, place)) for place in range(weeks)]


@given(series, st.integers(0, 10), st.integers(0, 10))
def test_carrying_twice_is_carrying_once(old: Any, one: int, two: int) -> None:
    first, second = MONDAY + timedelta(weeks=one), MONDAY + timedelta(weeks=one + two)
    stepwise = moved(moved(old, MONDAY, first, 53), first, second, 26)
    assert stepwise == moved(old, MONDAY, second, 26)


cells = st.builds(
    Cell, forecast=quantities, previous=maybe, commit=maybe, answered=maybe, is_frozen=st.booleans()
)


@given(cells, st.booleans())
def test_exceptions_follow_from_the_numbers_alone(cell: Cell, overdue: bool) -> None:
    found = set(exceptions_of(cell, is_overdue=overdue))
    assert (ForecastException.SHORT in found) == (cell.commit is not None and cell.commit < cell.forecast)
    assert (ForecastException.OVER in found) == (cell.commit is not None and cell.commit > cell.forecast)
    assert (ForecastException.PAST_DUE in found) == (overdue and is_open(cell))
    assert (gap(cell) is None) == (cell.commit is None)
    if cell.forecast == 0 and cell.commit is None:
        assert not is_open(cell)


@given(cells)
def test_an_answer_to_the_present_forecast_closes_the_cell(cell: Cell) -> None:
    answered = Cell(cell.forecast, cell.previous, cell.forecast, cell.forecast, cell.is_frozen)
    assert not is_open(answered)
    assert ForecastException.SHORT not in exceptions_of(answered, is_overdue=True)


@given(st.lists(cells, min_size=26, max_size=53))
def test_a_tally_counts_what_the_cells_show(row: list[Cell]) -> None:
    found = tally(row)
    shown = [exceptions_of(cell, is_overdue=True) for cell in row]
    counted = [sum(kind in one for one in shown) for kind in ForecastException]
    assert counted == [found.open, found.changed, found.short, found.over]
    assert found.frozen_short <= found.short


@given(st.lists(quantities, min_size=26, max_size=26), st.integers(0, 26))
def test_the_frozen_horizon_is_the_first_weeks(row: list[Decimal], frozen: int) -> None:
    nothing = [None] * 26
    assert [c.is_frozen for c in row_cells(row, nothing, nothing, nothing, frozen)] == [
        place < frozen for place in range(26)
    ]


@given(
    st.lists(st.integers(1, 500).map(Decimal), min_size=26, max_size=26),
    st.lists(st.integers(1, 500).map(Decimal), min_size=13, max_size=13),
)
def test_quality_is_zero_for_the_perfect_and_wape_bounds_bias(said: Any, ordered: Any) -> None:
    item, weeks = world.STATOR.id, [week_at(MONDAY, place) for place in range(13)]
    versions = [Version(MONDAY - timedelta(days=3), MONDAY, 4, {item: said})]
    perfect = {(item, week): said[place] for place, week in enumerate(weeks)}
    exact = quality([*versions, versions[0]], perfect, weeks)
    assert {exact.bias.percent, exact.wape.percent, exact.late_change.percent, exact.volatility.percent} == {
        0
    }
    real = quality(versions, {(item, week): ordered[place] for place, week in enumerate(weeks)}, weeks)
    assert real.wape.sample_size == 13
    assert real.bias.percent is not None
    assert real.wape.percent is not None
    assert abs(real.bias.percent) <= real.wape.percent
    assert quality([], {}, weeks).wape.percent is None
