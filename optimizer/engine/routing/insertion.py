"""Cheapest insertion: the first feasible plan, and the answer at once when a stop comes late.

Every place between two visits is a slot; the slots of all routes are tried together as arrays. A slot knows the timing
up to it and after it as the functions max(x + S, C), x <= D of `timing`, so that a stop between them is exact in a few
operations (parallel insertion after Potvin and Rousseau 1993, with slacks in closed form). Rules that slots do not know
(breaks, docks, running loads) are tried on the few cheapest routes by the checker's own rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.engine.routing.acceptance import Acceptance
from optimizer.engine.routing.problem import FOREVER, Plan, Route, RoutingProblem, Stop, Vehicle
from optimizer.engine.routing.slots import Slots
from optimizer.engine.routing.timing import ALWAYS

NEAR = 6  # slots of a pick-up for which every later slot of its delivery is tried
ATTEMPTS = 3
TRIES = 12  # cheapest insertions that are tried by all rules


@dataclass(frozen=True, slots=True)
class Insertion:
    """Stops put after positions in a vehicle's route: (stop, position before which it comes)."""

    cost: int
    vehicle: int
    stops: tuple[int, ...]


def first_plan(problem: RoutingProblem, kept: Plan | None = None) -> Plan:
    """A plan by insertion around the routes of `kept`; what finds no place is left out.

    Stops that found none come first in the next attempt; the attempt that leaves out the least is taken.
    """
    builder = Builder(problem, kept)
    order = builder.missing()
    fewest, best = len(order) + 1, builder
    for _ in range(ATTEMPTS):
        left = builder.insert(order)
        if len(left) < fewest:
            fewest, best = len(left), builder
        if not left:
            break
        order = [*left, *(stop for stop in order if stop not in set(left))]
        builder = Builder(problem, kept)
    return best.plan()


class Builder:
    """Routes that grow by insertion."""

    def __init__(self, problem: RoutingProblem, kept: Plan | None = None) -> None:
        self.problem = problem
        self.acceptance = Acceptance(problem)
        begun = {route.vehicle: route for route in kept.routes} if kept else {}
        self.reloads = {n: route.reloads for n, route in begun.items() if route.reloads}
        self.slots = Slots(problem, [self._begun(vehicle, begun) for vehicle in problem.vehicles])
        for row, vehicle in enumerate(problem.vehicles):
            if vehicle.id in self.reloads:
                self.slots.close(row)  # several trips are not taken apart

    def _begun(self, vehicle: Vehicle, begun: dict[int, Route]) -> list[int]:
        return list(begun[vehicle.id].stops) if vehicle.id in begun else list(vehicle.prefix)

    def plan(self) -> Plan:
        vehicles = zip(self.problem.vehicles, self.slots.routes, strict=True)
        return Plan(tuple(Route(v.id, tuple(r), self.reloads.get(v.id, ())) for v, r in vehicles if r))

    def missing(self) -> list[int]:
        """Stops in no route: those that must be served first, the farthest away first."""
        served = {stop for route in self.slots.routes for stop in route}
        left = [stop for stop in self.problem.stops if stop.id not in served]
        depots = sorted({vehicle.end for vehicle in self.problem.vehicles})
        away = self.problem.distance[depots].min(axis=0)

        def hardness(stop: Stop) -> tuple[bool, int]:
            return stop.penalty is not None, -int(away[stop.place])

        return [stop.id for stop in sorted(left, key=hardness)]

    def insert(self, stops: Iterable[int]) -> list[int]:
        """Put the stops in where they cost least, one after another; returns those that found no place."""
        left: list[int] = []
        placed: set[int] = set()
        for stop in stops:
            if stop in placed:
                continue
            group = self.group(stop)
            placed.update(group)
            found = self.best(group)
            if found is None or found.cost > self._worth(group):
                left += group
            else:
                self.slots.set_route(found.vehicle, list(found.stops))
        return left

    def group(self, stop: int) -> tuple[int, ...]:
        """A stop, or both ends of its pair."""
        pair = self.problem.pair_at.get(stop)
        if pair is None:
            return (stop,)
        if any(pair.delivery in vehicle.onboard for vehicle in self.problem.vehicles):
            return (pair.delivery,)
        return (pair.pickup, pair.delivery)

    def _worth(self, group: Sequence[int]) -> int:
        penalties = [self.problem.stop[stop].penalty for stop in group]
        return FOREVER if None in penalties else sum(p for p in penalties if p is not None)

    def best(self, group: Sequence[int]) -> Insertion | None:
        """The cheapest place of a stop or a pair in the routes as they are; None if no vehicle can."""
        found = self._pair(*group) if len(group) == 2 else self._single(group[0])
        if not self.acceptance.is_needed:
            return min(found, key=lambda one: one.cost, default=None)
        for one in sorted(found, key=lambda one: one.cost)[: 4 * TRIES]:
            if self.acceptance.holds(self.slots.routes, one.vehicle, one.stops):
                return one
        return None

    def _single(self, name: int) -> list[Insertion]:
        stop = self.problem.stop[name]
        count = TRIES if self.acceptance.is_needed else 1
        found = []
        for opens, closes in stop.windows or ALWAYS:
            costs = self.slots.costs(stop, opens, closes)
            for slot in self._cheapest(costs, count):
                row, position = self.slots.place(slot)
                route = self.slots.routes[row]
                stops = (*route[:position], name, *route[position:])
                found.append(Insertion(int(costs[slot]), row, stops))
        return found

    def _cheapest(self, costs: np.ndarray, count: int) -> list[int]:
        rows = np.argsort(costs, kind="stable")[:count].tolist() if count > 1 else [int(costs.argmin())]
        return [row for row in rows if costs[row] < FOREVER]

    def _pair(self, pickup: int, delivery: int) -> list[Insertion]:
        load = self.problem.pair_at[pickup].load
        stop = self.problem.stop[pickup]
        found = []
        for opens, closes in stop.windows or ALWAYS:
            costs = self.slots.costs(stop, opens, closes, load)
            near = self._cheapest(costs, NEAR)
            empty = [slot for slot in self.slots.empty() if costs[slot] < FOREVER and slot not in near]
            for slot in near + empty:
                found += self._deliveries(slot, (opens, closes), pickup, delivery)
        return found

    def _deliveries(self, slot: int, window: tuple[int, int], pickup: int, delivery: int) -> list[Insertion]:
        """The cheapest place of the delivery for one of the pick-up."""
        row, position = self.slots.place(slot)
        best = self.slots.cheapest_delivery(row, position, window, pickup, delivery)
        if best is None:
            return []
        cost, later = best
        route = self.slots.routes[row]
        stops = (*route[:position], pickup, *route[position:later], delivery, *route[later:])
        return [Insertion(cost, row, stops)]
