"""Forecasts: what always holds of them, what they must find in histories made for it, and their measures against plain loops."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.forecasting import DemandClass, Forecast, Series, forecast
from optimizer.engine.forecasting.calibration import SHARE, calibrated_share, interval
from optimizer.engine.forecasting.conditional import _expected, _States
from optimizer.engine.forecasting.panel import panel_of
from optimizer.engine.forecasting.scoring import covered, mean_of, weighted_quantile_loss
from optimizer.engine.forecasting.seasonality import seasonality_of

LEVELS = (0.1, 0.5, 0.9)
VALUE = st.one_of(st.none(), st.floats(0, 1e6), st.just(0.0))
HISTORY = st.lists(VALUE, max_size=60).map(tuple)


def series(*values: float | None, season: int = 1, key: str = "a") -> Series:
    return Series(key, values, season)


def drawn(count: int, length: int, seed: int, season: int = 1) -> list[Series]:
    random = np.random.default_rng(seed)
    levels = random.uniform(5, 50, count)
    return [
        Series(str(number), tuple(random.poisson(level, length).astype(float).tolist()), season)
        for number, level in enumerate(levels)
    ]


@settings(max_examples=40)
@given(st.lists(st.tuples(HISTORY, st.sampled_from((1, 4, 7))), min_size=1, max_size=6), st.integers(1, 9))
def test_any_history_has_an_ordered_forecast_that_is_never_negative(
    histories: list[tuple[tuple[float | None, ...], int]], horizon: int
) -> None:
    asked = [Series(str(n), values, season) for n, (values, season) in enumerate(histories)]
    found = forecast(asked, horizon, LEVELS)
    assert [one.key for one in found] == [one.key for one in asked]
    for one in found:
        assert len(one.quantiles) == len(one.interval) == horizon
        for row in one.quantiles:
            assert np.isfinite(row).all()
            assert row[0] >= 0
            assert all(low <= high for low, high in pairwise(row))
        assert all(0 <= low <= high for low, high in one.interval)
        assert sum(weight for _, weight in one.methods) == pytest.approx(1)


def test_the_same_series_in_any_order_have_the_same_forecast() -> None:
    asked = drawn(12, 40, seed=1)
    forwards = forecast(asked, 4, LEVELS)
    backwards = forecast(asked[::-1], 4, LEVELS)[::-1]
    for one, other in zip(forwards, backwards, strict=True):
        assert np.allclose(one.quantiles, other.quantiles, rtol=1e-4)


def test_no_demand_is_forecast_where_there_was_none() -> None:
    found = forecast([series(*[0.0] * 30), *drawn(5, 30, seed=2)], 3, LEVELS)[0]
    assert found.demand_class is DemandClass.NONE
    assert found.quantiles == ((0.0, 0.0, 0.0),) * 3
    assert found.interval == ((0.0, 0.0),) * 3


def test_a_constant_demand_goes_on() -> None:
    found = forecast([series(*[12.0] * 40)], 4, LEVELS)[0]
    assert np.allclose(found.quantiles, 12, atol=0.05)
    assert found.past.wql == pytest.approx(0, abs=0.01)
    assert found.past.bias == pytest.approx(0, abs=0.01)


def test_a_weekly_pattern_is_repeated() -> None:
    week = (0.0, 20.0, 30.0, 40.0, 30.0, 20.0, 10.0)
    noise = np.random.default_rng(3).normal(0, 1, (20, 140))
    asked = [
        Series(str(n), tuple(np.maximum(np.tile(week, 20) + row, 0).tolist()), 7)
        for n, row in enumerate(noise)
    ]
    for found in forecast(asked, 7, (0.5,)):
        assert found.demand_class is DemandClass.SEASONAL
        assert np.allclose([row[0] for row in found.quantiles], week, atol=4)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5.0] * 10, DemandClass.SHORT),
        ([0.0, 0.0, 3.0] * 10, DemandClass.INTERMITTENT),
        ([5.0, 6.0] * 20, DemandClass.STEADY),
        ([5.0, 6.0] * 60, DemandClass.LONG),
        ([None] * 4, DemandClass.NONE),
    ],
)
def test_a_series_is_of_the_class_of_its_demand(values: list[float | None], expected: DemandClass) -> None:
    assert forecast([series(*values)], 2, LEVELS)[0].demand_class is expected


def test_what_is_unknown_inside_is_bridged_and_outside_left_out() -> None:
    panel = panel_of([series(None, 1.0, None, 3.0, None), series(1.0, 2.0, 3.0, 4.0)], 1)
    assert np.array_equal(panel.values, [[np.nan, 1, 1, 3], [1, 2, 3, 4]], equal_nan=True)
    assert panel.start.tolist() == [1, 0]


@pytest.mark.parametrize("season", [4, 7])
def test_season_factors_are_those_of_the_pattern(season: int) -> None:
    pattern = np.arange(1, season + 1) / np.mean(np.arange(1, season + 1))
    panel = panel_of([series(*(100 * np.tile(pattern, 12)).tolist(), season=season)], season)
    found = seasonality_of(panel)
    assert found.found.all()
    assert np.allclose(found.factors[0], pattern, rtol=1e-6)


def test_the_weighted_quantile_loss_is_that_of_a_plain_loop() -> None:
    random = np.random.default_rng(4)
    actual, quantiles, levels = (
        random.uniform(0, 9, (6, 3)),
        random.uniform(0, 9, (6, 3, 2)),
        np.array([0.2, 0.9]),
    )
    actual[2, 1] = np.nan
    total, demand = 0.0, 0.0
    for row in range(6):
        for step in range(3):
            if np.isnan(actual[row, step]):
                continue
            demand += actual[row, step]
            for number, level in enumerate(levels):
                above = actual[row, step] - quantiles[row, step, number]
                total += (level * above if above > 0 else (level - 1) * above) / 2
    assert weighted_quantile_loss(actual, quantiles, levels) == pytest.approx(2 * total / demand)


def test_an_interval_is_widened_by_what_it_missed_and_the_more_origins_say_so_the_more() -> None:
    random = np.random.default_rng(5)
    levels = np.array([0.01, 0.1, 0.5, 0.9, 0.99])

    def coverage(origins: int) -> float:
        # Quantiles that are far too narrow for what follows.
        quantiles = np.tile(100 + np.array([-9.0, -3.0, 0.0, 3.0, 9.0]), (origins, 200, 1, 1))
        actual = random.normal(100, 5, (origins, 200, 1))
        low, high = interval(quantiles, levels, calibrated_share(actual, quantiles, levels))
        return float(np.mean(covered(actual, low, high)))

    few, many = coverage(1), coverage(200)
    assert few < many
    assert many == pytest.approx(SHARE, abs=0.02)


def test_an_interval_from_zero_takes_its_whole_rest_above() -> None:
    low, high = interval(np.array([[0.0, 0.0, 2.0, 4.0]]), np.array([0.1, 0.5, 0.8, 0.9]), 0.8)
    assert (low[0], high[0]) == (0.0, pytest.approx(2.0))


def test_horizon_and_levels_are_refused_when_they_make_no_sense() -> None:
    with pytest.raises(ValueError, match="horizon"):
        forecast([series(1.0)], 0, LEVELS)
    with pytest.raises(ValueError, match="levels"):
        forecast([series(1.0)], 1, (0.5, 1.0))
    assert forecast([], 3, LEVELS) == ()


def test_past_errors_tell_a_forecast_that_was_too_high() -> None:
    falling = [float(max(0, 60 - n)) for n in range(60)]
    found: Forecast = forecast([series(*falling)], 4, LEVELS)[0]
    assert found.past.origins == 4
    assert found.past.bias is not None
    assert found.past.wql is not None


def test_the_expected_demand_is_the_mean_of_the_quantile_function() -> None:
    levels = np.array([0.1, 0.5, 0.9])
    # The levels stand for 0 to 0.3, to 0.7 and to 1.
    assert mean_of(np.array([[0.0, 10.0, 20.0]]), levels) == pytest.approx([0.4 * 10 + 0.3 * 20])
    assert mean_of(np.full((2, 3), 7.0), levels) == pytest.approx([7, 7])


def test_ratios_are_never_to_an_expected_demand_of_almost_nothing() -> None:
    # What follows is what was demanded of late, whatever there was long ago; one series has stopped.
    random = np.random.default_rng(7)
    late, ago = random.uniform(0, 9, 200), random.uniform(0, 9, 200)
    late[0], ago[0] = 0, 5
    states = _States(
        np.stack([late, late, late, ago], axis=-1)[:, None], np.zeros((200, 1)), np.ones((200, 1), dtype=bool)
    )
    expected = _expected(states, late[:, None, None], states.is_usable)
    assert expected[1:, 0] == pytest.approx(np.maximum(late, 0.1 * ago)[1:], abs=0.05)
    assert expected[0, 0] == pytest.approx(0.5)
