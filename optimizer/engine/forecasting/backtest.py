"""The router beside every single method, forecast from earlier origins and compared with what followed.

Nothing after an origin is known to a forecast made there. Errors of all origins and series are added up
before they are divided, so that a series weighs by its demand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.engine.forecasting.methods import METHODS, run_all
from optimizer.engine.forecasting.panel import panel_of
from optimizer.engine.forecasting.routing import IS_DECILE, LEVELS, forecast
from optimizer.engine.forecasting.scoring import DECILES, Array, covered, mean_of, pinball
from optimizer.engine.forecasting.seasonality import seasonality_of
from optimizer.engine.forecasting.series import DemandClass, Series

LOW, TOP = np.flatnonzero(IS_DECILE)[[0, -1]]
IS_HIGH = np.isclose(LEVELS, 0.95)


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one method. `wql`, `bias` and `loss_95` (twice the pinball loss at 0.95) are shares of the demand.

    `coverage`: share of the periods inside the 80 % interval, over series that had any demand before; for a
    single method between its quantiles 0.1 and 0.9. None where nothing was demanded.
    """

    wql: float | None
    coverage: float | None
    bias: float | None
    loss_95: float | None


@dataclass(frozen=True)
class Origin:
    """One origin: `actual` (series, horizon), NaN where unknown; quantiles at LEVELS of the router and of each method."""

    actual: Array
    router: Array  # (series, horizon, levels)
    low: Array
    high: Array
    single: Array  # (methods, series, horizon, levels)
    is_live: Array  # (series,)


def at_origin(history: Sequence[Series], actual: Array, seed: int = 1) -> Origin:
    """Forecast the periods of `actual` (series, horizon) from what came before; all series have one season length."""
    horizon = actual.shape[1]
    found = forecast(history, horizon, LEVELS.tolist(), seed)
    panel = panel_of(history, history[0].season)
    interval = np.array([one.interval for one in found])
    return Origin(
        actual,
        np.array([one.quantiles for one in found]),
        interval[..., 0],
        interval[..., 1],
        run_all(panel, seasonality_of(panel), horizon, LEVELS).astype(np.float64),
        np.array([one.demand_class is not DemandClass.NONE for one in found]),
    )


def router_scores(origins: Sequence[Origin]) -> Scores:
    """Of the router over all origins."""
    inside = [covered(o.actual, o.low, o.high)[o.is_live] for o in origins]
    return _scores([o.actual for o in origins], [o.router for o in origins], inside)


def single_scores(origins: Sequence[Origin]) -> dict[str, Scores]:
    """Of every single method over all origins."""
    found = {}
    for number, name in enumerate(METHODS):
        quantiles = [o.single[number] for o in origins]
        inside = [
            covered(o.actual, q[..., LOW], q[..., TOP])[o.is_live]
            for o, q in zip(origins, quantiles, strict=True)
        ]
        found[name] = _scores([o.actual for o in origins], quantiles, inside)
    return found


def rolled(series: Sequence[Series], horizon: int, origins: int) -> list[tuple[list[Series], Array]]:
    """Histories and what followed, for origins one horizon apart, the last one horizon before the end.

    All series end with the same period. A series with less than two horizons before an origin is left out
    there.
    """
    found = []
    for number in range(1, origins + 1):
        kept = [
            one for one in series if sum(_is_known(v) for v in one.values[: -number * horizon]) >= 2 * horizon
        ]
        if not kept:
            continue
        history = [Series(one.key, one.values[: -number * horizon], one.season) for one in kept]
        after = [one.values[len(one.values) - number * horizon :][:horizon] for one in kept]
        found.append((history, np.array([[np.nan if v is None else v for v in row] for row in after])))
    return found


def _is_known(value: float | None) -> bool:
    return value is not None and not np.isnan(value)


def _scores(actual: list[Array], quantiles: list[Array], inside: list[Array]) -> Scores:
    demand = float(sum(np.nansum(np.abs(one)) for one in actual))
    within = np.concatenate([one.ravel() for one in inside])
    known = within[np.isfinite(within)]
    coverage = float(known.mean()) if len(known) else None
    if not demand:
        return Scores(None, coverage, None, None)
    pairs = list(zip(actual, quantiles, strict=True))
    loss = sum(pinball(a, q[..., IS_DECILE], DECILES).sum() for a, q in pairs)
    high = sum(pinball(a, q[..., IS_HIGH], LEVELS[IS_HIGH]).sum() for a, q in pairs)
    bias = sum(np.nansum(mean_of(q, LEVELS) - a) for a, q in pairs)
    return Scores(float(2 * loss / demand), coverage, float(bias / demand), float(2 * high / demand))
