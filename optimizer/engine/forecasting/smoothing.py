"""Exponential smoothing and Theta, each with the parameters that would have done best on the series so far.

    level   l(t) = f + a (y(t) - f),  f = l(t-1) + phi s(t-1)
    slope   s(t) = phi s(t-1) + b (l(t) - l(t-1) - phi s(t-1))
    h steps ahead:  l(t) + (phi + ... + phi^h) s(t)

Simple smoothing has no slope; with phi < 1 this is the damped trend of E. S. Gardner and E. McKenzie,
"Forecasting trends in time series", Management Science 31 (1985). Theta after V. Assimakopoulos and K.
Nikolopoulos, "The theta model", International Journal of Forecasting 16 (2000): simple smoothing whose drift
is half the slope of the straight line through the history, the form shown by R. J. Hyndman and B. Billah
(2003).
"""

from collections.abc import Callable, Sequence

import numpy as np

from optimizer.engine.forecasting.panel import Panel
from optimizer.engine.forecasting.scoring import Array
from optimizer.engine.forecasting.spread import quantiles_of, targets

# One column a choice: (a, b, phi).
Choices = Sequence[tuple[float, float, float]]
SIMPLE: Choices = [(a, 0.0, 1.0) for a in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0)]
DAMPED: Choices = [
    (a, b, phi) for a in (0.05, 0.1, 0.2, 0.4, 0.7, 1.0) for b in (0.02, 0.1, 0.3) for phi in (0.8, 0.95)
]
# Origins whose forecasts are compared with what followed; the first periods of a series only set its level.
WINDOW = 78
WARM_UP = 4
# Series worked on at once: what fits into the processor's cache is fastest.
ROWS = 64


def simple(panel: Panel, horizon: int, levels: Array) -> Array:
    """Simple exponential smoothing: (series, horizon, levels)."""
    return _smoothed(panel, horizon, levels, SIMPLE, lambda part: np.zeros_like(part.filled))


def theta(panel: Panel, horizon: int, levels: Array) -> Array:
    """Theta: (series, horizon, levels)."""
    return _smoothed(panel, horizon, levels, SIMPLE, half_slope)


def damped(panel: Panel, horizon: int, levels: Array) -> Array:
    """Damped trend: (series, horizon, levels)."""
    return _smoothed(panel, horizon, levels, DAMPED, lambda part: np.zeros_like(part.filled))


def half_slope(panel: Panel) -> Array:
    """Half the least-squares slope of the history up to each period: (series, periods)."""
    known = panel.known
    time = np.where(known, np.arange(known.shape[1])[None] - panel.start[:, None], 0).astype(np.float64)
    values = np.where(known, panel.filled, 0)
    number = np.cumsum(known, 1)
    sum_time, sum_values = np.cumsum(time, 1), np.cumsum(values, 1)
    both, square = np.cumsum(time * values, 1), np.cumsum(time * time, 1)
    below = number * square - sum_time**2
    slope = (number * both - sum_time * sum_values) / np.where(below > 0, below, 1)
    return np.where(below > 0, slope / 2, 0)


def _smoothed(
    panel: Panel, horizon: int, levels: Array, choices: Choices, drift: Callable[[Panel], Array]
) -> Array:
    count, width = panel.values.shape
    window = min(WINDOW, width)
    paths = np.empty((count, window, horizon))
    followed = targets(panel.values, window, horizon)
    origins = np.arange(width - window, width)
    followed[origins[None] < panel.start[:, None] + WARM_UP] = np.nan
    for first in range(0, count, ROWS):
        rows = slice(first, first + ROWS)
        part = Panel(panel.values[rows], panel.start[rows], panel.season)
        paths[rows] = _best_paths(part, drift(part), followed[rows], choices)
    return quantiles_of(paths[:, -1], followed - paths, levels)


def _best_paths(panel: Panel, drift: Array, followed: Array, choices: Choices) -> Array:
    """Forecasts from every origin of the window under the choice with the least squared error: (series, window, h)."""
    window, horizon = followed.shape[1:]
    phi = np.array([choice[2] for choice in choices])
    reach = np.cumsum(phi[:, None] ** np.arange(1, horizon + 1), axis=1)
    level, slope = _states(panel.filled, choices, window)
    slope += drift[None, :, -window:]
    known = np.isfinite(followed)
    aims = np.where(known, followed, 0)
    loss = np.zeros(level.shape[:2])
    for step in range(horizon):
        error = (level + reach[:, step, None, None] * slope - aims[:, :, step]) * known[:, :, step]
        loss += np.einsum("cnw,cnw->cn", error, error)
    best, rows = loss.argmin(0), np.arange(level.shape[1])
    steps = reach[best][:, None, :] * slope[best, rows, :, None]
    return np.asarray(level[best, rows, :, None] + steps)


def _states(values: Array, choices: Choices, window: int) -> tuple[Array, Array]:
    """Level and slope after each of the last periods: (choices, series, window) each."""
    a, b, phi = (np.array(column)[:, None] for column in zip(*choices, strict=True))
    count, width = values.shape
    level = np.repeat(values[None, :, 0], len(choices), axis=0)
    slope = np.zeros_like(level)
    levels, slopes = np.empty((2, len(choices), count, window))
    for period in range(width):
        ahead = level + phi * slope
        now = ahead + a * (values[:, period] - ahead)
        slope = phi * slope + b * (now - ahead)
        level = now
        if period >= width - window:
            levels[:, :, period - width + window] = level
            slopes[:, :, period - width + window] = slope
    return levels, slopes
