"""The routes of all good plans met, so that the best plan they can form together is found (`recombining`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from optimizer.engine.routing.problem import Plan, Route, RoutingProblem, Vehicle

Kind = tuple[Vehicle, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A route met in a good plan, with what it costs."""

    route: Route
    cost: int


def kinds(problem: RoutingProblem) -> dict[int, Kind]:
    """What each vehicle is but for its number; where stops name vehicles each is a kind of its own."""
    named = any(stop.vehicles is not None for stop in problem.stops)
    return {car.id: (replace(car, id=0), car.id if named else 0) for car in problem.vehicles}


class Pool:
    """Columns by kind of vehicle and stops, of the same stops the cheapest."""

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.kinds = kinds(problem)
        numbers = {kind: n for n, kind in enumerate(dict.fromkeys(self.kinds.values()))}
        self.kind = {vehicle: numbers[kind] for vehicle, kind in self.kinds.items()}
        self.columns: dict[tuple[int, frozenset[int]], Column] = {}

    def add(self, columns: Iterable[Column]) -> None:
        for column in columns:
            key = (self.kind[column.route.vehicle], frozenset(column.route.stops))
            known = self.columns.get(key)
            if known is None or column.cost < known.cost:
                self.columns[key] = column

    def assigned(self, columns: Sequence[Column]) -> Plan:
        """A plan of the columns with a vehicle of its kind for each."""
        free: dict[int, list[int]] = {}
        for car in reversed(self.problem.vehicles):
            free.setdefault(self.kind[car.id], []).append(car.id)
        routes = [replace(one.route, vehicle=free[self.kind[one.route.vehicle]].pop()) for one in columns]
        return Plan(tuple(routes))
