"""A plan mended while it is driven: late stops at once by insertion, then better, with most tours left as they are."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from optimizer.engine.routing.checking import check
from optimizer.engine.routing.insertion import Builder
from optimizer.engine.routing.parts import Parting
from optimizer.engine.routing.problem import Plan, Progress, Result, Route, RoutingProblem, Verdict
from optimizer.engine.routing.run import Limit, Run
from optimizer.engine.routing.searching import Search

MOVABLE = 0.2  # share of the tours no late stop came to that may change all the same


def inserted(problem: RoutingProblem, previous: Plan) -> Plan:
    """The previous plan with what the problem has new put where it costs least; what finds no place is left out.

    Stops that the problem no longer has are dropped from the tours.
    """
    builder = Builder(problem, known(problem, previous))
    builder.insert(builder.missing())
    return builder.plan()


def known(problem: RoutingProblem, plan: Plan) -> Plan:
    """The plan without stops and vehicles that the problem does not have."""
    routes = []
    for route in plan.routes:
        if route.vehicle in problem.vehicle:
            trips = [[stop for stop in trip if stop in problem.stop] for trip in route.trips()]
            stops: list[int] = []
            cuts: list[int] = []
            for trip in trips:
                cuts += [len(stops)] if stops and trip else []
                stops += trip
            routes.append(Route(route.vehicle, tuple(stops), tuple(cuts)))
    return Plan(tuple(route for route in routes if route.stops))


def replan(
    problem: RoutingProblem,
    previous: Plan,
    *,
    limit: Limit,
    seed: int,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """A plan for `problem` near `previous`, which was for what it was before.

    Only the tours that late stops came to are improved, with the nearest of the others, at most a fifth of them: every
    other tour stays stop by stop. Where rules that PyVRP does not know hold, the insertion is the answer.
    """
    run = Run(problem, limit, progress, cancelled)
    before = known(problem, previous)
    run.offer("insertion", inserted(problem, previous))
    touched = changed(before, run.plan)
    movable = _movable(problem, run.plan, touched, seed)
    if movable:
        Search(run, seed, workers).improve_only(movable)
    return run.result()


def changed(before: Plan, after: Plan) -> frozenset[int]:
    """Vehicles whose tour is not the one before."""
    old: Mapping[int, tuple[int, ...]] = {route.vehicle: route.stops for route in before.routes}
    new: Mapping[int, tuple[int, ...]] = {route.vehicle: route.stops for route in after.routes}
    return frozenset(v for v in old.keys() | new.keys() if old.get(v, ()) != new.get(v, ()))


def _movable(problem: RoutingProblem, plan: Plan, touched: Collection[int], seed: int) -> list[Route]:
    """The touched tours and the nearest others that may change."""
    routes = [route for route in plan.routes if route.vehicle in touched]
    others = [route for route in plan.routes if route.vehicle not in touched]
    if not routes:
        return []
    return routes + Parting(problem, seed).nearest(routes, others, int(MOVABLE * len(others)))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a move by hand would make of the plan. `cost_change` is against the plan before."""

    plan: Plan
    verdict: Verdict
    cost_change: int
    seconds: float


def moved(
    problem: RoutingProblem, plan: Plan, stop: int, vehicle: int | None, position: int = 0
) -> Evaluation:
    """The plan with a stop at a position of a vehicle's tour, or in none; nothing else is moved.

    Raises KeyError where the problem has no such stop or vehicle.
    """
    begun = time.monotonic()
    if stop not in problem.stop or (vehicle is not None and vehicle not in problem.vehicle):
        raise KeyError(stop if stop not in problem.stop else vehicle)
    routes = {route.vehicle: _without(route, stop) for route in plan.routes}
    if vehicle is not None:
        there = routes.get(vehicle, Route(vehicle, ()))
        stops = (*there.stops[:position], stop, *there.stops[position:])
        cuts = tuple(cut + 1 if cut > position else cut for cut in there.reloads)
        routes[vehicle] = Route(vehicle, stops, cuts)
    after = Plan(tuple(route for route in routes.values() if route.stops))
    verdict = check(problem, after)
    change = verdict.cost - check(problem, plan).cost
    return Evaluation(after, verdict, change, time.monotonic() - begun)


def _without(route: Route, stop: int) -> Route:
    if stop not in route.stops:
        return route
    at = route.stops.index(stop)
    stops = route.stops[:at] + route.stops[at + 1 :]
    cuts = sorted({cut - 1 if cut > at else cut for cut in route.reloads})
    return Route(route.vehicle, stops, tuple(cut for cut in cuts if 0 < cut < len(stops)))
