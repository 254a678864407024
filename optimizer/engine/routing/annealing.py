"""Improves a plan, or a part of one, by PyVRP's local search under an acceptance that cools as the time runs out.

An iteration disturbs a few stops and repairs around them. The result is taken when it is not worse than the present
solution by more than T ln(1/u), u uniform: simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) with T falling
geometrically over the time given, so a short budget cools as far as a long one. Loads and times above their limits are
priced by penalties that follow how many solutions are feasible (PyVRP's penalty manager), begun near what a detour
costs: PyVRP's own begin is orders above it and takes most of a short budget to fall.
"""

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from pyvrp import CostEvaluator, PenaltyManager, PenaltyParams, RandomNumberGenerator, Solution
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

from optimizer.engine.routing.pooling import Column
from optimizer.engine.routing.problem import Plan
from optimizer.engine.routing.translation import Translation

WAITING = 0.2  # weight of waiting beside distance in what counts as near
LOAD_PENALTY, TIME_PENALTY = 2.0, 40.0  # in average detours per average load; in cost per unit of time
CEILING = 1e4  # times the first penalty it may rise to
EVERY = 100  # solutions between two looks at the penalties
BETWEEN = 1.0  # seconds between two plans told: judging one costs as much as many iterations
LATELY = 20  # iterations between two looks at the clock
GATHERING = 40  # iterations between two solutions whose routes are gathered


@dataclass(frozen=True, slots=True)
class Settings:
    """`near`: stops tried around each. `most`: stops disturbed in an iteration. `hot`, `cold`: T at the beginning and
    the end, in shares of the cost per stop. `price`: factor of the first penalties; a short search must stay feasible."""

    near: int = 20
    most: int = 12
    hot: float = 0.1
    cold: float = 0.001
    price: float = 1.0


class Annealing:
    """One search space; `run` may be called again and again and keeps its penalties."""

    def __init__(
        self, translation: Translation, seed: int, settings: Settings, prices: Sequence[float] = ()
    ) -> None:
        self.translation, self.settings = translation, settings
        data = self.data = translation.data
        self.rng = RandomNumberGenerator(seed=seed)
        self.dice = random.Random(seed)  # noqa: S311 - a search, no secret
        nearness = NeighbourhoodParams(WAITING, settings.near)
        shaking = PerturbationManager(PerturbationParams(1, settings.most))
        self.search = LocalSearch(data, self.rng, compute_neighbours(data, nearness), shaking)
        for operator in OPERATORS:
            if operator.supports(data):
                self.search.add_operator(operator(data))
        first = self._penalties()
        if prices:
            first = (list(prices[:-2]), prices[-2], prices[-1])
        highest = CEILING * max(*self._penalties()[0], *first[0], first[1], 1.0)
        self.penalties = PenaltyManager(
            first, PenaltyParams(solutions_between_updates=EVERY, max_penalty=highest)
        )
        self.strict = CostEvaluator([highest] * data.num_load_dimensions, highest, highest)
        self.named = [ids[0] for ids in translation.fleet.values()]  # one vehicle of each kind
        self.columns: dict[tuple[int, frozenset[int]], Column] = {}
        self.iterations = 0

    def _penalties(self) -> tuple[list[float], float, float]:
        unit = max(max(kind.unit_distance_cost, 1) for kind in self.data.vehicle_types())
        leg = float(np.mean([np.median(self.data.distance_matrix(0), axis=1)])) * unit
        loads = []
        for d in range(self.data.num_load_dimensions):
            amounts = [c.delivery[d] + c.pickup[d] for c in self.data.clients()]
            amounts += [s.amount[d] for s in self.data.shipments()]
            loads.append(self.settings.price * LOAD_PENALTY * leg / max(1.0, float(np.mean(amounts or [1]))))
        return loads, self.settings.price * TIME_PENALTY * unit, float(unit)

    def first(self) -> Solution:
        """A solution from nothing; it may break rules."""
        return self.search(Solution.make_random(self.data, self.rng), self.strict, exhaustive=True)

    def better(self, one: Solution, other: Solution) -> Solution:
        """The cheaper, broken rules at their highest price."""
        return one if self.strict.penalised_cost(one) <= self.strict.penalised_cost(other) else other

    def descend(self, solution: Solution) -> Solution:
        """The local optimum of a solution; itself where that would break rules."""
        better = self.search(solution, self.strict, exhaustive=True)
        return better if better.is_feasible() or not solution.is_feasible() else solution

    def run(
        self,
        start: Solution,
        gone: Callable[[], float],
        tell: Callable[[Plan], None] | None = None,
    ) -> Solution:
        """The best solution met; `gone` tells the share of the time that has passed, from 0 to 1."""
        present = best = start
        lowest = self.strict.penalised_cost(best)
        size = self.data.num_clients + 2 * self.data.num_shipments
        heat = self.settings.hot * max(lowest if best.is_feasible() else 0, self._rough(best)) / max(size, 1)
        rate = math.log(self.settings.cold / self.settings.hot)
        warmth, told = heat, time.monotonic()
        while True:
            if self.iterations % LATELY == 0:
                passed = gone()
                if passed >= 1:
                    return best
                warmth = heat * math.exp(rate * passed)
            self.iterations += 1
            pricing = self.penalties.cost_evaluator()
            found = self.search(present, pricing, exhaustive=False)
            self.penalties.register(found)
            if found.is_feasible() and pricing.penalised_cost(found) < lowest:
                found = self.descend(found)
                best, lowest = found, self.strict.penalised_cost(found)
                self.gather(best)
                if tell and time.monotonic() >= told + BETWEEN:
                    told = time.monotonic()
                    tell(self.translation.plan(best))
            cost = pricing.penalised_cost(found)
            if cost < pricing.penalised_cost(present) - warmth * math.log(1.0 - self.dice.random()):
                present = found
                if self.iterations % GATHERING == 0 and found.is_feasible():
                    self.gather(found)

    def prices(self) -> list[float]:
        """The penalties as they are, per dimension of load, time and distance; for the next search."""
        loads, duration, distance = self.penalties.penalties()
        return [*map(float, loads), float(duration), float(distance)]

    def _rough(self, solution: Solution) -> int:
        return solution.distance_cost() + solution.fixed_vehicle_cost() + solution.duration_cost()

    def gather(self, solution: Solution) -> None:
        """Keep the routes of a solution, of the same stops the cheapest."""
        for tour in solution.routes():
            if tour.has_time_warp() or tour.has_excess_load():
                continue
            kind = tour.vehicle_type()
            stops = frozenset((act.type.value, act.idx) for act in tour if not act.is_depot())
            cost = tour.distance_cost() + tour.duration_cost() + tour.fixed_vehicle_cost()
            key = (kind, frozenset(idx * 4 + number for number, idx in stops))
            known = self.columns.get(key)
            if known is None or cost < known.cost:
                self.columns[key] = Column(self.translation.route(tour, self.named[kind]), cost)
