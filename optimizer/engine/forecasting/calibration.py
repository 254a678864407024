"""Intervals that hold as often as they say, by what the same forecasts held in the past.

An interval of share t runs between the quantiles (1 - t)/2 and (1 + t)/2. Where the lower one is zero demand
the whole lower tail lies inside anyway, so the upper end is the quantile t. The share asked of the quantiles
is set per class so that past intervals held four fifths of what followed: split conformal calibration of the
level (V. Vovk, A. Gammerman and G. Shafer, "Algorithmic Learning in a Random World", 2005).
"""

import numpy as np

from optimizer.engine.forecasting.scoring import Array, covered

SHARE = 0.8
# Below this many past outcomes the quantiles are taken at their word.
ENOUGH = 60
# Outcomes of one origin go wrong together, whatever their number: so many origins are trusted by half.
HALF_TRUSTED = 4
HALVINGS = 14
WIDEST = 0.98


def interval(quantiles: Array, levels: Array, share: float) -> tuple[Array, Array]:
    """Lower and upper end (...) from quantiles (..., levels)."""
    low = _at(quantiles, levels, (1 - share) / 2)
    high = _at(quantiles, levels, (1 + share) / 2)
    return low, np.where(low > 0, high, _at(quantiles, levels, share))


def calibrated_share(actual: Array, quantiles: Array, levels: Array) -> float:
    """The share to ask of the quantiles so that SHARE of what followed lies inside.

    `actual`: (origins, series, horizon). The fewer origins there are, the nearer to SHARE itself.
    """
    if np.isfinite(actual).sum() < ENOUGH:
        return SHARE
    least, most = 0.0, WIDEST
    for _ in range(HALVINGS):
        middle = (least + most) / 2
        if np.nanmean(covered(actual, *interval(quantiles, levels, middle))) < SHARE:
            least = middle
        else:
            most = middle
    trust = len(actual) / (len(actual) + HALF_TRUSTED)
    return SHARE + trust * (most - SHARE)


def _at(quantiles: Array, levels: Array, level: float) -> Array:
    """The quantile at one level, straight between the known ones and level beyond them."""
    place = float(np.interp(level, levels, np.arange(len(levels))))
    below = min(int(place), len(levels) - 2)
    part = place - below
    found: Array = quantiles[..., below] * (1 - part) + quantiles[..., below + 1] * part
    return found
