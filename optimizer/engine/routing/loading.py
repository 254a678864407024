"""What a vehicle carries along its route."""

from collections.abc import Sequence

from optimizer.engine.routing.problem import Route, RoutingProblem, Vehicle


def peaks(problem: RoutingProblem, vehicle: Vehicle, route: Route) -> list[int]:
    """Per dimension, the most that is on board at any time.

    Deliveries are loaded when a trip begins, pick-ups unloaded when it ends, the goods of pairs ride between their
    ends. What is on board at the start but not delivered in the first trip stays on.
    """
    return [_peak(problem, vehicle, route, dimension) for dimension in range(problem.dimensions)]


def _peak(problem: RoutingProblem, vehicle: Vehicle, route: Route, dimension: int) -> int:
    riding = sum(
        _pair_load(problem, stop, dimension) for stop in vehicle.onboard if _is_delivery_end(problem, stop)
    )
    staying = sum(_at(problem.stop[s].delivery, dimension) for s in vehicle.onboard if s in problem.stop)
    highest = 0
    for number, trip in enumerate(route.trips()):
        held = staying if number == 0 else 0
        load = riding + held
        load += sum(
            _at(problem.stop[stop].delivery, dimension)
            for stop in trip
            if number or stop not in vehicle.onboard
        )
        highest = max(highest, load)
        for name in trip:
            stop = problem.stop[name]
            load += _at(stop.pickup, dimension) - _at(stop.delivery, dimension)
            change = _change(problem, name, dimension)
            load, riding = load + change, riding + change
            highest = max(highest, load)
    return highest


def _change(problem: RoutingProblem, stop: int, dimension: int) -> int:
    pair = problem.pair_at.get(stop)
    if pair is None:
        return 0
    amount = _at(pair.load, dimension)
    return amount if pair.pickup == stop else -amount


def _pair_load(problem: RoutingProblem, stop: int, dimension: int) -> int:
    return _at(problem.pair_at[stop].load, dimension)


def _is_delivery_end(problem: RoutingProblem, stop: int) -> bool:
    pair = problem.pair_at.get(stop)
    return pair is not None and pair.delivery == stop


def _at(amounts: Sequence[int], dimension: int) -> int:
    return amounts[dimension] if dimension < len(amounts) else 0
