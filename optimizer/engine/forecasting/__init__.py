"""Statistical demand forecasts: quantiles per series, by the methods that did best for its class.

    forecast(series, horizon, quantiles, seed) -> one Forecast per series, in the order given

Everything is done for all series at once in numpy arrays of (series, periods). Standard methods are written
here and not taken from a library: vectorised over the series they need seconds for 10,000 of them on one
core, and the well-kept libraries compile at first use (numba) or fit one series at a time.
"""

from optimizer.engine.forecasting.routing import forecast
from optimizer.engine.forecasting.series import DemandClass, Forecast, PastError, Series

__all__ = ["DemandClass", "Forecast", "PastError", "Series", "forecast"]
