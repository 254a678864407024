"""From point forecasts to quantiles: by the errors the same method made in the past of the series.

The spread at step h is the root of the mean squared h-step errors of the series, recent ones weighing more,
smoothed over h by a straight line of variances. Its shape is that of all series together: one alone has too
few errors for the tails.
"""

import numpy as np

from optimizer.engine.forecasting.scoring import Array

# Weight of an error one period older.
FADING = 0.98
# The straight line may not take away more than this share of a step's own variance.
LEAST_SHARE = 0.25
# Below this many errors the shape of the normal distribution is used.
ENOUGH = 200
NORMAL_STEPS = 2001


def targets(values: Array, window: int, horizon: int) -> Array:
    """What followed the last `window` periods: (series, window, horizon), NaN where it is still to come."""
    count, width = values.shape
    padded = np.concatenate([values, np.full((count, horizon), np.nan)], axis=1)
    steps = np.arange(width - window, width)[:, None] + 1 + np.arange(horizon)
    return padded[:, steps]


def quantiles_of(points: Array, errors: Array, levels: Array) -> Array:
    """Quantiles (series, horizon, levels) around points (series, horizon); errors (series, window, horizon) or NaN."""
    spread = _spread(errors)
    scaled = errors / np.where(spread > 0, spread, np.nan)[:, None, :]
    seen = scaled[np.isfinite(scaled)]
    shape = np.quantile(seen, levels) if len(seen) >= ENOUGH else _normal(levels)
    return points[:, :, None] + spread[:, :, None] * shape


def _spread(errors: Array) -> Array:
    known = np.isfinite(errors)
    weights = known * FADING ** np.arange(errors.shape[1])[::-1][None, :, None]
    total = np.einsum("nwh,nwh->nh", weights, np.where(known, errors, 0) ** 2)
    own = total / np.maximum(weights.sum(1), 1e-9)
    steps = np.arange(1, own.shape[1] + 1)
    base = np.stack([np.ones(len(steps)), steps], axis=1)
    line = own @ np.linalg.pinv(base).T @ base.T
    return np.asarray(np.sqrt(np.maximum(line, own * LEAST_SHARE)))


def _normal(levels: Array) -> Array:
    from statistics import NormalDist

    return np.array([NormalDist().inv_cdf(float(level)) for level in levels])
