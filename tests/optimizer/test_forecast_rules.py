"""Properties of the rules of forecasting, and of the moves of a forecast run."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from optimizer.rules.forecasting import (
    expected_at,
    gap_weeks,
    planned_quantity,
    rounded,
    series_values,
)
from optimizer.states.forecasting import (
    FORECAST_MOVES,
    OPEN_FORECASTS,
    ForecastAct,
    ForecastStatus,
    next_forecast_status,
)

MONDAY = date(2026, 1, 5)
quantities = st.decimals(0, 10**9, places=6, allow_nan=False)
weeks = st.integers(0, 300)


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


@given(st.dictionaries(weeks, quantities, min_size=1), weeks)
def test_a_series_runs_from_its_first_week_to_the_last_and_loses_nothing(
    known: dict[int, Decimal], last: int
) -> None:
    values = series_values({week(n): q for n, q in known.items()}, week(last))
    first = min(known)
    assert len(values) == max(0, last - first + 1)
    assert [values[n - first] for n in known if first <= n <= last] == [
        float(q) for n, q in known.items() if first <= n <= last
    ]
    others = [value for place, value in enumerate(values) if place + first not in known]
    assert set(others) <= {0.0}


@given(quantities, st.integers(0, 6))
def test_rounding_keeps_to_the_unit_and_within_half_a_step(value: Decimal, scale: int) -> None:
    found, step = rounded(value, scale), Decimal(1).scaleb(-scale)
    assert found % step == 0
    assert abs(found - value) <= step / 2


@given(st.none() | quantities, st.none() | quantities, st.integers(0, 6))
def test_an_override_counts_before_what_is_expected(
    expected: Decimal | None, override: Decimal | None, scale: int
) -> None:
    found = planned_quantity(expected, override, scale)
    if override is not None:
        assert found == override
    else:
        assert found == (0 if expected is None else rounded(expected, scale))


@given(st.lists(quantities, max_size=60), st.integers(-70, 140))
def test_outside_of_what_was_forecast_nothing_is_expected(expected: list[Decimal], number: int) -> None:
    found = expected_at(week(0), expected, week(number))
    assert found == (expected[number] if 0 <= number < len(expected) else None)
    assert expected_at(None, expected, week(number)) is None


def test_the_gap_counts_the_weeks_nobody_has_stated() -> None:
    assert [gap_weeks(week(n), week(10)) for n in (9, 10, 8, 1)] == [0, 0, 1, 8]


def test_what_has_ended_never_moves_and_what_is_open_can_end() -> None:
    for status in ForecastStatus:
        nexts = {next_forecast_status(status, act) for act in ForecastAct} - {None}
        assert bool(nexts) == (status in OPEN_FORECASTS)
        assert status not in nexts
    assert set(FORECAST_MOVES.values()) >= {ForecastStatus.DONE, ForecastStatus.FAILED}
