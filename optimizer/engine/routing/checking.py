"""Whether a plan keeps every rule of its problem, and what it truly costs. Trusts nothing a solver says."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from common.errors import ErrorText
from optimizer.engine.routing import findings
from optimizer.engine.routing.docking import over_docks
from optimizer.engine.routing.loading import peaks
from optimizer.engine.routing.problem import Finding, Plan, Route, RoutingProblem, Vehicle, Verdict
from optimizer.engine.routing.timing import Timing, timed, visits

PARTS = ("fixed", "distance", "duration", "penalty")


def check(problem: RoutingProblem, plan: Plan) -> Verdict:
    """Walks through the plan once; routes without stops do not drive."""
    walk = _Walk(problem)
    driven = [route for route in plan.routes if route.stops]
    for route in driven:
        walk.route(route)
    walk.left_out()
    sound = [route for route in driven if walk.is_known(route)]
    for dock, time, count, places in over_docks(problem, sound):
        walk.add(findings.DOCK, f"docks.{dock}", dock=dock, time=time, count=count, places=places)
    return Verdict(sum(walk.parts.values()), dict(walk.parts), tuple(walk.found))


def route_cost(problem: RoutingProblem, route: Route) -> int:
    """Fixed, distance and duration cost of one route, as `check` counts it."""
    walk = _Walk(problem)
    walk.costs(problem.vehicle[route.vehicle], route)
    return sum(walk.parts.values())


def route_violations(problem: RoutingProblem, route: Route) -> tuple[Finding, ...]:
    """Rules broken by one route alone."""
    walk = _Walk(problem)
    walk.route(route)
    return tuple(walk.found)


class _Walk:
    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.found: list[Finding] = []
        self.parts = dict.fromkeys(PARTS, 0)
        self.visited: Counter[int] = Counter()
        self.used: Counter[int] = Counter()
        self.carrier = {stop: v.id for v in problem.vehicles for stop in v.onboard}

    def add(self, text: ErrorText, place: str, **params: object) -> None:
        self.found.append(Finding(text, place, params))

    def is_known(self, route: Route) -> bool:
        return route.vehicle in self.problem.vehicle and all(s in self.problem.stop for s in route.stops)

    def route(self, route: Route) -> None:
        vehicle = self.problem.vehicle.get(route.vehicle)
        place = f"vehicles.{route.vehicle}"
        for stop in route.stops:
            if stop not in self.problem.stop:
                self.add(findings.UNKNOWN_STOP, place, stop=stop)
        if vehicle is None:
            self.add(findings.VEHICLE, place, vehicle=route.vehicle)
        if vehicle is None or not self.is_known(route):
            return
        self.used[vehicle.id] += 1
        if self.used[vehicle.id] == 2:
            self.add(findings.VEHICLE_TWICE, place, vehicle=vehicle.id)
        self.visited.update(route.stops)
        timing = self.costs(vehicle, route)
        self.times(vehicle, route, timing)
        self.loads(vehicle, route)
        self.pairs(route)
        self.goods(vehicle, route)
        self.fitness(vehicle, route)
        self.running(vehicle, route)

    def costs(self, vehicle: Vehicle, route: Route) -> Timing:
        sequence = visits(self.problem, vehicle, route)
        places = [vehicle.start, *(visit.place for visit in sequence)]
        driven = sum(int(self.problem.distance[a, b]) for a, b in pairwise(places))
        timing = timed(self.problem, vehicle, sequence)
        self.parts["fixed"] += vehicle.fixed_cost
        self.parts["distance"] += vehicle.distance_cost * driven
        self.parts["duration"] += vehicle.duration_cost * timing.duration
        return timing

    def times(self, vehicle: Vehicle, route: Route, timing: Timing) -> None:
        place = f"vehicles.{vehicle.id}"
        if timing.late is not None:
            self.late(vehicle, route, timing)
        elif timing.duration > vehicle.max_duration:
            excess, limit = timing.duration - vehicle.max_duration, vehicle.max_duration
            self.add(
                findings.DURATION,
                place,
                vehicle=vehicle.id,
                duration=timing.duration,
                limit=limit,
                excess=excess,
            )
        trips = len(route.reloads) + 1
        if trips > vehicle.max_trips:
            self.add(findings.TRIPS, place, vehicle=vehicle.id, trips=trips, limit=vehicle.max_trips)
        if any(not 0 < cut < len(route.stops) for cut in route.reloads) or any(
            a >= b for a, b in pairwise(route.reloads)
        ):
            self.add(findings.TRIPS, place, vehicle=vehicle.id, trips=trips, limit=vehicle.max_trips)

    def late(self, vehicle: Vehicle, route: Route, timing: Timing) -> None:
        """Name the first stop that is late, or the return."""
        assert timing.late is not None
        place = f"vehicles.{vehicle.id}"
        marks = _marks(route)
        stop = marks[timing.late] if timing.late < len(marks) else None
        if timing.missed_break:
            self.add(findings.BREAK, place, vehicle=vehicle.id, stop=stop if stop is not None else "-")
            return
        arrival = self.arrival(vehicle, route, timing)
        if stop is None:
            due = vehicle.shift[1]
            self.add(findings.SHIFT, place, vehicle=vehicle.id, arrival=arrival, due=due)
            return
        due = self.problem.stop[stop].windows[-1][1] if self.problem.stop[stop].windows else vehicle.shift[1]
        if route.times:
            time = route.times[route.stops.index(stop)]
            self.add(findings.TIMES, place, vehicle=vehicle.id, stop=stop, time=time, earliest=arrival)
            return
        excess = max(arrival - due, 0)
        params = {"vehicle": vehicle.id, "stop": stop, "arrival": arrival, "due": due, "excess": excess}
        self.add(findings.TIME_WINDOW, f"stops.{stop}", **params)

    def arrival(self, vehicle: Vehicle, route: Route, timing: Timing) -> int:
        """Earliest arrival at the late place."""
        sequence = visits(self.problem, vehicle, route)
        at = timing.late or 0
        before = vehicle.shift[0] if at == 0 else timing.times[at - 1] + sequence[at - 1].service
        origin = vehicle.start if at == 0 else sequence[at - 1].place
        return before + int(self.problem.duration[origin, sequence[at].place])

    def loads(self, vehicle: Vehicle, route: Route) -> None:
        for dimension, (peak, limit) in enumerate(
            zip(peaks(self.problem, vehicle, route), vehicle.capacity, strict=False)
        ):
            if peak > limit:
                params = {"vehicle": vehicle.id, "dimension": dimension, "load": peak, "capacity": limit}
                self.add(findings.CAPACITY, f"vehicles.{vehicle.id}", excess=peak - limit, **params)

    def pairs(self, route: Route) -> None:
        position = {stop: n for n, stop in enumerate(route.stops)}
        for stop, n in position.items():
            pair = self.problem.pair_at.get(stop)
            if pair is None:
                continue
            ends = {"pickup": pair.pickup, "delivery": pair.delivery}
            pickup, delivery = position.get(pair.pickup), position.get(pair.delivery)
            if pickup is None and self.carrier.get(pair.delivery) == route.vehicle:
                continue  # it was picked up before
            if pickup is None or delivery is None:
                self.add(findings.PAIR_SPLIT, f"stops.{stop}", **ends)
            elif pickup > delivery and n == pickup:
                self.add(findings.DELIVERY_BEFORE_PICKUP, f"stops.{stop}", **ends)

    def goods(self, vehicle: Vehicle, route: Route) -> None:
        for trip in route.trips():
            classes = sorted({self.problem.stop[stop].goods for stop in trip})
            for first, second in combinations(classes, 2):
                if frozenset((first, second)) in self.problem.incompatible:
                    params = {"vehicle": vehicle.id, "first": first, "second": second}
                    self.add(findings.INCOMPATIBLE, f"vehicles.{vehicle.id}", **params)

    def fitness(self, vehicle: Vehicle, route: Route) -> None:
        for name in route.stops:
            stop = self.problem.stop[name]
            if missing := stop.skills - vehicle.skills:
                params = {"vehicle": vehicle.id, "stop": name, "missing": ", ".join(sorted(missing))}
                self.add(findings.SKILLS, f"stops.{name}", **params)
            if stop.vehicles is not None and vehicle.id not in stop.vehicles:
                self.add(findings.VEHICLE_REQUIRED, f"stops.{name}", vehicle=vehicle.id, stop=name)

    def running(self, vehicle: Vehicle, route: Route) -> None:
        if route.stops[: len(vehicle.prefix)] != vehicle.prefix:
            kept = ", ".join(map(str, vehicle.prefix))
            self.add(findings.PREFIX, f"vehicles.{vehicle.id}", vehicle=vehicle.id, prefix=kept)
        first = route.trips()[0]
        for name in route.stops:
            carrier = self.carrier.get(name, vehicle.id)
            if carrier != vehicle.id:
                self.add(findings.ONBOARD, f"stops.{name}", stop=name, vehicle=carrier)
            elif (
                vehicle.is_under_way
                and name in first
                and name not in vehicle.onboard
                and self.has_goods(name)
            ):
                self.add(findings.NOT_LOADED, f"stops.{name}", stop=name, vehicle=vehicle.id)

    def has_goods(self, name: int) -> bool:
        return any(self.problem.stop[name].delivery)

    def left_out(self) -> None:
        for stop in self.problem.stops:
            times = self.visited[stop.id]
            if times > 1:
                self.add(findings.VISITED_TWICE, f"stops.{stop.id}", stop=stop.id)
            elif not times and stop.penalty is None:
                self.add(findings.UNSERVED, f"stops.{stop.id}", stop=stop.id)
            elif not times:
                self.parts["penalty"] += stop.penalty or 0
        for vehicle in self.problem.vehicles:
            if vehicle.prefix and not self.used[vehicle.id]:
                kept = ", ".join(map(str, vehicle.prefix))
                self.add(findings.PREFIX, f"vehicles.{vehicle.id}", vehicle=vehicle.id, prefix=kept)


def _marks(route: Route) -> Sequence[int | None]:
    """What each visit before the return is: a stop, or None for a reload."""
    marks: list[int | None] = []
    for number, trip in enumerate(route.trips()):
        marks += [None] if number else []
        marks += trip
    return marks
