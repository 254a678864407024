"""What followed in any series when the expected demand was like this: a distribution learned from all series together.

The expected demand is a ridge regression of the mean of the next periods on four running means (three
exponential ones and that of the whole history). Past origins of all series are then sorted by it into bins of
equal size, each again by how much the series deviates from its own mean; the quantiles of (demand / expected)
in a bin are the forecast of every series that is there today. This is forecasting by similarity, cf. Y. Kang
and others, "Forecasting with similarity", European Journal of Operational Research 293 (2021), with the state
of a series as the measure of likeness.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.forecasting.panel import Panel
from optimizer.engine.forecasting.scoring import Array
from optimizer.engine.forecasting.spread import targets

RATES = (0.05, 0.15, 0.4)
# Origins per series to learn from, and periods a series must hold before one.
WINDOW = 60
WARM_UP = 8
# At least so many past origins in a bin; at most so many bins of the expected demand and of the deviation.
IN_BIN = 150
BINS = 40
SUB_BINS = 3
RIDGE = 1e-3
TINY = 1e-9
# Expected is at least this share of the mean of the whole history: ratios to almost nothing would be anything.
LEAST_SHARE = 0.1


@dataclass(frozen=True)
class _States:
    """Of the last periods of each series: (series, window), `means` (series, window, 4)."""

    means: Array
    deviation: Array
    is_usable: NDArray[np.bool_]

    @property
    def scale(self) -> Array:
        return np.asarray(np.maximum(self.means.mean(-1), TINY))


def conditional(panel: Panel, horizon: int, levels: Array) -> Array:
    """Quantiles (series, horizon, levels) from what followed alike states of all series; 0 where nothing is demanded."""
    count, width = panel.values.shape
    window = min(WINDOW, width)
    states = _states(panel, window)
    followed = targets(panel.values, window, horizon)
    is_whole = states.is_usable & np.isfinite(followed).all(2)
    found = np.zeros((count, horizon, len(levels)))
    if not is_whole.any():
        return found
    expected = _expected(states, followed, is_whole)
    for step in range(horizon):
        learned = states.is_usable & np.isfinite(followed[:, :, step])
        ratios = followed[:, :, step][learned] / expected[learned]
        past = np.stack([expected[learned], states.deviation[learned]])
        today = np.stack([expected[:, -1], states.deviation[:, -1]])
        found[:, step] = _alike(past, ratios, today, levels) * expected[:, -1, None]
    return np.where((states.means[:, -1].sum(-1) > 0)[:, None, None], found, 0)


def _states(panel: Panel, window: int) -> _States:
    values, known = panel.filled, panel.known
    number = np.maximum(np.cumsum(known, 1), 1)
    whole = np.cumsum(np.where(known, values, 0), 1) / number
    means = [*(_running(values, rate) for rate in RATES), whole]
    off = np.where(known, np.abs(values - means[0]), 0)
    deviation = np.cumsum(off, 1) / number / np.maximum(whole, TINY)
    stacked = np.stack(means, axis=-1)[:, -window:]
    origins = np.arange(values.shape[1])[None, -window:]
    is_usable = (origins >= panel.start[:, None] + WARM_UP) & (stacked.mean(-1) > TINY)
    return _States(stacked, deviation[:, -window:], is_usable)


def _running(values: Array, rate: float) -> Array:
    means = np.empty_like(values)
    level = values[:, 0]
    for period in range(values.shape[1]):
        level = level + rate * (values[:, period] - level)
        means[:, period] = level
    return means


def _expected(states: _States, followed: Array, is_whole: NDArray[np.bool_]) -> Array:
    """Regression of the mean demand of the horizon on the running means, errors weighed as those of a count."""
    root = np.sqrt(states.scale[is_whole])
    given = states.means[is_whole] / root[:, None]
    aim = followed[is_whole].mean(1) / root
    square = given.T @ given
    ridge = RIDGE * np.trace(square) * np.eye(len(square))
    weights = np.linalg.solve(square + ridge, given.T @ aim)
    return np.maximum(states.means @ weights, np.maximum(LEAST_SHARE * states.means[..., -1], TINY))


def _alike(past: Array, ratios: Array, today: Array, levels: Array) -> Array:
    """Quantiles of the ratios in today's bins: (series, levels). `past`, `today`: expected demand and deviation, in rows."""
    bins = max(1, min(BINS, len(ratios) // (IN_BIN * SUB_BINS)))
    edges = np.quantile(past[0], np.arange(1, bins) / bins)
    then, now = np.searchsorted(edges, past[0]), np.searchsorted(edges, today[0])
    found = np.zeros((today.shape[1], len(levels)))
    for number in range(bins):
        inside, mine = then == number, now == number
        if not mine.any() or not inside.any():
            continue
        limits = np.quantile(past[1][inside], np.arange(1, SUB_BINS) / SUB_BINS)
        sub_then, sub_now = np.searchsorted(limits, past[1][inside]), np.searchsorted(limits, today[1][mine])
        table = [
            np.quantile(chosen if len(chosen := ratios[inside][sub_then == sub]) else ratios[inside], levels)
            for sub in range(SUB_BINS)
        ]
        found[mine] = np.stack(table)[sub_now]
    return found
