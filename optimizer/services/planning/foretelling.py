"""What the engine says of a series, as the row keeps it: exact decimals in the item's unit, shares of the demand."""

from datetime import date
from decimal import Decimal

import numpy as np

from common.clock import now
from optimizer.engine.forecasting import Forecast
from optimizer.engine.forecasting.routing import LEVELS as ENGINE_LEVELS
from optimizer.engine.forecasting.scoring import mean_of
from optimizer.models import DemandSeries

# The whole distribution is asked for: its mean goes into the demand.
LEVELS: list[float] = ENGINE_LEVELS.tolist()
MEDIAN = LEVELS.index(0.5)
FINEST, SHARE = Decimal("0.000001"), Decimal("0.0001")
# Shares beyond say nothing but that hardly anything was demanded.
MOST_SHARE = Decimal(9999)
NONE_RANKED = Decimal(-1)


def outcome_put(row: DemandSeries, found: Forecast, *, start: date, history_weeks: int) -> None:
    """Put a forecast onto its series; the caller writes the row. `start`: the Monday of the first period."""
    expected = mean_of(np.array(found.quantiles), ENGINE_LEVELS)
    row.demand_class = found.demand_class.value
    row.methods = [[name, round(weight, 3)] for name, weight in found.methods]
    row.start = start
    row.low = [_quantity(low) for low, _ in found.interval]
    row.high = [_quantity(high) for _, high in found.interval]
    row.median = [_quantity(levels[MEDIAN]) for levels in found.quantiles]
    row.expected = [_quantity(value) for value in expected.tolist()]
    past = found.past
    row.wape, row.wql, row.bias = _share(past.wape), _share(past.wql), _share(past.bias)
    row.coverage, row.origins = _share(past.coverage), past.origins
    row.ranked_error = NONE_RANKED if row.wape is None else row.wape
    row.history_weeks, row.forecast_at, row.version = history_weeks, now(), row.version + 1


def _quantity(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(FINEST)


def _share(value: float | None) -> Decimal | None:
    if value is None:
        return None
    return max(-MOST_SHARE, min(MOST_SHARE, Decimal(repr(value)).quantize(SHARE)))
