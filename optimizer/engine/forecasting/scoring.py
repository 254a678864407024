"""How good quantile forecasts were. A period whose demand is not known (NaN) is never scored.

Pinball loss of a quantile q at level p: p (y - q) where y is above it, else (1 - p)(q - y); R. Koenker and G.
Bassett, Econometrica 46 (1978). The weighted quantile loss (WQL) is twice its sum over all periods divided by
the sum of the demand, averaged over levels.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# The levels WQL is averaged over.
DECILES = np.arange(1, 10) / 10


def pinball(actual: Array, quantiles: NDArray[np.floating], levels: Array) -> Array:
    """Mean over the levels: (...) from actual (...) and quantiles (..., levels); 0 where the actual is not known."""
    above = np.where(np.isfinite(actual), actual, np.nan)[..., None] - quantiles
    loss: Array = np.maximum(levels * above, (levels - 1) * above).mean(-1)
    return np.nan_to_num(loss)


def weighted_quantile_loss(actual: Array, quantiles: Array, levels: Array) -> float:
    """WQL; NaN when nothing was demanded."""
    total = float(np.nansum(np.abs(actual)))
    return float(2 * pinball(actual, quantiles, levels).sum() / total) if total else float("nan")


def mean_of(quantiles: NDArray[np.floating], levels: Array) -> Array:
    """Expected demand (...) of quantiles (..., levels): straight between the levels, level beyond the outer ones."""
    edges = np.concatenate([[0.0], (levels[1:] + levels[:-1]) / 2, [1.0]])
    return np.asarray(quantiles @ np.diff(edges))


def covered(actual: Array, low: Array, high: Array) -> Array:
    """1 where low <= actual <= high, 0 where not, NaN where it is not known. Rounding of the floats is forgiven."""
    slack = 1e-9 * np.maximum(1, np.abs(np.nan_to_num(actual)))
    inside: Array = np.where((actual >= low - slack) & (actual <= high + slack), 1.0, 0.0)
    return np.where(np.isfinite(actual), inside, np.nan)
