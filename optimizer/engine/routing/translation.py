"""A routing problem, or the part of it that some vehicles and stops make, in PyVRP's terms and back.

PyVRP (Wouda, Lan and Kool 2024) is loaded here and in `annealing` only, inside helpers.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from pyvrp import (
    Activity,
    ActivityType,
    Client,
    ClientGroup,
    Depot,
    Location,
    ProblemData,
    Shipment,
    Solution,
    VehicleType,
)
from pyvrp import Route as Tour

from optimizer.engine.routing.problem import FOREVER, Array, Pair, Plan, Route, RoutingProblem, Stop, Vehicle
from optimizer.engine.routing.timing import ALWAYS

UNBOUNDED = int(np.iinfo(np.int64).max)
FAR = 2**38  # distance to what a vehicle may not serve: above any route, far below overflow
Kind = tuple[Vehicle, int]  # all but the vehicle's number; its profile


class Translation:
    """`data` is PyVRP's problem of the given vehicles and stops."""

    def __init__(self, problem: RoutingProblem, vehicles: Sequence[int], stops: Sequence[int]) -> None:
        self.problem = problem
        chosen = [problem.stop[stop] for stop in stops]
        cars = [problem.vehicle[vehicle] for vehicle in vehicles]
        self.places = sorted({s.place for s in chosen} | {v.start for v in cars} | {v.end for v in cars})
        self.at = {place: n for n, place in enumerate(self.places)}
        self.depots = sorted({v.start for v in cars} | {v.end for v in cars})
        self.fleet = self._fleet(cars, chosen)
        self.activities: dict[int, Activity] = {}
        self.named: dict[tuple[ActivityType, int], int] = {}
        self.groups: list[ClientGroup] = []
        clients = self._clients([stop for stop in chosen if stop.id not in problem.pair_at])
        there = {stop.id for stop in chosen}
        shipments = self._shipments([pair for pair in problem.pairs if pair.pickup in there])
        distances, durations = self._matrices(chosen)
        self.data = ProblemData(
            [Location(0, 0) for _ in self.places],
            clients,
            [Depot(self.at[depot]) for depot in self.depots],
            [self._type(kind, ids) for kind, ids in self.fleet.items()],
            distances,  # type: ignore[arg-type]  # its stubs write arrays of numpy 1
            durations,  # type: ignore[arg-type]
            self.groups,
            shipments,
        )

    def _fleet(self, cars: Sequence[Vehicle], stops: Sequence[Stop]) -> dict[Kind, list[int]]:
        """Vehicles that are alike together; profiles by the stops they may serve."""
        asking = [stop for stop in stops if stop.skills or stop.vehicles is not None]
        self.barred: dict[frozenset[int], int] = {}
        fleet: dict[Kind, list[int]] = {}
        for car in cars:
            barred = frozenset(stop.id for stop in asking if not may_serve(car, stop))
            profile = self.barred.setdefault(barred, len(self.barred))
            fleet.setdefault((replace(car, id=0), profile), []).append(car.id)
        return fleet

    def _type(self, kind: Kind, ids: Sequence[int]) -> VehicleType:
        car, profile = kind
        dimensions = self.problem.dimensions
        return VehicleType(
            num_available=len(ids),
            capacity=[*car.capacity, *(FOREVER,) * (dimensions - len(car.capacity))],
            start_depot=self.depots.index(car.start),
            end_depot=self.depots.index(car.end),
            fixed_cost=car.fixed_cost,
            tw_early=car.shift[0],
            tw_late=_bound(car.shift[1]),
            shift_duration=_bound(car.max_duration),
            unit_distance_cost=car.distance_cost,
            unit_duration_cost=car.duration_cost,
            profile=profile,
            reload_depots=[self.depots.index(car.end)] if car.max_trips > 1 else [],
            max_reloads=max(car.max_trips - 1, 0),
        )

    def _matrices(self, stops: Sequence[Stop]) -> tuple[list[Array], list[Array]]:
        rows = np.ix_(self.places, self.places)
        distance, duration = self.problem.distance[rows], self.problem.duration[rows]
        distances = []
        for barred in self.barred:
            far = [self.at[stop.place] for stop in stops if stop.id in barred]
            one = distance.copy() if far else distance
            one[:, far] = one[far, :] = FAR
            np.fill_diagonal(one, 0)
            distances.append(one)
        return distances, [duration] * len(distances)

    def _clients(self, stops: Sequence[Stop]) -> list[Client]:
        clients: list[Client] = []
        dims = self.problem.dimensions
        for stop in stops:
            windows = stop.windows or ALWAYS
            group = None
            if len(windows) > 1:  # of its windows one is chosen
                group = len(self.groups)
                members = list(range(len(clients), len(clients) + len(windows)))
                self.groups.append(ClientGroup(members, required=stop.penalty is None))
            self.activities[stop.id] = Activity(ActivityType.CLIENT, len(clients))
            for opens, closes in windows:
                self.named[ActivityType.CLIENT, len(clients)] = stop.id
                clients.append(
                    Client(
                        self.at[stop.place],
                        [*stop.delivery, *(0,) * (dims - len(stop.delivery))],
                        [*stop.pickup, *(0,) * (dims - len(stop.pickup))],
                        stop.service,
                        max(opens, 0),
                        _bound(closes),
                        prize=stop.penalty or 0,
                        required=stop.penalty is None and group is None,
                        group=group,
                    )
                )
        return clients

    def _shipments(self, pairs: Sequence[Pair]) -> list[Shipment]:
        shipments = []
        for number, pair in enumerate(pairs):
            taken, left = self.problem.stop[pair.pickup], self.problem.stop[pair.delivery]
            for kind, stop in ((ActivityType.PICKUP, taken), (ActivityType.DELIVERY, left)):
                self.activities[stop.id] = Activity(kind, number)
                self.named[kind, number] = stop.id
            (a, b), (c, d) = ((stop.windows or ALWAYS)[0] for stop in (taken, left))
            is_required = taken.penalty is None or left.penalty is None
            shipments.append(
                Shipment(
                    self.at[taken.place],
                    self.at[left.place],
                    max(a, 0),
                    _bound(b),
                    taken.service,
                    max(c, 0),
                    _bound(d),
                    left.service,
                    amount=[*pair.load, *(0,) * (self.problem.dimensions - len(pair.load))],
                    prize=0 if is_required else (taken.penalty or 0) + (left.penalty or 0),
                    required=is_required,
                )
            )
        return shipments

    def solution(self, routes: Sequence[Route]) -> Solution:
        """The routes as a solution; stops with several windows by their first."""
        kinds = {number: kind for kind, ids in enumerate(self.fleet.values()) for number in ids}
        return Solution(self.data, [self._tour(route, kinds[route.vehicle]) for route in routes])

    def _tour(self, route: Route, kind: int) -> Tour:
        depot = self.depots.index(self.problem.vehicle[route.vehicle].end)
        acts: list[Activity] = []
        for number, trip in enumerate(route.trips()):
            if number:
                acts.append(Activity(ActivityType.DEPOT, depot))
            acts += [self.activities[stop] for stop in trip]
        return Tour(self.data, acts, kind)

    def plan(self, solution: Solution) -> Plan:
        """The solution with vehicles of its kinds, in turn."""
        ids = [iter(numbers) for numbers in self.fleet.values()]
        return Plan(tuple(self.route(tour, next(ids[tour.vehicle_type()])) for tour in solution.routes()))

    def route(self, tour: Tour, vehicle: int) -> Route:
        stops: list[int] = []
        cuts: list[int] = []
        for act in tour:
            if act.is_depot():
                cuts.append(len(stops))
            else:
                stops.append(self.named[act.type, act.idx])
        inner = sorted({cut for cut in cuts if 0 < cut < len(stops)})
        return Route(vehicle, tuple(stops), tuple(inner))


def may_serve(vehicle: Vehicle, stop: Stop) -> bool:
    return stop.skills <= vehicle.skills and (stop.vehicles is None or vehicle.id in stop.vehicles)


def _bound(value: int) -> int:
    return value if value < FOREVER else UNBOUNDED
