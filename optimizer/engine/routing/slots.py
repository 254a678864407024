"""The places of routes in which a stop can be put, as arrays over all of them."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from optimizer.engine.routing.problem import FOREVER, Amounts, Array, RoutingProblem, Stop, Window
from optimizer.engine.routing.timing import ALWAYS

Segment = tuple[int, int, int]  # S, C, D of timing


class Slots:
    """Slot i < n comes after the problem's i-th stop, slot n + v is the beginning of vehicle v's route.

    Of empty vehicles that are alike one is open at a time.
    """

    def __init__(self, problem: RoutingProblem, routes: Sequence[list[int]]) -> None:
        self.problem = problem
        self.row = {stop.id: n for n, stop in enumerate(problem.stops)}
        n, vehicles = len(problem.stops), problem.vehicles
        size = n + len(vehicles)
        self.first = n
        self.routes: list[list[int]] = [[] for _ in vehicles]
        self.owner: Array = np.full(size, -1, dtype=np.int64)
        self.owner[n:] = np.arange(len(vehicles))
        self.before = np.zeros(size, dtype=np.int64)  # place, and timing up to the end of service there
        self.after = np.zeros(size, dtype=np.int64)  # place, and timing from the arrival there on
        self.apart = np.zeros(size, dtype=np.int64)  # distance between the two
        self.head = np.zeros((3, size), dtype=np.int64)
        self.tail = np.zeros((3, size), dtype=np.int64)
        self.is_open = np.zeros(size, dtype=bool)
        dims = problem.dimensions
        # most load on the edges up to the slot's own, on its own, and from its own on
        self.load_up = np.zeros((dims, size), dtype=np.int64)
        self.load_at = np.zeros((dims, size), dtype=np.int64)
        self.load_on = np.zeros((dims, size), dtype=np.int64)
        self.duration = np.zeros(len(vehicles), dtype=np.int64)
        self.opening = np.array(
            [v.fixed_cost for v in vehicles], dtype=np.int64
        )  # cost of using an empty one
        self.goods: list[set[str]] = [set() for _ in vehicles]
        self.unit = np.array([v.distance_cost for v in vehicles], dtype=np.int64)
        self.unit_duration = np.array([v.duration_cost for v in vehicles], dtype=np.int64)
        self.longest = np.array([v.max_duration for v in vehicles], dtype=np.int64)
        self.capacity = np.array([_padded(v.capacity, dims, FOREVER) for v in vehicles], dtype=np.int64).T
        self.likes = [
            (v.start, v.end, v.capacity, v.shift, v.fixed_cost, v.distance_cost, v.skills) for v in vehicles
        ]
        self.closed: set[int] = set()
        self.times_matter = any(stop.windows or stop.service for stop in problem.stops)
        self.times_matter |= bool((self.longest < FOREVER).any())
        self.times_matter |= bool(self.unit_duration.any()) or any(v.shift[1] < FOREVER for v in vehicles)
        for v, route in enumerate(routes):
            self.routes[v] = list(route)
            self._refresh(v)
        self._open_empty()

    def close(self, vehicle: int) -> None:
        """Keep a vehicle's route as it is."""
        self.closed.add(vehicle)
        self._mark(vehicle, is_open=False)

    def set_route(self, vehicle: int, stops: list[int]) -> None:
        was_empty = not self.routes[vehicle]
        self.routes[vehicle] = stops
        self._refresh(vehicle)
        if was_empty:
            self._open_empty(vehicle)

    def empty(self) -> list[int]:
        """Open slots of vehicles without stops."""
        return [self.first + v for v, r in enumerate(self.routes) if not r and self.is_open[self.first + v]]

    def place(self, slot: int) -> tuple[int, int]:
        """(vehicle's row, position in its route) of a slot."""
        vehicle = int(self.owner[slot])
        if slot >= self.first:
            return vehicle, 0
        return vehicle, self.routes[vehicle].index(self.problem.stops[slot].id) + 1

    def costs(self, stop: Stop, opens: int, closes: int, riding: Amounts = ()) -> Array:
        """What the stop costs in each slot, FOREVER where it cannot be. `riding`: what goes on from there, of a pair."""
        owner = np.maximum(self.owner, 0)
        problem, here = self.problem, stop.place
        to, back = problem.distance[:, here], problem.distance[here]
        detour = to[self.before] + back[self.after] - self.apart
        cost = detour * self.unit[owner]
        fits = self.is_open & self._may_serve(stop)[owner]
        for d in range(problem.dimensions):
            limit = self.capacity[d][owner]
            left, taken = _at(stop.delivery, d), _at(stop.pickup, d)
            fits &= (self.load_up[d] + left <= limit) & (self.load_on[d] + taken <= limit)
            fits &= self.load_at[d] + _at(riding, d) <= limit
        if self.times_matter:
            there, on = problem.duration[:, here][self.before], problem.duration[here][self.after]
            in_time, took = self._timed(there, on, (opens, closes), stop.service, owner)
            fits &= in_time
            cost = cost + self.unit_duration[owner] * (took - self.duration[owner])
        cost[self.first :] += self.opening
        return np.where(fits, cost, FOREVER)

    def cheapest_delivery(
        self, vehicle: int, position: int, window: Window, pickup: int, delivery: int
    ) -> tuple[int, int] | None:
        """(cost of the pair, position of the delivery) with the pick-up before `position`; None where none fits."""
        problem, route = self.problem, self.routes[vehicle]
        car = problem.vehicles[vehicle]
        taken, left = problem.stop[pickup], problem.stop[delivery]
        load = problem.pair_at[pickup].load
        slot = self._slot(vehicle, position)
        place = int(self.before[slot])
        segment: Segment | None = (int(self.head[0, slot]), int(self.head[1, slot]), int(self.head[2, slot]))
        segment = self._on(segment, place, taken, window)
        driven = int(problem.distance[place, taken.place])
        place, best = taken.place, None
        for later in range(position, len(route) + 1):
            at = self._slot(vehicle, later)
            if segment is None or any(
                self.load_at[d, at] + amount > self.capacity[d, vehicle] for d, amount in enumerate(load)
            ):
                break
            after = int(self.after[at])
            for one in left.windows or ALWAYS:
                ended = self._on(segment, place, left, one)
                took = None if ended is None else self._ends(ended, left.place, at)
                if took is None or took > car.max_duration:
                    continue
                far = driven + int(problem.distance[place, left.place] + problem.distance[left.place, after])
                start = int(self.before[slot])
                extra = far - self._driven(vehicle, position, later, start, after)
                cost = extra * car.distance_cost + car.duration_cost * (took - int(self.duration[vehicle]))
                cost += 0 if route else car.fixed_cost
                if best is None or cost < best[0]:
                    best = (cost, later)
            if later < len(route):
                stop = problem.stop[route[later]]
                driven += int(problem.distance[place, stop.place])
                options = [self._on(segment, place, stop, w) for w in stop.windows or ALWAYS]
                segment = min((o for o in options if o), key=lambda o: o[1], default=None)
                place = stop.place
        return best

    def _driven(self, vehicle: int, position: int, later: int, start: int, end: int) -> int:
        places = [start, *(self.problem.stop[s].place for s in self.routes[vehicle][position:later]), end]
        return sum(int(self.problem.distance[a, b]) for a, b in pairwise(places))

    def _on(self, segment: Segment | None, place: int, stop: Stop, window: Window) -> Segment | None:
        """After service at the next stop; None if it is too late."""
        if segment is None:
            return None
        spent, earliest, latest = segment
        leg = int(self.problem.duration[place, stop.place])
        if earliest + leg > window[1]:
            return None
        latest = min(latest, window[1] - spent - leg)
        return spent + leg + stop.service, max(earliest + leg, window[0]) + stop.service, latest

    def _ends(self, segment: Segment, place: int, slot: int) -> int | None:
        """The route's duration when the segment is followed by what comes after the slot."""
        spent, earliest, latest = segment
        leg = int(self.problem.duration[place, self.after[slot]])
        if earliest + leg > self.tail[2, slot]:
            return None
        latest = min(latest, int(self.tail[2, slot]) - spent - leg)
        spent += leg + int(self.tail[0, slot])
        return max(spent, max(earliest + leg + int(self.tail[0, slot]), int(self.tail[1, slot])) - latest)

    def _timed(
        self, there: Array, on: Array, window: Window, service: int, owner: Array
    ) -> tuple[np.ndarray, Array]:
        """Where a visit is in time, and the route's duration with it."""
        spent, earliest, latest = self.head[0] + there, self.head[1] + there, self.head[2]
        fits = earliest <= window[1]
        latest = np.minimum(latest, window[1] - spent)
        spent = spent + service + on
        earliest = np.maximum(earliest, window[0]) + service + on
        fits &= earliest <= self.tail[2]
        latest = np.minimum(latest, self.tail[2] - spent)
        spent = spent + self.tail[0]
        took = np.maximum(spent, np.maximum(earliest + self.tail[0], self.tail[1]) - latest)
        return fits & (took <= self.longest[owner]), took

    def _may_serve(self, stop: Stop) -> np.ndarray:
        """Vehicles that have what the stop asks for."""
        vehicles = self.problem.vehicles
        fits = np.ones(len(vehicles), dtype=bool)
        if stop.skills or stop.vehicles is not None:
            fits &= np.array(
                [
                    stop.skills <= v.skills and (stop.vehicles is None or v.id in stop.vehicles)
                    for v in vehicles
                ]
            )
        if self.problem.incompatible:
            fits &= np.array([self._goes_with(stop.goods, there) for there in self.goods])
        return fits

    def _goes_with(self, goods: str, there: set[str]) -> bool:
        return all(frozenset((goods, other)) not in self.problem.incompatible for other in there)

    def _slot(self, vehicle: int, position: int) -> int:
        return self.first + vehicle if position == 0 else self.row[self.routes[vehicle][position - 1]]

    def _refresh(self, vehicle: int) -> None:
        """Timing and loads of one route anew."""
        car, route = self.problem.vehicles[vehicle], self.routes[vehicle]
        stops = [self.problem.stop[name] for name in route]
        slots = [self.first + vehicle, *(self.row[name] for name in route)]
        places = [car.start, *(stop.place for stop in stops), car.end]
        self.owner[slots], self.before[slots], self.after[slots] = vehicle, places[:-1], places[1:]
        self.apart[slots] = self.problem.distance[places[:-1], places[1:]]
        self.head[:, slots] = np.array(self._heads(vehicle, stops)).T
        self.tail[:, slots] = np.array(self._tails(vehicle, stops)).T
        first = slots[0]
        total = int(self.tail[0, first] + self.problem.duration[car.start, places[1]])
        reached = max(car.shift[0] + total, int(self.tail[1, first]))
        latest = int(min(car.shift[1], self.tail[2, first] - self.problem.duration[car.start, places[1]]))
        self.duration[vehicle] = max(total, reached - latest) if route else 0
        for d in range(self.problem.dimensions):
            at = np.array(self._edge_loads(stops, d))
            self.load_at[d, slots] = at
            self.load_up[d, slots] = np.maximum.accumulate(at)
            self.load_on[d, slots] = np.maximum.accumulate(at[::-1])[::-1]
        self.opening[vehicle] = 0 if route else car.fixed_cost
        if self.problem.incompatible:
            self.goods[vehicle] = {stop.goods for stop in stops}
        self._mark(vehicle, is_open=bool(route) and vehicle not in self.closed)
        self.is_open[slots[: len(car.prefix)]] = False

    def _heads(self, vehicle: int, stops: Sequence[Stop]) -> list[Segment]:
        car = self.problem.vehicles[vehicle]
        segment: Segment = (0, car.shift[0], car.shift[1])
        heads, place = [segment], car.start
        for stop in stops:
            options = [self._on(segment, place, stop, window) for window in stop.windows or ALWAYS]
            # a late route stays late: nothing fits behind it
            segment = min((o for o in options if o), key=lambda o: o[1], default=(0, 2 * FOREVER, 0))
            heads.append(segment)
            place = stop.place
        return heads

    def _tails(self, vehicle: int, stops: Sequence[Stop]) -> list[Segment]:
        car = self.problem.vehicles[vehicle]
        segment: Segment = (0, -FOREVER, car.shift[1])
        tails, place = [segment], car.end
        for stop in reversed(stops):
            spent, earliest, latest = segment
            leg = stop.service + int(self.problem.duration[stop.place, place])
            # of several windows, the last that the rest allows
            opens, closes = next(
                (w for w in reversed(stop.windows or ALWAYS) if w[0] + leg <= latest), (FOREVER, -FOREVER)
            )
            segment = (spent + leg, max(opens + leg + spent, earliest), min(closes, latest - leg))
            tails.append(segment)
            place = stop.place
        return tails[::-1]

    def _edge_loads(self, stops: Sequence[Stop], dimension: int) -> list[int]:
        load = sum(_at(stop.delivery, dimension) for stop in stops)
        loads = [load]
        for stop in stops:
            load += _at(stop.pickup, dimension) - _at(stop.delivery, dimension)
            pair = self.problem.pair_at.get(stop.id)
            if pair:
                amount = _at(pair.load, dimension)
                load += amount if pair.pickup == stop.id else -amount
            loads.append(load)
        return loads

    def _mark(self, vehicle: int, *, is_open: bool) -> None:
        slots = [self.first + vehicle, *(self.row[name] for name in self.routes[vehicle])]
        self.is_open[slots] = is_open

    def _open_empty(self, filled: int | None = None) -> None:
        """Open the first empty vehicle of each kind, or of the kind of the one just filled."""
        seen: set[object] = set()
        for vehicle, kind in enumerate(self.likes):
            if self.routes[vehicle] or vehicle in self.closed or kind in seen:
                continue
            if filled is None or kind == self.likes[filled]:
                seen.add(kind)
                self.is_open[self.first + vehicle] = True
                if filled is not None:
                    return


def _at(amounts: Sequence[int], dimension: int) -> int:
    return amounts[dimension] if dimension < len(amounts) else 0


def _padded(amounts: Sequence[int], count: int, filler: int) -> list[int]:
    return [*amounts, *(filler,) * (count - len(amounts))]
