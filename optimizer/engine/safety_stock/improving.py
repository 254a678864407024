"""Better promises one step at a time: of a single stage, or of all suppliers of one stage together.

A promise matters to a customer only while it is the longest it gets, so the promises worth trying are few:
none, all that a stage can promise without stock, and what the other suppliers of its customers promise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from optimizer.engine.safety_stock.network import Array, Network

# Promises tried of one stage, and of the suppliers of one stage together, at most.
TRIES = 8
PASSES = 8
LEAST_GAIN = 1e-9


def improve(network: Network, promises: Array) -> Array:
    """Promises that no such step makes better; at most PASSES times through the chain."""
    state = _State.of(network, promises)
    for _ in range(PASSES):
        before = state.gained
        for place in (*network.order, *reversed(network.order)):
            state.try_all({place: value} for value in state.choices(place))
            if len(network.suppliers[place]) > 1:
                state.try_all(state.together(place))
        if state.gained - before <= LEAST_GAIN:
            break
    return np.array(state.promise)


@dataclass
class _State:
    network: Network
    promise: list[float]
    wait: list[float]
    caps: list[float]
    times: list[float]
    weights: list[tuple[float, float, float]]
    suppliers: list[list[int]]
    customers: list[list[int]]
    gained: float = 0.0

    @classmethod
    def of(cls, network: Network, promises: Array) -> "_State":
        suppliers = [[supplier for supplier, _ in row] for row in network.suppliers]
        customers = [[customer for customer, _ in row] for row in network.customers]
        promise = promises.tolist()
        wait = [max((promise[s] for s in row), default=0.0) for row in suppliers]
        weights = list(zip(*(column.tolist() for column in network.weights), strict=True))
        return cls(
            network,
            promise,
            wait,
            network.promises.tolist(),
            network.times.tolist(),
            weights,
            suppliers,
            customers,
        )

    def choices(self, place: int) -> list[float]:
        """Promises of a stage worth trying."""
        most = min(self.caps[place], self.wait[place] + self.times[place])
        others = {
            self.promise[supplier]
            for customer in self.customers[place]
            for supplier in self.suppliers[customer]
            if supplier != place and self.promise[supplier] <= most
        }
        return sorted({0.0, most, *_spread(others)})

    def together(self, place: int) -> Iterable[dict[int, float]]:
        """Promises of all suppliers of a stage, as long as each can within a common limit."""
        most = {
            supplier: min(self.caps[supplier], self.wait[supplier] + self.times[supplier])
            for supplier in self.suppliers[place]
        }
        for limit in _spread({0.0, *most.values()}):
            yield {supplier: min(one, limit) for supplier, one in most.items()}

    def try_all(self, tries: Iterable[dict[int, float]]) -> None:
        """Take the best of the changes when it gains anything."""
        best, chosen = LEAST_GAIN, None
        for change in tries:
            if (gain := self._gain(change)) > best:
                best, chosen = gain, change
        if chosen is None:
            return
        self.gained += best
        waits = self._waits(chosen)
        for place, value in chosen.items():
            self.promise[place] = value
        for place, value in waits.items():
            self.wait[place] = value

    def _waits(self, change: dict[int, float]) -> dict[int, float]:
        touched = {customer for place in change for customer in self.customers[place]}
        return {
            customer: max(change.get(s, self.promise[s]) for s in self.suppliers[customer])
            for customer in touched
        }

    def _gain(self, change: dict[int, float]) -> float:
        waits = self._waits(change)
        gain = 0.0
        for place in change.keys() | waits.keys():
            before = self._cost(place, self.promise[place], self.wait[place])
            after = self._cost(
                place, change.get(place, self.promise[place]), waits.get(place, self.wait[place])
            )
            gain += before - after
        return gain

    def _cost(self, place: int, promise: float, wait: float) -> float:
        weight, slope, base = self.weights[place]
        return weight * sqrt(slope * max(wait + self.times[place] - promise, 0.0) + base)


def _spread(values: set[float]) -> list[float]:
    """At most TRIES of the values, evenly from the least to the greatest."""
    ordered = sorted(values)
    if len(ordered) <= TRIES:
        return ordered
    return [ordered[round(n * (len(ordered) - 1) / (TRIES - 1))] for n in range(TRIES)]
