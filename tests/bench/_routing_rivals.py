"""PyVRP and OR-Tools as they come, each in a helper of its own."""

import time

from optimizer.engine.helper import Channel
from optimizer.engine.routing.problem import Plan, RoutingProblem

RAISED = 1e9  # PyVRP's own ceiling of penalties gives infeasible plans where costs are large


def pyvrp(channel: Channel, problem: RoutingProblem, marks: tuple[float, ...], seed: int) -> None:
    """Its defaults; best cost at each mark of CPU seconds."""
    from pyvrp import PenaltyParams, SolveParams, solve

    from optimizer.engine.routing.translation import Translation

    begun = time.process_time()
    vehicles = [vehicle.id for vehicle in problem.vehicles]
    data = Translation(problem, vehicles, [stop.id for stop in problem.stops]).data
    found: dict[float, float] = {}

    def stop(best: float) -> bool:
        gone = time.process_time() - begun
        found.update({mark: best for mark in marks if gone >= mark and mark not in found})
        return len(found) == len(marks)

    is_mixed = data.num_vehicle_types > 1 and problem.kind == "hfvrp"
    params = SolveParams(penalty=PenaltyParams(max_penalty=RAISED)) if is_mixed else SolveParams()
    solve(data, stop, seed=seed, collect_stats=False, params=params)
    channel.send((found, time.process_time() - begun))


def ortools(channel: Channel, problem: RoutingProblem, mark: float, seed: int) -> None:
    """Parallel cheapest insertion and guided local search for so many seconds of wall time."""
    from optimizer.engine.routing.checking import check
    from optimizer.engine.routing.general import General

    begun = time.process_time()
    plan = General(problem, seed).search(Plan(()), mark, "GUIDED_LOCAL_SEARCH")
    verdict = check(problem, plan) if plan else None
    cost = verdict.cost if verdict and verdict.is_feasible else None
    channel.send((cost, time.process_time() - begun))
