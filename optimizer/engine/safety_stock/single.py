"""Safety stock of one place from the spread of demand and lead time, and the band a supplier keeps it in.

With demand of mean d and standard deviation s per period, independent from period to period, and a protection
time (lead time and review interval) of mean L and standard deviation l, demand over it has the standard
deviation

    sqrt(L s^2 + d^2 l^2)

(G. Hadley and T. M. Whitin, "Analysis of Inventory Systems", 1963). The safety stock is that times the normal
quantile z of the service level: the share of replenishment cycles without a stock-out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, stdev


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and standard deviation of what was observed; demand per period, or time in periods."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Band:
    """Least and most stock, in the item's unit, with the figures they follow from.

    minimum = lead_time_demand + safety_stock;  maximum = minimum + cycle_demand.
    """

    minimum: float
    maximum: float
    lead_time_demand: float
    safety_stock: float
    cycle_demand: float
    demand: Spread
    lead_time: Spread
    review: float
    service_level: float
    z: float


def spread_of(observed: Sequence[float]) -> Spread:
    """Of at least one observation; the deviation of a single one is 0. Raises ValueError for none."""
    if not observed:
        raise ValueError("a spread needs at least one observation")
    return Spread(fmean(observed), stdev(observed) if len(observed) > 1 else 0.0)


def z_of(service_level: float) -> float:
    """The normal quantile. Raises ValueError outside [0.5, 1): below one half no stock would be kept at all."""
    if not 0.5 <= service_level < 1:
        raise ValueError(f"a service level lies from 0.5 to below 1, not {service_level}")
    return NormalDist().inv_cdf(service_level)


def safety_stock(demand: Spread, protection: Spread, service_level: float) -> float:
    """Of one place that is replenished within the protection time."""
    variance = protection.mean * demand.deviation**2 + (demand.mean * protection.deviation) ** 2
    return z_of(service_level) * sqrt(variance)


def band(
    demand: Spread, lead_time: Spread, service_level: float, *, review: float = 0.0, least_order: float = 0.0
) -> Band:
    """The band of a stock looked at every `review` periods (0: always) and filled by at least `least_order` at a time."""
    protection = Spread(lead_time.mean + review, lead_time.deviation)
    kept = safety_stock(demand, protection, service_level)
    ahead = demand.mean * protection.mean
    cycle = max(demand.mean * review, least_order)
    return Band(
        minimum=ahead + kept,
        maximum=ahead + kept + cycle,
        lead_time_demand=ahead,
        safety_stock=kept,
        cycle_demand=cycle,
        demand=demand,
        lead_time=lead_time,
        review=review,
        service_level=service_level,
        z=z_of(service_level),
    )
