"""Forecasts read from the history itself: the same period of last season, and what was demanded of late."""

import numpy as np

from optimizer.engine.forecasting.panel import Panel
from optimizer.engine.forecasting.scoring import Array
from optimizer.engine.forecasting.spread import quantiles_of, targets

# Periods after which a past demand counts half.
HALF_LIFE = 13.0
# Seasons whose errors make the spread of the seasonal naive forecast.
WINDOW = 78


def seasonal_naive(panel: Panel, horizon: int, levels: Array) -> Array:
    """What was demanded one season earlier (one period, where there is no full season)."""
    width = panel.values.shape[1]
    season = panel.season if width > panel.season else 1
    window = min(WINDOW, width)
    back = np.arange(horizon) // season * season + season
    origins = np.arange(width - window, width)
    source = origins[:, None] + 1 + np.arange(horizon) - back
    paths = panel.filled[:, np.maximum(source, 0)]
    errors = targets(panel.values, window, horizon) - paths
    errors[np.broadcast_to(source[None] < panel.start[:, None, None], errors.shape)] = np.nan
    return quantiles_of(paths[:, -1], errors, levels)


def recent(panel: Panel, horizon: int, levels: Array) -> Array:
    """Quantiles of the series' own demands, an old one weighing less."""
    return _weighted(panel, horizon, levels, HALF_LIFE)


def whole(panel: Panel, horizon: int, levels: Array) -> Array:
    """Quantiles of the series' own demands, all weighing the same."""
    return _weighted(panel, horizon, levels, np.inf)


def _weighted(panel: Panel, horizon: int, levels: Array, half_life: float) -> Array:
    width = panel.values.shape[1]
    weights = panel.known * 0.5 ** (np.arange(width)[::-1] / half_life)
    order = np.argsort(np.where(panel.known, panel.values, np.inf), axis=1, kind="stable")
    values = np.take_along_axis(np.where(panel.known, panel.values, 0), order, axis=1)
    weights = np.take_along_axis(weights, order, axis=1)
    # The middle of each value's weight is its level.
    middles = (np.cumsum(weights, 1) - weights / 2) / np.maximum(weights.sum(1, keepdims=True), 1e-300)
    found = np.empty((len(values), len(levels)))
    for row, (level, value, length) in enumerate(zip(middles, values, panel.lengths, strict=True)):
        found[row] = np.interp(levels, level[:length], value[:length]) if length else 0
    return np.repeat(found[:, None, :], horizon, axis=1)
