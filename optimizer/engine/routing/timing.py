"""When a vehicle is where: exact earliest times and the shortest duration of a fixed sequence of visits.

Along a sequence the time of every event is f(x) = max(x + S, C) for a departure x <= D: S is travel and service so far,
C the earliest time at all, D the latest departure that misses nothing. The forward time slack of Savelsbergh (1992) in
closed form. Several windows of a stop, and breaks in one leg or another, branch into several (C, D) at the same S; of
these only those that no other beats are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from optimizer.engine.routing.problem import FOREVER, Break, Route, RoutingProblem, Vehicle, Window

ALWAYS: tuple[Window, ...] = ((-FOREVER, FOREVER),)


@dataclass(frozen=True, slots=True)
class Visit:
    """A place with the windows for its beginning, and how long it takes."""

    place: int
    windows: tuple[Window, ...]
    service: int


@dataclass(frozen=True, slots=True)
class Timing:
    """`times`: earliest beginning of each visit. `duration`: the least from departure to return.

    `late`: position of the first visit that no window admits, None if all hold. `missed_break`: it is a break that
    could not begin in time.
    """

    times: tuple[int, ...]
    duration: int
    late: int | None = None
    missed_break: bool = False


Branch = tuple[int, int]  # (C, D)


def visits(problem: RoutingProblem, vehicle: Vehicle, route: Route) -> list[Visit]:
    """All stops of a route, with reloads between its trips and the return at the end; stops must be known.

    Where the route states times, service begins exactly then.
    """
    found: list[Visit] = []
    stated = iter(route.times)
    for number, trip in enumerate(route.trips()):
        if number:
            found.append(Visit(vehicle.end, ALWAYS, vehicle.reload_time))
        for name in trip:
            stop = problem.stop[name]
            windows, time = stop.windows or ALWAYS, next(stated, None)
            if time is not None:
                windows = tuple((time, time) for opens, closes in windows if opens <= time <= closes)
            found.append(Visit(stop.place, windows, stop.service))
    return [*found, Visit(vehicle.end, ((-FOREVER, vehicle.shift[1]),), 0)]


def timed(problem: RoutingProblem, vehicle: Vehicle, sequence: Sequence[Visit]) -> Timing:
    """Times of a sequence that ends with the return to the depot."""
    begin, end = vehicle.shift
    pending = sorted(vehicle.breaks, key=lambda rest: rest.earliest)
    # per number of breaks taken: the branches; S follows from the number
    states: dict[int, list[Branch]] = {0: [(begin, end)]}
    spent, place = 0, vehicle.start
    times: list[int] = []
    for position, visit in enumerate(sequence):
        leg = int(problem.duration[place, visit.place])
        travelled = _travelled(states, pending, spent, leg, begin)
        if position == len(sequence) - 1:  # what rests are left are taken before the return
            travelled = {k: v for k, v in travelled.items() if _may_end(k, v, pending)}
        spent += leg
        arrived = {
            k: _arrived(v, visit.windows, spent + _rested(pending, k), begin) for k, v in travelled.items()
        }
        states = {k: _best(v) for k, v in arrived.items() if v}
        if not states:
            return Timing(tuple(times), 0, position, bool(pending) and not any(travelled.values()))
        times.append(min(c for branches in states.values() for c, _ in branches))
        spent += visit.service
        states = {k: [(c + visit.service, d) for c, d in v] for k, v in states.items()}
        place = visit.place
    least = min(
        max(spent + _rested(pending, k), c - d) for k, branches in states.items() for c, d in branches
    )
    return Timing(tuple(times), least)


def _rested(pending: Sequence[Break], count: int) -> int:
    return sum(rest.length for rest in pending[:count])


def _may_end(taken: int, branches: list[Branch], pending: Sequence[Break]) -> bool:
    """A vehicle that is back before a rest must begin does not need it on the tour."""
    return taken == len(pending) or (bool(branches) and min(c for c, _ in branches) <= pending[taken].latest)


def _travelled(
    states: dict[int, list[Branch]], pending: Sequence[Break], spent: int, leg: int, begin: int
) -> dict[int, list[Branch]]:
    """After a leg in which any number of the pending breaks are taken."""
    found: dict[int, list[Branch]] = {}
    for taken, branches in states.items():
        for earliest, latest in branches:
            resting, rested, last = earliest, 0, latest
            found.setdefault(taken, []).append((earliest + leg, latest))
            for count in range(taken, len(pending)):
                rest = pending[count]
                last = min(last, rest.latest - spent - _rested(pending, count))
                if resting > rest.latest or last < begin:
                    break
                resting = max(resting, rest.earliest) + rest.length
                rested += rest.length
                found.setdefault(count + 1, []).append((max(earliest + leg + rested, resting), last))
    return found


def _arrived(branches: list[Branch], windows: Sequence[Window], spent: int, begin: int) -> list[Branch]:
    """Service begins in one of the windows."""
    found = []
    for earliest, latest in branches:
        for opens, closes in windows:
            last = min(latest, closes - spent)
            if earliest <= closes and last >= begin:
                found.append((max(earliest, opens), last))
    return found


def _best(branches: list[Branch]) -> list[Branch]:
    """Without those that are neither earlier nor may leave later than another."""
    kept: list[Branch] = []
    for branch in sorted(branches, key=lambda one: (one[0], -one[1])):
        if not kept or branch[1] > kept[-1][1]:
            kept.append(branch)
    return kept
