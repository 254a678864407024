"""Any acyclic network, with a proven bound: branch and bound over net replenishment times on linear programs.

The value of stock is concave in the net replenishment time t. On a box lo <= t <= hi the straight line
through its ends lies below it, so the linear program with these lines bounds what any promises in the box can
reach; its own solution, valued truly, is one. The stage where line and truth differ most is split at its t.
Before that, the lines are turned to where the solution lies until it stays (successive linearisation: it
falls with every step, as the true value is concave). GLOP (OR-Tools) solves the linear programs; work is
counted in them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np
from ortools.linear_solver import pywraplp

from optimizer.engine.safety_stock.improving import improve
from optimizer.engine.safety_stock.network import Array, Network

Progress = Callable[[float, float], None]
# Turning the lines to the solution ends after so many programs at most.
TURNS = 30
TINY = 1e-9
# In networks of at most so many stages, solutions so near to the best are improved by steps.
SMALL = 300
NEAR = 1.05
# A bound so near to the best value proves it.
CLOSE = 1e-7


@dataclass(frozen=True)
class Bounded:
    """The best promises found, their value and what no promises can go below; `work` in linear programs."""

    promises: Array
    value: float
    bound: float
    work: int


@dataclass
class _Program:
    """Promise, wait and net replenishment time of each stage; the box and the lines change from solve to solve."""

    network: Network
    solver: pywraplp.Solver = field(default_factory=lambda: pywraplp.Solver.CreateSolver("GLOP"))
    work: int = 0

    def __post_init__(self) -> None:
        network, solver = self.network, self.solver
        self.promise = [solver.NumVar(0, most, "") for most in network.promises.tolist()]
        waits = (network.longest - network.times).tolist()
        self.wait = [solver.NumVar(0, most, "") for most in waits]
        self.net = [solver.NumVar(0, most, "") for most in network.longest.tolist()]
        for time, promise, wait, net in zip(
            network.times.tolist(), self.promise, self.wait, self.net, strict=True
        ):
            solver.Add(net == wait + time - promise)
        for supplier, customer, _ in network.pairs:
            solver.Add(self.wait[customer] >= self.promise[supplier])

    def solve(self, lo: Array, hi: Array, slope: Array) -> tuple[Array, Array] | None:
        """Promises and net replenishment times with the least sum of slope x net; None when the box is empty."""
        self.work += 1
        objective = self.solver.Objective()
        for net, low, high, each in zip(self.net, lo.tolist(), hi.tolist(), slope.tolist(), strict=True):
            net.SetBounds(low, high)
            objective.SetCoefficient(net, each)
        objective.SetMinimization()
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        promises = np.array([variable.solution_value() for variable in self.promise])
        return promises, np.array([variable.solution_value() for variable in self.net])


@dataclass
class _Search:
    """The best so far, and the boxes still open by their bound."""

    network: Network
    program: _Program
    promises: Array
    value: float
    boxes: list[tuple[float, int, Array, Array, int, float]] = field(default_factory=list)

    @property
    def bound(self) -> float:
        """What no promises can go below."""
        return min(self.value, self.boxes[0][0]) if self.boxes else self.value

    def look(self, lo: Array, hi: Array, least: float) -> None:
        """Bound a box, value its solution, and keep it open where it may still hold something better."""
        low, high = self.network.costs(lo), self.network.costs(hi)
        slope = np.where(hi > lo + TINY, (high - low) / np.maximum(hi - lo, TINY), 0)
        found = self.program.solve(lo, hi, slope)
        if found is None:
            return
        promises, net = found
        line = low + slope * (net - lo)
        bound = max(least, float(line.sum()))
        if float(self.network.costs(net).sum()) < NEAR * self.value and len(promises) <= SMALL:
            promises = improve(self.network, promises)
        self.value_of(promises)
        gap = self.network.costs(net) - line
        split = int(gap.argmax())
        if bound < self.value * (1 - CLOSE) and gap[split] > TINY:
            heappush(self.boxes, (bound, self.program.work, lo, hi, split, float(net[split])))

    def value_of(self, promises: Array) -> Array:
        """Net replenishment times of promises, with the shortest waits; keeps them when they are the best so far."""
        net = net_times(self.network, promises)
        value = float(self.network.costs(net).sum())
        if value < self.value:
            self.promises, self.value = promises, value
        return net

    def turn(self, lo: Array, hi: Array, net: Array) -> None:
        """Successive linearisation from a solution."""
        for _ in range(TURNS):
            before = self.value
            found = self.program.solve(lo, hi, _tangent(self.network, net))
            if found is None:
                return
            net = self.value_of(found[0])
            if not self.value < before - 1e-9 * abs(before):
                return


def solve_bounded(network: Network, work: int, progress: Progress | None = None) -> Bounded:
    """Within about `work` linear programs; `progress` gets value and bound after each split."""
    lo = np.maximum(network.times - network.promises, 0)
    # Where nothing follows, the longest promise is never worse than a shorter one.
    is_end = np.array([not row for row in network.customers])
    hi = np.where(is_end, network.longest - network.promises, network.longest)
    nothing = np.zeros(len(network.stages))
    search = _Search(
        network, _Program(network), nothing, float(network.costs(net_times(network, nothing)).sum())
    )
    search.look(lo, hi, 0.0)
    for start in (search.promises, nothing, network.promises):
        better = improve(network, start)
        search.turn(lo, hi, search.value_of(better))
    search.value_of(improve(network, search.promises))
    while search.boxes and search.program.work < work:
        bound, _, lo, hi, split, at = heappop(search.boxes)
        if bound >= search.value * (1 - CLOSE):
            search.boxes.clear()
            break
        for low, high in ((lo[split], at), (at, hi[split])):
            part_lo, part_hi = lo.copy(), hi.copy()
            part_lo[split], part_hi[split] = low, high
            search.look(part_lo, part_hi, bound)
        if progress is not None:
            progress(search.value, search.bound)
    return Bounded(search.promises, search.value, search.bound, search.program.work)


def net_times(network: Network, promises: Array) -> Array:
    """Net replenishment time of every stage when each waits no longer than it must."""
    net = network.times - promises
    for place in range(len(network.stages)):
        net[place] += max((promises[supplier] for supplier, _ in network.suppliers[place]), default=0.0)
    return np.asarray(net)


def _tangent(network: Network, net: Array) -> Array:
    """Slope of the value at a point; at 0, where it may be infinite, that of the line over one tenth of the way."""
    weight, slope, base = network.weights
    root = np.sqrt(slope * np.maximum(net, network.longest / 10) + base)
    return np.asarray(weight * slope / (2 * np.maximum(root, TINY)))
