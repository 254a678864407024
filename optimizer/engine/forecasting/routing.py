"""The router: every method is tried on the series' own past, and each class of demand gets those that did well there.

The past is forecast from up to four earlier origins, one horizon apart. A class is judged by its weighted
quantile loss, shrunk to that of all series together when the class is small. Methods near the best are
averaged, quantile by quantile, with weights that fall steeply with their loss: one series is too noisy to
choose for alone, and one winner is too noisy for a class.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.forecasting.calibration import calibrated_share, interval
from optimizer.engine.forecasting.classes import classify
from optimizer.engine.forecasting.methods import METHODS, run_all
from optimizer.engine.forecasting.panel import Panel, panel_of
from optimizer.engine.forecasting.scoring import DECILES, Array, covered, mean_of, pinball
from optimizer.engine.forecasting.seasonality import seasonality_of
from optimizer.engine.forecasting.series import DemandClass, Forecast, PastError, Series

# What is worked with inside; the levels asked for are read between them.
LEVELS = np.array([0.01, 0.025, 0.05, *DECILES, 0.95, 0.975, 0.99])
IS_DECILE = np.isin(LEVELS, DECILES)
ORIGINS = 4
# An origin has at least so many periods before it, and this share of the history: what was forecast from
# much less says little about what is forecast now.
LEAST_HISTORY = 12
LEAST_SHARE = 0.5
# Errors are shares of the demand; of less than this there is no share worth telling.
LEAST_DEMAND = 1e-9
# A class of so many series counts as much as all series together.
SHRINKAGE = 20
# The weight of a method falls with its loss relative to the best, to the power of this times the root of the
# number of series: the more of them there are, the less of the difference is luck.
STEEPNESS = 0.75
# Methods that learn from all series together did best in the M4 and M5 competitions: one that learns from a
# series alone must be better by some per cent to count as much.
PRIORS = {"conditional distribution": 30.0, "pooled regression": 90.0}
PRIOR = np.array([PRIORS.get(name, 1.0) for name in METHODS])


@dataclass(frozen=True)
class _Past:
    """What followed the earlier origins (origins, series, horizon), and what each method had said of it."""

    actual: Array
    quantiles: NDArray[np.float32]  # (origins, methods, series, horizon, levels)


def forecast(
    series: Sequence[Series], horizon: int, quantiles: Sequence[float], seed: int = 1
) -> tuple[Forecast, ...]:
    """One forecast per series, in the order given; series of one season length learn from each other.

    Raises ValueError for a horizon below 1 or a level outside (0, 1). No method draws at random: the same
    series give the same answer whatever the `seed`, which every engine takes.
    """
    if horizon < 1:
        raise ValueError(f"horizon must be at least 1, not {horizon}")
    if not all(0 < level < 1 for level in quantiles):
        raise ValueError(f"levels must lie between 0 and 1, not {quantiles}")
    levels = np.array(sorted(quantiles))
    found: dict[int, Forecast] = {}
    for season in sorted({one.season for one in series}):
        places = [place for place, one in enumerate(series) if one.season == season]
        group = [series[place] for place in places]
        found.update(zip(places, _of_panel(group, panel_of(group, season), horizon, levels), strict=True))
    return tuple(found[place] for place in range(len(series)))


def _of_panel(series: Sequence[Series], panel: Panel, horizon: int, levels: Array) -> list[Forecast]:
    seasonality = seasonality_of(panel)
    classes = np.array(classify(panel, seasonality))
    past = _past(panel, horizon)
    ahead = run_all(panel, seasonality, horizon, LEVELS)
    forecasts: list[Forecast | None] = [None] * len(series)
    for name in DemandClass:
        rows = np.flatnonzero(classes == name)
        if not len(rows):
            continue
        weights = _weights(past, rows)
        then = np.einsum("m,omnhl->onhl", weights, past.quantiles[:, :, rows])
        now = np.einsum("m,mnhl->nhl", weights, ahead[:, rows])
        share = calibrated_share(past.actual[:, rows], then, LEVELS)
        used = tuple((METHODS[number], float(weights[number])) for number in np.flatnonzero(weights))
        asked = _read(now, levels)
        low, high = interval(now, LEVELS, share)
        for place, row in enumerate(rows.tolist()):
            forecasts[row] = Forecast(
                series[row].key,
                name,
                used,
                tuple(levels.tolist()),
                tuple(map(tuple, asked[place].tolist())),
                tuple(zip(low[place].tolist(), high[place].tolist(), strict=True)),
                _past_error(past.actual[:, row], then[:, place], share),
            )
    return [one for one in forecasts if one is not None]


def _past(panel: Panel, horizon: int) -> _Past:
    width = panel.values.shape[1]
    least = max(LEAST_HISTORY, LEAST_SHARE * width)
    cuts = [cut for cut in range(horizon, (ORIGINS + 1) * horizon, horizon) if width - cut >= least]
    actual = np.empty((len(cuts), len(panel.values), horizon))
    quantiles = np.empty((len(cuts), len(METHODS), len(panel.values), horizon, len(LEVELS)), dtype=np.float32)
    for number, cut in enumerate(cuts):
        earlier = panel.cut(cut)
        quantiles[number] = run_all(earlier, seasonality_of(earlier), horizon, LEVELS)
        actual[number] = panel.values[:, width - cut : width - cut + horizon]
        # A series that had not begun is not judged by what nobody could know.
        actual[number, earlier.lengths == 0] = np.nan
    return _Past(actual, quantiles)


def _weights(past: _Past, rows: NDArray[np.intp]) -> Array:
    """The methods' weights for the series of one class; those that would count for less than 2 % are left out."""
    loss = np.array([
        pinball(past.actual, past.quantiles[:, number][..., IS_DECILE], DECILES).sum((0, 2))
        for number in range(len(METHODS))
    ])  # fmt: skip
    everywhere, here = loss.sum(1), loss[:, rows].sum(1)
    if not everywhere.min() > 0:
        return np.full(len(METHODS), 1 / len(METHODS))
    ratio = everywhere / everywhere.min()
    if here.min() > 0:
        ratio = (len(rows) * here / here.min() + SHRINKAGE * ratio) / (len(rows) + SHRINKAGE)
    weights = PRIOR * (ratio.min() / ratio) ** (STEEPNESS * np.sqrt(len(rows) + SHRINKAGE))
    weights = np.where(weights >= 0.02 * weights.sum(), weights, 0)
    return np.asarray(weights / weights.sum())


def _read(quantiles: Array, levels: Array) -> Array:
    """The levels asked for, straight between those worked with."""
    places = np.interp(levels, LEVELS, np.arange(len(LEVELS)))
    below = np.minimum(places.astype(int), len(LEVELS) - 2)
    part = places - below
    return np.asarray(quantiles[..., below] * (1 - part) + quantiles[..., below + 1] * part)


def _past_error(actual: Array, quantiles: Array, share: float) -> PastError:
    """Of one series: actual (origins, horizon), quantiles (origins, horizon, levels)."""
    known = np.isfinite(actual)
    origins = int(known.any(1).sum()) if actual.size else 0
    if not origins:
        return PastError(None, None, None, None, 0)
    demand = float(np.nansum(actual))
    expected = mean_of(quantiles, LEVELS)
    inside = float(np.nanmean(covered(actual, *interval(quantiles, LEVELS, share))))
    if demand < LEAST_DEMAND:
        return PastError(None, None, None, inside, origins)
    loss = float(2 * pinball(actual, quantiles[..., IS_DECILE], DECILES).sum() / demand)
    error = np.where(known, expected - np.nan_to_num(actual), 0)
    absolute, bias = float(np.abs(error).sum() / demand), float(error.sum() / demand)
    return PastError(absolute, loss, bias, inside, origins)
