"""Places at docks: who stands where when, and times that fit."""

from collections.abc import Iterator, Sequence

from optimizer.engine.routing.problem import Route, RoutingProblem
from optimizer.engine.routing.timing import timed, visits


def stop_times(problem: RoutingProblem, route: Route) -> list[int]:
    """The beginning of service at each stop: as the route says, else the earliest; a late route gives fewer."""
    if route.times:
        return list(route.times)
    vehicle = problem.vehicle[route.vehicle]
    times = timed(problem, vehicle, visits(problem, vehicle, route)).times
    places = iter(times)
    found = []
    for number, trip in enumerate(route.trips()):
        if number:
            next(places, None)
        found += [time for _, time in zip(trip, places, strict=False)]
    return found


def over_docks(problem: RoutingProblem, routes: Sequence[Route]) -> Iterator[tuple[str, int, int, int]]:
    """(dock, time, vehicles there, places) for every dock that is too full at some time, at its worst."""
    if not problem.docks:
        return
    events: dict[str, list[tuple[int, int]]] = {dock.id: [] for dock in problem.docks}
    for route in routes:
        for name, time in zip(route.stops, stop_times(problem, route), strict=False):
            stop = problem.stop[name]
            if stop.dock in events and stop.service:
                events[stop.dock] += [(time, 1), (time + stop.service, -1)]
    for dock in problem.docks:
        count, worst, when = 0, 0, 0
        for time, change in sorted(events[dock.id]):
            count += change
            if count > worst:
                worst, when = count, time
        if worst > dock.places:
            yield dock.id, when, worst, dock.places
