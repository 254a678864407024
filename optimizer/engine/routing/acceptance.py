"""Whether one route keeps the rules, for searches that know only some of them."""

from collections.abc import Sequence

from optimizer.engine.routing.checking import route_violations
from optimizer.engine.routing.docking import over_docks
from optimizer.engine.routing.problem import Route, RoutingProblem


class Acceptance:
    """`is_needed` when the problem has rules beyond windows, loads, durations, pairs, skills and goods."""

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.is_needed = bool(problem.docks) or any(
            v.breaks or v.is_under_way or v.onboard or v.prefix for v in problem.vehicles
        )

    def holds(self, routes: Sequence[Sequence[int]], changed: int, stops: Sequence[int]) -> bool:
        """Whether the routes hold when those of the vehicle in row `changed` are `stops`."""
        vehicles = self.problem.vehicles
        route = Route(vehicles[changed].id, tuple(stops))
        if route_violations(self.problem, route):
            return False
        others = [Route(vehicles[v].id, tuple(r)) for v, r in enumerate(routes) if r and v != changed]
        return next(over_docks(self.problem, [*others, route]), None) is None
