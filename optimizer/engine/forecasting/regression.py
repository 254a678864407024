"""One regression per step ahead, learned from all series together: how far demand moves from where it is now.

Given, in units of the series' own mean change per period: how far it has come from where it stood 1 to 26
periods ago and from its running means, and what it did in the same weeks of the last two seasons. Fitted to
absolute errors by reweighted least squares (E. J. Schlossmacher, Journal of the American Statistical
Association 68, 1973). Pooled regressions of this kind are the plain form of the global models that did well
in the M5 competition.
"""

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.forecasting.panel import Panel
from optimizer.engine.forecasting.scoring import Array
from optimizer.engine.forecasting.spread import quantiles_of, targets

LAGS = (1, 2, 3, 4, 6, 8, 13, 26)
MEANS = (4, 13, 26)
WINDOW = 78
WARM_UP = 13
# Periods over which the mean change is taken, and its least share of the level.
CHANGES = 52
LEAST_CHANGE = 1e-3
# Moves beyond so many mean changes are cut: they are events, not habits.
FARTHEST = 10.0
ROUNDS = 3
RIDGE = 1.0
LEAST_ERROR = 0.3


def pooled(panel: Panel, horizon: int, levels: Array) -> Array:
    """Quantiles (series, horizon, levels) by the pooled regression."""
    count, width = panel.values.shape
    back = panel.season if panel.season > 1 and width > 2 * panel.season + WARM_UP else 0
    window = max(1, min(WINDOW, width - max(WARM_UP, back) - 1))
    origins = np.arange(width - window, width)
    values = panel.filled
    unit = _unit(values, origins)
    given = _given(values, origins, unit)
    usable = origins[None] >= panel.start[:, None] + WARM_UP
    followed = targets(panel.values, window, horizon)
    followed[~usable] = np.nan
    paths = np.empty((count, window, horizon))
    for step in range(horizon):
        columns = np.concatenate([given, _seasons(values, origins, unit, back, step + 1)], axis=-1)
        columns = np.clip(columns, -FARTHEST, FARTHEST)
        aim = (followed[:, :, step] - values[:, origins]) / unit
        known = np.isfinite(aim)
        weights = _least_absolute(columns[known], np.clip(aim[known], -FARTHEST, FARTHEST))
        paths[:, :, step] = values[:, origins] + unit * (columns @ weights)
    return quantiles_of(paths[:, -1], followed - paths, levels)


def _unit(values: Array, origins: NDArray[np.intp]) -> Array:
    """Mean absolute change per period up to each origin: (series, origins)."""
    sums = np.cumsum(np.abs(np.diff(values, axis=1, prepend=values[:, :1])), axis=1)
    early = np.maximum(origins - CHANGES, 0)
    changes = (sums[:, origins] - sums[:, early]) / np.maximum(origins - early, 1)
    return np.asarray(changes + LEAST_CHANGE * np.abs(values[:, origins]) + 1e-9)


def _given(values: Array, origins: NDArray[np.intp], unit: Array) -> Array:
    now = values[:, origins]
    moved = [(now - values[:, np.maximum(origins - lag, 0)]) / unit for lag in LAGS]
    sums = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    for length in MEANS:
        early = np.maximum(origins + 1 - length, 0)
        mean = (sums[:, origins + 1] - sums[:, early]) / (origins + 1 - early)
        moved.append((mean - now) / unit)
    return np.stack(moved, axis=-1)


def _seasons(values: Array, origins: NDArray[np.intp], unit: Array, back: int, step: int) -> Array:
    """What followed one and two seasons earlier, as moves: (series, origins, 0 or 2)."""
    if not back:
        return np.empty((*unit.shape, 0))
    found = []
    for seasons in (0, 1):
        then = np.maximum(origins - back * (seasons + 1 + (step - 1) // back), 0)
        found.append((values[:, then + step] - values[:, then]) / unit)
    return np.stack(found, axis=-1)


def _least_absolute(given: Array, aim: Array) -> Array:
    importance: Array = np.ones(len(aim))
    weights: Array = np.zeros(given.shape[1])
    for _ in range(ROUNDS):
        weighed = given * importance[:, None]
        square = weighed.T @ given + RIDGE * np.eye(given.shape[1])
        weights = np.asarray(np.linalg.solve(square, weighed.T @ aim), dtype=np.float64)
        importance = 1 / np.maximum(np.abs(aim - given @ weights), LEAST_ERROR)
    return weights
