"""A chain of stages that promise each other delivery times, and what stock such promises cost.

The guaranteed-service model of S. C. Graves and S. P. Willems, "Optimizing strategic safety stock placement
in supply chains", Manufacturing & Service Operations Management 2 (2000). Stage j promises delivery within
S(j), waits SI(j) >= S(i) for every supplier i, works T(j), and must cover from stock the net replenishment
time

    t(j) = SI(j) + T(j) - S(j) >= 0

with safety stock z sqrt(s^2 t + d^2 v^2): d and s are mean and deviation of its demand per period, v the
deviation of its own time. Demand of the ends is independent and comes up through the arcs; z is that of the
strictest end a stage serves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.safety_stock.single import Spread, z_of

Array = NDArray[np.float64]


class NetworkError(ValueError):
    """A network that cannot be reckoned with; says why and where."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One place of the chain. `cost` is what it adds to a unit, `time` its own time in periods.

    `demand`, `service_level` and the longest `promise` to the customer are stated where nothing follows, and
    only there.
    """

    key: str
    cost: float
    time: float
    time_deviation: float = 0.0
    demand: Spread | None = None
    service_level: float = 0.95
    promise: float = 0.0


@dataclass(frozen=True, slots=True)
class Arc:
    """`units` of the supplier's product go into one of the customer's."""

    supplier: str
    customer: str
    units: float = 1.0


@dataclass(frozen=True)
class Network:
    """Stages and arcs; the arrays follow the order of the stages. Raises NetworkError when first asked for one."""

    stages: tuple[Stage, ...]
    arcs: tuple[Arc, ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {stage.key: place for place, stage in enumerate(self.stages)}

    @cached_property
    def pairs(self) -> tuple[tuple[int, int, float], ...]:
        """Supplier, customer and units by their places."""
        unknown = next((k for a in self.arcs for k in (a.supplier, a.customer) if k not in self.places), None)
        if unknown is not None:
            raise NetworkError(f"an arc names stage {unknown}, which is not there")
        return tuple((self.places[a.supplier], self.places[a.customer], a.units) for a in self.arcs)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Suppliers before their customers."""
        waiting = np.bincount([c for _, c, _ in self.pairs], minlength=len(self.stages)).tolist()
        ready = [place for place, count in enumerate(waiting) if not count]
        for place in ready:
            for customer, _ in self.customers[place]:
                waiting[customer] -= 1
                if not waiting[customer]:
                    ready.append(customer)
        if len(ready) < len(self.stages):
            rest = [self.stages[place].key for place, count in enumerate(waiting) if count]
            raise NetworkError(f"stages supply each other in a circle: {', '.join(rest)}")
        return tuple(ready)

    @cached_property
    def customers(self) -> tuple[tuple[tuple[int, float], ...], ...]:
        return self._beside(0, 1)

    @cached_property
    def suppliers(self) -> tuple[tuple[tuple[int, float], ...], ...]:
        return self._beside(1, 0)

    @cached_property
    def times(self) -> Array:
        return np.array([stage.time for stage in self.stages])

    @cached_property
    def longest(self) -> Array:
        """The longest time from the beginning of the chain to the end of each stage: no promise needs to be longer."""
        total = self.times.copy()
        for place in self.order:
            total[place] += max((total[supplier] for supplier, _ in self.suppliers[place]), default=0.0)
        return total

    @cached_property
    def promises(self) -> Array:
        """The longest promise each stage may give."""
        most = self.longest.copy()
        for place, stage in enumerate(self.stages):
            if not self.customers[place]:
                most[place] = min(most[place], stage.promise)
        return most

    @cached_property
    def demands(self) -> tuple[Array, Array]:
        """Mean and standard deviation of each stage's demand per period, from that of the ends."""
        ends = [place for place in range(len(self.stages)) if not self.customers[place]]
        units = np.zeros((len(self.stages), len(ends)))
        units[ends, np.arange(len(ends))] = 1
        for place in reversed(self.order):
            for customer, each in self.customers[place]:
                units[place] += each * units[customer]
        spreads = [self._end_demand(place) for place in ends]
        mean = units @ np.array([spread.mean for spread in spreads])
        return mean, np.sqrt(units**2 @ np.array([spread.deviation**2 for spread in spreads]))

    @cached_property
    def unit_values(self) -> Array:
        """What a finished unit of each stage is worth: its own cost and that of all that went into it."""
        value = np.array([stage.cost for stage in self.stages])
        for place in self.order:
            value[place] += sum(units * value[supplier] for supplier, units in self.suppliers[place])
        return value

    @cached_property
    def weights(self) -> tuple[Array, Array, Array]:
        """Of the stock's value w sqrt(a t + b) by net replenishment time t: w, a and b of each stage."""
        level = np.zeros(len(self.stages))
        for place in reversed(self.order):
            stage = self.stages[place]
            below = [level[customer] for customer, _ in self.customers[place]]
            level[place] = max(below) if below else z_of(stage.service_level)
        mean, deviation = self.demands
        lateness = np.array([stage.time_deviation for stage in self.stages])
        return self.unit_values * level, deviation**2, (mean * lateness) ** 2

    def costs(self, net: Array) -> Array:
        """Value of the safety stock of each stage at its net replenishment time."""
        weight, slope, base = self.weights
        return np.asarray(weight * np.sqrt(slope * np.maximum(net, 0) + base))

    def _end_demand(self, place: int) -> Spread:
        stage = self.stages[place]
        if stage.demand is None:
            raise NetworkError(f"stage {stage.key} has neither customers nor a demand of its own")
        return stage.demand

    def _beside(self, at: int, other: int) -> tuple[tuple[tuple[int, float], ...], ...]:
        found: list[list[tuple[int, float]]] = [[] for _ in self.stages]
        for pair in self.pairs:
            found[int(pair[at])].append((int(pair[other]), pair[2]))
        return tuple(map(tuple, found))
