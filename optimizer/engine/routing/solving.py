"""From a problem to the best plan found in the time given.

This process keeps the best plan, chooses what to improve and judges every answer by the checker; helpers improve whole
plans or parts of them and recombine the routes met.
"""

from collections.abc import Callable

from optimizer.engine.routing.covering import cover
from optimizer.engine.routing.features import applies_pyvrp
from optimizer.engine.routing.insertion import first_plan
from optimizer.engine.routing.problem import Plan, Progress, Result, RoutingProblem
from optimizer.engine.routing.run import Limit, Run
from optimizer.engine.routing.searching import Search


def solve(
    problem: RoutingProblem,
    *,
    limit: Limit,
    seed: int,
    start: Plan | None = None,
    workers: int = 2,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """The best plan found within the limit; `start` is a plan to begin with.

    A plan that serves what can be served is given even if rules are broken; the result's verdict says which.
    """
    run = Run(problem, limit, progress, cancelled)
    if start is not None:
        run.offer("start", start)
    if start is None or not run.verdict.is_feasible:
        run.offer("insertion", first_plan(problem))
    if applies_pyvrp(problem):
        Search(run, seed, workers).improve()
    else:
        cover(run, seed, workers)
    return run.result()
