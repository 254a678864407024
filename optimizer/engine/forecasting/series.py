"""What goes into a forecast and what comes out of it."""

from dataclasses import dataclass
from enum import StrEnum


class DemandClass(StrEnum):
    """What kind of demand a series is, in the order in which the kinds are asked for: the first that fits."""

    NONE = "none"  # no demand at all in its history
    SHORT = "short"  # too few periods to learn from it alone
    SEASONAL = "seasonal"
    INTERMITTENT = "intermittent"
    LONG = "long"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Series:
    """One history, oldest period first, in the item's own unit; None or NaN where nothing is known.

    `season`: periods after which a pattern may repeat (52 for weeks, 12 for months, 7 for days; 1 for none).
    What is unknown before the first and after the last known period is left out, inside it is bridged.
    """

    key: str
    values: tuple[float | None, ...]
    season: int = 1


@dataclass(frozen=True, slots=True)
class PastError:
    """How the same procedure would have done at earlier origins of this series; None where its history is too short.

    `wape`: sum of the absolute errors of the expected demand, and `wql`: weighted quantile loss, both as
    shares of the demand. `bias`: expected less actual demand, as a share of the actual; above 0 means too
    much was forecast. `coverage`: share of the periods inside the interval. `origins`: from how many earlier
    periods it was forecast.
    """

    wape: float | None
    wql: float | None
    bias: float | None
    coverage: float | None
    origins: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next periods of one series.

    `quantiles[h][k]`: demand of period h+1 that is not exceeded with probability `levels[k]`; never falling
    in k. `interval[h]`: lowest and highest demand that together hold four fifths of the outcomes (calibrated
    on the past of the class). `methods`: what was averaged, each with its weight.
    """

    key: str
    demand_class: DemandClass
    methods: tuple[tuple[str, float], ...]
    levels: tuple[float, ...]
    quantiles: tuple[tuple[float, ...], ...]
    interval: tuple[tuple[float, float], ...]
    past: PastError
