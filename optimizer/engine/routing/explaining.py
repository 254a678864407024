"""Why a stop is left out, and the smallest single change that would serve it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from common.errors import ErrorText
from optimizer.engine.routing.insertion import Builder
from optimizer.engine.routing.problem import FOREVER, Finding, Plan, RoutingProblem, Stop, Vehicle

WINDOW = ErrorText(
    "WINDOW",
    "站点 {stop} 的时间窗放宽 {amount} 即可送达。",
    "Stop {stop} can be served when its window is widened by {amount}.",
)
LOAD = ErrorText(
    "LOAD",
    "任一车辆多出 {amount} 的载量即可送达站点 {stop}。",
    "Stop {stop} can be served when a vehicle has {amount} more capacity.",
)
TIME = ErrorText(
    "TIME",
    "班次或时长上限延长 {amount} 即可送达站点 {stop}。",
    "Stop {stop} can be served when a shift and its longest duration grow by {amount}.",
)
WORTH = ErrorText(
    "WORTH",
    "送达站点 {stop} 要多花 {amount}，高于不送的代价 {penalty}。",
    "Serving stop {stop} costs {amount} more, above {penalty} for leaving it out.",
)
FITNESS = ErrorText(
    "FITNESS",
    "没有车辆满足站点 {stop} 的要求。请增加具备条件的车辆。",
    "No vehicle has what stop {stop} asks for. Add one that has.",
)
NONE = ErrorText(
    "NONE",
    "单放宽一项仍送不到站点 {stop}。请增加车辆。",
    "No single change serves stop {stop}. Add a vehicle.",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why `stop` is left out: the findings, each a change that alone would serve it, in the order tried."""

    stop: int
    findings: tuple[Finding, ...]


def reasons(problem: RoutingProblem, plan: Plan) -> list[Reason]:
    """For every stop that the plan leaves out, the smallest widening of its window, of a capacity, or of the shifts
    that lets it be inserted into the plan as it stands."""
    served = {stop for route in plan.routes for stop in route.stops}
    return [
        Reason(stop.id, tuple(_why(problem, plan, stop))) for stop in problem.stops if stop.id not in served
    ]


def _why(problem: RoutingProblem, plan: Plan, stop: Stop) -> Iterator[Finding]:
    place = f"stops.{stop.id}"
    cost = _cost(problem, plan, stop.id)
    if cost is not None:
        yield Finding(WORTH, place, {"stop": stop.id, "amount": cost, "penalty": stop.penalty or 0})
        return
    if not any(_may(vehicle, stop) for vehicle in problem.vehicles):
        yield Finding(FITNESS, place, {"stop": stop.id})
        return
    found = False
    longest = 2 * int(problem.duration.max()) * len(problem.stops) + 1
    for text, most in ((WINDOW, longest), (LOAD, _most_load(problem)), (TIME, longest)):
        amount = _least(problem, plan, stop, text, most)
        if amount is not None:
            found = True
            yield Finding(text, place, {"stop": stop.id, "amount": amount})
    if not found:
        yield Finding(NONE, place, {"stop": stop.id})


def _may(vehicle: Vehicle, stop: Stop) -> bool:
    return stop.skills <= vehicle.skills and (stop.vehicles is None or vehicle.id in stop.vehicles)


def _cost(problem: RoutingProblem, plan: Plan, stop: int) -> int | None:
    """What inserting the stop, or its pair, costs; None where it cannot be."""
    builder = Builder(problem, plan)
    found = builder.best(builder.group(stop))
    return None if found is None else found.cost


def _least(problem: RoutingProblem, plan: Plan, stop: Stop, text: ErrorText, most: int) -> int | None:
    """The least amount of a change that lets the stop in, by halving; None where even the most does not."""
    if most <= 0 or _cost(_changed(problem, stop, text, most), plan, stop.id) is None:
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if _cost(_changed(problem, stop, text, middle), plan, stop.id) is None:
            low = middle
        else:
            high = middle
    return high


def _changed(problem: RoutingProblem, stop: Stop, text: ErrorText, amount: int) -> RoutingProblem:
    if text is WINDOW:
        wider = tuple((opens - amount, closes + amount) for opens, closes in stop.windows)
        stops = tuple(replace(s, windows=wider) if s.id == stop.id else s for s in problem.stops)
        return replace(problem, stops=stops)
    if text is LOAD:
        vehicles = tuple(replace(v, capacity=tuple(c + amount for c in v.capacity)) for v in problem.vehicles)
        return replace(problem, vehicles=vehicles)
    longer = tuple(
        replace(
            v,
            shift=(v.shift[0], v.shift[1] + amount),
            max_duration=min(v.max_duration + amount, FOREVER),
        )
        for v in problem.vehicles
    )
    return replace(problem, vehicles=longer)


def _most_load(problem: RoutingProblem) -> int:
    return sum(sum(stop.delivery) + sum(stop.pickup) for stop in problem.stops) + sum(
        sum(pair.load) for pair in problem.pairs
    )
