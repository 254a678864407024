"""The single methods by name. Each turns a panel into quantiles (series, horizon, levels), demand never below zero."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.forecasting.conditional import conditional
from optimizer.engine.forecasting.history import recent, seasonal_naive, whole
from optimizer.engine.forecasting.panel import Panel
from optimizer.engine.forecasting.regression import pooled
from optimizer.engine.forecasting.scoring import Array
from optimizer.engine.forecasting.seasonality import Seasonality
from optimizer.engine.forecasting.smoothing import damped, simple, theta

Method = Callable[[Panel, int, Array], Array]
# Run on the demand without its season, which is put back.
DESEASONED: Mapping[str, Method] = {
    "recent quantiles": recent,
    "history quantiles": whole,
    "simple smoothing": simple,
    "theta": theta,
    "damped trend": damped,
    "conditional distribution": conditional,
    "pooled regression": pooled,
}
METHODS = ("seasonal naive", *DESEASONED)


def run_all(panel: Panel, seasonality: Seasonality, horizon: int, levels: Array) -> NDArray[np.float32]:
    """Every method: (methods, series, horizon, levels), quantiles never falling in the level."""
    found = np.empty((len(METHODS), len(panel.values), horizon, len(levels)), dtype=np.float32)
    found[0] = seasonal_naive(panel, horizon, levels)
    plain = seasonality.removed(panel)
    for number, method in enumerate(DESEASONED.values(), start=1):
        found[number] = seasonality.restored(method(plain, horizon, levels))
    return np.sort(np.maximum(found, 0), axis=-1)
