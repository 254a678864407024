"""Which engine knows every rule of a problem. Loads no engine."""

from optimizer.engine.routing.problem import RoutingProblem


def applies_pyvrp(problem: RoutingProblem) -> bool:
    """PyVRP: all but breaks, docks, goods that exclude each other, running states, reloads that take time, and pairs
    with several windows or loads of their own."""
    plain = all(
        not (v.breaks or v.prefix or v.onboard or v.is_under_way) and v.reload_time == 0 and v.capacity
        for v in problem.vehicles
    )
    ends = [problem.stop[end] for pair in problem.pairs for end in (pair.pickup, pair.delivery)]
    pairs = all(len(stop.windows) <= 1 and not any(stop.delivery + stop.pickup) for stop in ends)
    return plain and pairs and not problem.docks and not problem.incompatible
