"""The best plan of a search so far, and when the search ends."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from optimizer.engine.routing.checking import check
from optimizer.engine.routing.problem import Plan, Progress, Result, RoutingProblem, Verdict

Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Limit:
    """When a search ends: seconds of wall time, or CPU seconds of all its processes."""

    seconds: float
    is_wall: bool = True


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
