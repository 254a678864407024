"""Every rule of a routing problem as a model of OR-Tools' routing library. Slower than PyVRP where that applies.

OR-Tools is loaded here only, inside helpers. One node per stop, per depot and per reload; a stop that finds no place is
left out at its penalty, or at one above any route's cost where it must be served.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from optimizer.engine.routing.problem import FOREVER, Array, Plan, Route, RoutingProblem, Vehicle


class General:
    """The model, and searches from a plan."""

    def __init__(self, problem: RoutingProblem, seed: int) -> None:
        self.problem = problem
        self.node = {stop.id: n for n, stop in enumerate(problem.stops)}
        self.depots = sorted({v.start for v in problem.vehicles} | {v.end for v in problem.vehicles})
        self.places = [stop.place for stop in problem.stops] + self.depots
        self.reloads = self._reload_nodes()
        self.places += [vehicle.end for vehicle in self.reloads.values()]
        first = len(problem.stops)
        depot_node = {place: first + n for n, place in enumerate(self.depots)}
        starts = [depot_node[v.start] for v in problem.vehicles]
        ends = [depot_node[v.end] for v in problem.vehicles]
        self.manager = pywrapcp.RoutingIndexManager(len(self.places), len(problem.vehicles), starts, ends)
        self.routing = pywrapcp.RoutingModel(self.manager)
        self.solver = self.routing.solver()
        self.solver.ReSeed(seed)
        self.longest = min(max(v.shift[1] for v in problem.vehicles), FOREVER)
        self._costs()
        self.time = self._times()
        self._loads()
        self._pairs()
        self._choices()
        self._vehicles()
        self._goods()
        if problem.docks:
            self._docks()

    def _reload_nodes(self) -> dict[int, Vehicle]:
        nodes: dict[int, Vehicle] = {}
        first = len(self.places)
        for vehicle in self.problem.vehicles:
            for _ in range(min(vehicle.max_trips, len(self.problem.stops)) - 1):
                nodes[first + len(nodes)] = vehicle
        return nodes

    def index(self, stop: int) -> int:
        return int(self.manager.NodeToIndex(self.node[stop]))

    def _matrix(self, matrix: Array) -> Array:
        return matrix[np.ix_(self.places, self.places)]

    def _costs(self) -> None:
        distance = self._matrix(self.problem.distance)
        evaluators: dict[int, int] = {}
        for row, vehicle in enumerate(self.problem.vehicles):
            unit = vehicle.distance_cost
            if unit not in evaluators:
                evaluators[unit] = self.routing.RegisterTransitMatrix((distance * unit).tolist())
            self.routing.SetArcCostEvaluatorOfVehicle(evaluators[unit], row)
            self.routing.SetFixedCostOfVehicle(vehicle.fixed_cost, row)

    def _services(self) -> list[int]:
        """Time spent at each node."""
        services = [stop.service for stop in self.problem.stops] + [0] * len(self.depots)
        return services + [vehicle.reload_time for vehicle in self.reloads.values()]

    def _times(self) -> Any:
        duration = self._matrix(self.problem.duration) + np.array(self._services())[:, None]
        transit = self.routing.RegisterTransitMatrix(duration.tolist())
        self.routing.AddDimension(transit, self.longest, self.longest, False, "time")
        time = self.routing.GetDimensionOrDie("time")
        for stop in self.problem.stops:
            if stop.windows:
                cumul = time.CumulVar(self.index(stop.id))
                cumul.SetRange(stop.windows[0][0], min(stop.windows[-1][1], self.longest))
                for (_, closes), (opens, _) in pairwise(stop.windows):
                    if closes + 1 <= opens - 1:
                        cumul.RemoveInterval(closes + 1, opens - 1)
        visits = self._services_by_index()
        for row, vehicle in enumerate(self.problem.vehicles):
            begin, end = self.routing.Start(row), self.routing.End(row)
            for index in (begin, end):
                time.CumulVar(index).SetRange(vehicle.shift[0], min(vehicle.shift[1], self.longest))
            if vehicle.max_duration < self.longest:
                time.SetSpanUpperBoundForVehicle(vehicle.max_duration, row)
            if vehicle.duration_cost:
                time.SetSpanCostCoefficientForVehicle(vehicle.duration_cost, row)
            if vehicle.breaks:
                time.SetBreakIntervalsOfVehicle(self._breaks(row, vehicle), row, visits)
        return time

    def _breaks(self, row: int, vehicle: Vehicle) -> list[Any]:
        return [
            self.solver.FixedDurationIntervalVar(
                rest.earliest, rest.latest, rest.length, False, f"break {row} {number}"
            )
            for number, rest in enumerate(vehicle.breaks)
        ]

    def _services_by_index(self) -> list[int]:
        services = self._services()
        return [services[self.manager.IndexToNode(index)] for index in range(self.routing.Size())]

    def _loads(self) -> None:
        """Per dimension what is on board, and what has been delivered from the depot so far."""
        onboard = {stop for vehicle in self.problem.vehicles for stop in vehicle.onboard}
        for d in range(self.problem.dimensions):
            capacities = [_at(v.capacity, d) for v in self.problem.vehicles]
            most = max(capacities, default=0)
            delivered = [_at(stop.delivery, d) for stop in self.problem.stops]
            change = [_at(stop.pickup, d) - _at(stop.delivery, d) for stop in self.problem.stops]
            for pair in self.problem.pairs:
                amount = _at(pair.load, d)
                for stop, sign in ((pair.pickup, 1), (pair.delivery, -1)):
                    if stop in self.node:
                        change[self.node[stop]] += sign * amount
                if pair.delivery in onboard:  # picked up before: on board from the start
                    delivered[self.node[pair.delivery]] += amount
            rest = len(self.places) - len(change)
            reloaded = [-most if node in self.reloads else 0 for node in range(len(change), len(self.places))]
            load = self._dimension(
                f"load {d}", change + reloaded, capacities, slack=2 * most if self.reloads else 0
            )
            total = self._dimension(f"delivered {d}", delivered + [0] * rest, [FOREVER] * len(capacities))
            for row, vehicle in enumerate(self.problem.vehicles):
                total.CumulVar(self.routing.Start(row)).SetValue(0)
                if vehicle.max_trips == 1:
                    begin, end = self.routing.Start(row), self.routing.End(row)
                    self.solver.Add(load.CumulVar(begin) == total.CumulVar(end))
            if self.reloads:  # only a reload changes the load by other than its stop
                for node in range(len(self.problem.stops)):
                    load.SlackVar(self.manager.NodeToIndex(node)).SetValue(0)
                for row in range(len(self.problem.vehicles)):
                    load.SlackVar(self.routing.Start(row)).SetValue(0)

    def _dimension(self, name: str, changes: list[int], capacities: list[int], slack: int = 0) -> Any:
        transit = self.routing.RegisterUnaryTransitVector(changes)
        self.routing.AddDimensionWithVehicleCapacity(transit, slack, capacities, False, name)
        return self.routing.GetDimensionOrDie(name)

    def _pairs(self) -> None:
        for pair in self.problem.pairs:
            if pair.pickup not in self.node or pair.delivery not in self.node:
                continue
            pickup, delivery = self.index(pair.pickup), self.index(pair.delivery)
            self.routing.AddPickupAndDelivery(pickup, delivery)
            self.solver.Add(self.routing.VehicleVar(pickup) == self.routing.VehicleVar(delivery))
            self.solver.Add(self.time.CumulVar(pickup) <= self.time.CumulVar(delivery))

    def _choices(self) -> None:
        """What may be left out, and at what cost."""
        dearest = 2 * int(self.problem.distance.max()) * max(v.distance_cost for v in self.problem.vehicles)
        dearest += max(v.fixed_cost for v in self.problem.vehicles) + 1
        dearest = max(dearest, 10 * max((s.penalty or 0 for s in self.problem.stops), default=0))
        for stop in self.problem.stops:
            self.routing.AddDisjunction(
                [self.index(stop.id)], dearest if stop.penalty is None else stop.penalty
            )
        for node in self.reloads:
            self.routing.AddDisjunction([self.manager.NodeToIndex(node)], 0)

    def _vehicles(self) -> None:
        """Which vehicles may come, and what is fixed of their routes."""
        carrier = {stop: v.id for v in self.problem.vehicles for stop in v.onboard}
        for stop in self.problem.stops:
            allowed = [
                row
                for row, v in enumerate(self.problem.vehicles)
                if stop.skills <= v.skills
                and (stop.vehicles is None or v.id in stop.vehicles)
                and carrier.get(stop.id, v.id) == v.id
                and not (
                    v.is_under_way and any(stop.delivery) and stop.id not in v.onboard and v.max_trips == 1
                )
            ]
            if len(allowed) < len(self.problem.vehicles):
                self.routing.VehicleVar(self.index(stop.id)).SetValues([-1, *allowed])
        rows = {vehicle.id: row for row, vehicle in enumerate(self.problem.vehicles)}
        for node, vehicle in self.reloads.items():
            index = self.manager.NodeToIndex(node)
            self.routing.VehicleVar(index).SetValues([-1, rows[vehicle.id]])
        for row, vehicle in enumerate(self.problem.vehicles):
            before = self.routing.Start(row)
            for name in vehicle.prefix:
                self.routing.NextVar(before).SetValue(self.index(name))
                before = self.index(name)

    def _goods(self) -> None:
        classes = {goods: n for n, goods in enumerate(sorted({stop.goods for stop in self.problem.stops}))}
        if not self.problem.incompatible:
            return
        for stop in self.problem.stops:
            policy = pywrapcp.RoutingModel.TYPE_ADDED_TO_VEHICLE
            self.routing.SetVisitType(self.index(stop.id), classes[stop.goods], policy)
        for couple in self.problem.incompatible:
            if couple <= classes.keys() and len(couple) == 2:
                first, second = sorted(couple)
                self.routing.AddHardTypeIncompatibility(classes[first], classes[second])

    def _docks(self) -> None:
        for dock in self.problem.docks:
            stops = [stop for stop in self.problem.stops if stop.dock == dock.id and stop.service]
            visits = [
                self.solver.FixedDurationIntervalVar(
                    self.time.CumulVar(self.index(stop.id)), stop.service, f"dock {stop.id}"
                )
                for stop in stops
            ]
            if visits:
                self.solver.Add(self.solver.Cumulative(visits, [1] * len(visits), dock.places, dock.id))
            for stop in stops:
                self.routing.AddVariableMinimizedByFinalizer(self.time.CumulVar(self.index(stop.id)))

    def search(self, start: Plan, seconds: float, method: str) -> Plan | None:
        """The best plan found from `start`, or from nothing where its routes do not fit the model; None if none."""
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        strategy, metaheuristics = (
            routing_enums_pb2.FirstSolutionStrategy,
            routing_enums_pb2.LocalSearchMetaheuristic,
        )
        parameters.first_solution_strategy = strategy.PARALLEL_CHEAPEST_INSERTION
        parameters.local_search_metaheuristic = getattr(metaheuristics, method)
        parameters.time_limit.FromMilliseconds(max(int(1000 * seconds), 10))
        self.routing.CloseModelWithParameters(parameters)
        begin = self._assignment(start)
        found = self.routing.SolveFromAssignmentWithParameters(begin, parameters) if begin else None
        found = found or self.routing.SolveWithParameters(parameters)
        if not found:
            return None
        return self._plan(found)

    def _assignment(self, start: Plan) -> Any:
        if any(route.reloads for route in start.routes) or not start.routes:
            return None
        by_vehicle = {route.vehicle: route.stops for route in start.routes}
        routes = [[self.index(s) for s in by_vehicle.get(v.id, ())] for v in self.problem.vehicles]
        return self.routing.ReadAssignmentFromRoutes(routes, True)

    def _plan(self, found: Any) -> Plan:
        routes = []
        for row, vehicle in enumerate(self.problem.vehicles):
            stops, cuts, times = self._driven(found, row)
            if stops:
                stated: Sequence[int] = times if self.problem.docks else ()
                inner = sorted({cut for cut in cuts if 0 < cut < len(stops)})
                routes.append(Route(vehicle.id, tuple(stops), tuple(inner), tuple(stated)))
        return Plan(tuple(routes))

    def _driven(self, found: Any, row: int) -> tuple[list[int], list[int], list[int]]:
        """Stops, positions of reloads and times of a vehicle's route."""
        stops: list[int] = []
        cuts: list[int] = []
        times: list[int] = []
        index = found.Value(self.routing.NextVar(self.routing.Start(row)))
        while not self.routing.IsEnd(index):
            node = self.manager.IndexToNode(index)
            if node in self.reloads:
                cuts.append(len(stops))
            else:
                stops.append(self.problem.stops[node].id)
                times.append(int(found.Min(self.time.CumulVar(index))))
            index = found.Value(self.routing.NextVar(index))
        return stops, cuts, times


def _at(amounts: Sequence[int], dimension: int) -> int:
    return amounts[dimension] if dimension < len(amounts) else 0
