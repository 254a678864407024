"""A repeating pattern as factors per phase, taken out before a method runs and put back into its forecast.

Classical ratio to the centred moving average, used where the detrended series agrees with itself one season
earlier (autocorrelation above the 90 % limit of a normal test), as in the Theta benchmarks of the M
competitions.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.forecasting.panel import Panel
from optimizer.engine.forecasting.scoring import Array

# Seasons a series must hold for its factors to be trusted.
SEASONS = 2
LIMIT = 1.645
# A phase that rests has a factor near 0; what happens then is not blown up into a level.
LEAST_FACTOR = 0.1


@dataclass(frozen=True)
class Seasonality:
    """`factors`: (series, phases), mean 1, the first phase being that of the period after the last; `found`: (series,)."""

    factors: Array
    found: NDArray[np.bool_]

    def removed(self, panel: Panel) -> Panel:
        """The panel without the pattern."""
        width = panel.values.shape[1]
        phases = (np.arange(width) - width) % self.factors.shape[1]
        return panel.with_values(panel.values / np.maximum(self.factors[:, phases], LEAST_FACTOR))

    def restored(self, quantiles: Array) -> Array:
        """Quantiles (series, horizon, levels) with the pattern."""
        phases = np.arange(quantiles.shape[1]) % self.factors.shape[1]
        return quantiles * self.factors[:, phases, None]


def seasonality_of(panel: Panel) -> Seasonality:
    """Factors of every series; 1 where there is no season, too little history or no agreement."""
    count, width = panel.values.shape
    season = panel.season
    none = Seasonality(np.ones((count, season)), np.zeros(count, dtype=bool))
    if season < 2 or width <= SEASONS * season:
        return none
    filled, known = panel.filled, panel.known
    trend = _centred(filled, season)
    # Half a season at either end has no whole season around it.
    columns, half = np.arange(width)[None], season // 2
    is_usable = (trend > 0) & (columns >= panel.start[:, None] + half) & (columns < width - half)
    ratio = np.where(is_usable, filled / np.where(is_usable, trend, 1), 0)
    phases = (np.arange(width) - width) % season
    factors = np.ones((count, season))
    for phase in range(season):
        at = phases == phase
        number = is_usable[:, at].sum(1)
        factors[:, phase] = np.where(number > 0, ratio[:, at].sum(1) / np.maximum(number, 1), 1)
    mean = factors.mean(1, keepdims=True)
    found = _agrees(np.where(known, filled - trend, 0), panel) & (mean[:, 0] > 0)
    return Seasonality(np.where(found[:, None], factors / np.where(mean > 0, mean, 1), 1), found)


def _centred(values: Array, season: int) -> Array:
    """Centred moving average over one season; an even one has half weights at its ends. The ends are continued."""
    half = season // 2
    padded = np.pad(values, ((0, 0), (half + 1, half)), mode="edge")
    sums = np.cumsum(padded, axis=1)
    width = values.shape[1]
    if season % 2:
        return (sums[:, season : season + width] - sums[:, :width]) / season
    inner = sums[:, season : season + width] - sums[:, 1 : width + 1]
    ends = padded[:, 1 : width + 1] + padded[:, season + 1 : season + 1 + width]
    return (inner + ends / 2) / season


def _agrees(detrended: Array, panel: Panel) -> NDArray[np.bool_]:
    season = panel.season
    power = (detrended**2).sum(1)
    agreement = (detrended[:, season:] * detrended[:, :-season]).sum(1) / np.where(power > 0, power, 1)
    is_clear = agreement > LIMIT / np.sqrt(np.maximum(panel.lengths, 1))
    # A phase that hardly ever sees a demand would get its factor by chance.
    demands = (panel.known & (panel.values != 0)).sum(1)
    return np.asarray(is_clear & (panel.lengths > SEASONS * season) & (demands >= SEASONS * season))
