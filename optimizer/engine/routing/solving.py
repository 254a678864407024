"""From a problem to the best plan found in the time given.

This process keeps the best plan, chooses what to improve and judges every answer by the checker; helpers improve whole
plans or parts of them and recombine the routes met.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from optimizer.engine.routing.checking import check
from optimizer.engine.routing.features import applies_pyvrp
from optimizer.engine.routing.insertion import first_plan
from optimizer.engine.routing.problem import Plan, Progress, Result, RoutingProblem, Verdict
from optimizer.engine.routing.searching import Search

Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Limit:
    """When a search ends: seconds of wall time, or CPU seconds of all its processes."""

    seconds: float
    is_wall: bool = True


def solve(
    problem: RoutingProblem,
    *,
    limit: Limit,
    seed: int,
    start: Plan | None = None,
    workers: int = 2,
    progress: Tell | None = None,
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
    return run.result()


class Run:
    """The best plan so far and when to stop. A feasible plan is better than one that is not."""

    def __init__(
        self,
        problem: RoutingProblem,
        limit: Limit,
        progress: Tell | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.begun, self.cpu = time.monotonic(), time.process_time()
        self.problem, self.limit = problem, limit
        self.progress, self.cancelled = progress, cancelled
        self.plan = Plan(())
        self.verdict: Verdict = check(problem, self.plan)
        self.engine = "none"
        self.helper_cpu: dict[int, float] = {}

    def offer(self, engine: str, plan: Plan) -> bool:
        """Take a plan if it is better; whether it was."""
        verdict = check(self.problem, plan)
        if self._rank(verdict) >= self._rank(self.verdict):
            return False
        self.plan, self.verdict, self.engine = plan, verdict, engine
        if self.progress:
            cost = verdict.cost if verdict.is_feasible else None
            self.progress(Progress(engine, time.monotonic() - self.begun, cost))
        return True

    def _rank(self, verdict: Verdict) -> tuple[int, int]:
        return len(verdict.violations), verdict.cost

    def cpu_seconds(self) -> float:
        return time.process_time() - self.cpu + sum(self.helper_cpu.values())

    def left(self) -> float:
        """Seconds left: of wall time, or of CPU time of all processes as far as they told."""
        if self.cancelled and self.cancelled():
            return 0.0
        gone = time.monotonic() - self.begun if self.limit.is_wall else self.cpu_seconds()
        return self.limit.seconds - gone

    def result(self) -> Result:
        return Result(
            status="feasible" if self.verdict.is_feasible else "infeasible",
            cost=self.verdict.cost,
            seconds=time.monotonic() - self.begun,
            cpu_seconds=self.cpu_seconds(),
            plan=self.plan,
            verdict=self.verdict,
            engine=self.engine,
        )
