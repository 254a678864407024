"""From a problem to the best plan found in the time given, and a bound on every plan.

Three processes: this one improves the orders part by part, one helper lets production follow them, one proves a bound.
"""

import math
import time
from collections.abc import Callable

from optimizer.engine.helper import Failed, Helper
from optimizer.engine.procurement import jobs, scoring
from optimizer.engine.procurement.checking import sound
from optimizer.engine.procurement.needs import gross_use
from optimizer.engine.procurement.parts import part_programs
from optimizer.engine.procurement.problem import Certificate, Finding, Plan, Problem, Progress, Result
from optimizer.engine.procurement.production import Produced
from optimizer.engine.procurement.pulling import pull
from optimizer.engine.procurement.rules import plan_by_rules
from optimizer.engine.procurement.search import Search, largest_supply
from optimizer.engine.procurement.sourcing import EFFORT
from optimizer.engine.procurement.tables import Array, Lots, Tables

OPTIMAL = 1e-6
STALLED = 1e-6  # relative gain below which a round has found nothing
STALLS = 2  # rounds without gain after which parts are shaken
RESTARTS = 4
MANY = 1_500  # parts beyond which restarts only split shares by weeks
RESERVE = 1.5  # times the last production are kept for the final one
PAUSE = 0.2  # seconds between two looks at a helper's answers
EXACT_SHARE = 0.5  # of the time that a small problem may be tried whole

Tell = Callable[[Progress], None]


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int,
    progress: Tell | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """The best plan found within `seconds` of wall time, and a proven bound.

    Ends earlier when the plan is proven optimal. What contradicts itself in the problem is left out and told in the
    result's findings.
    """
    run = Run(problem, seconds, seed, progress, cancelled)
    run.first_plan()
    if not run.is_over():
        job = run.problem
        with Helper(jobs.follow, job) as follower, Helper(jobs.prove, job, EXACT_SHARE * seconds) as prover:
            run.improve(follower, prover)
    return run.result()


class Run:
    """One search: the best plan and bound so far, and when to stop."""

    def __init__(
        self,
        problem: Problem,
        seconds: float,
        seed: int,
        progress: Tell | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.begun, self.cpu = time.monotonic(), time.process_time()
        self.deadline, self.reserve = self.begun + seconds, 0.0
        self.progress, self.cancelled, self.seed = progress, cancelled, seed
        self.findings: tuple[Finding, ...]
        self.problem, self.findings = sound(problem)
        self.tables = Tables(self.problem)
        self.need = gross_use(self.tables)
        self.lots: Lots = {}
        self.made: Array = self.tables.demand[:0]
        self.delivered: Array = self.tables.demand
        self.parts: dict[str, float] = {}
        self.cost, self.bound = math.inf, lowest_cost(self.tables)
        self.helper_cpu = {"follow": 0.0, "prove": 0.0}
        self.certificate: Certificate | None = None

    def first_plan(self) -> None:
        """Orders and production by rules."""
        lots = plan_by_rules(self.tables, self.need)
        self.offer("rules", lots, pull(self.tables, self.tables.initial + self.tables.arrivals(lots)))

    def improve(self, follower: Helper, prover: Helper) -> None:
        """Restarts until no part is short, rounds over all parts until nothing moves, then shaking."""
        follower.send(largest_supply(self.tables))
        search = Search(self.tables, part_programs(self.tables), self.seed)
        produced = self.await_production(follower, prover)
        if produced is None:
            return
        search.used = self.consumed(produced.made, produced.delivered)
        for _ in range(RESTARTS):
            is_served = search.restart(EFFORT if len(search.programs) <= MANY else 0, self.is_over)
            produced = self.judge(search, follower, prover)
            if produced is None or is_served:
                break
        search.take(self.lots)
        stalled = 0
        while stalled < STALLS and not self.is_over():
            before = self.cost
            search.used = self.consumed(self.made, self.delivered)
            search.round(EFFORT if not stalled else 20 * EFFORT, self.is_over)
            if self.judge(search, follower, prover) is None:
                break
            stalled = 0 if before - self.cost > STALLED * abs(self.cost) else stalled + 1
        while not self.is_over():
            search.take(self.lots)
            search.used = self.consumed(self.made, self.delivered)
            search.shake(EFFORT, self.is_over)
            if self.judge(search, follower, prover) is None:
                break

    def judge(self, search: Search, follower: Helper, prover: Helper) -> Produced | None:
        """Let production follow the orders and offer both; None when time is over."""
        follower.send(self.tables.initial + self.tables.arrivals(search.lots))
        produced = self.await_production(follower, prover)
        if produced is not None:
            self.offer("parts", search.lots, produced.made, produced.delivered)
        return produced

    def await_production(self, follower: Helper, prover: Helper) -> Produced | None:
        """The answer to the last orders sent; None if it does not come in time."""
        while time.monotonic() < self.deadline and not (self.cancelled and self.cancelled()):
            answer = follower.receive(PAUSE)
            self.listen(prover, 0)
            if answer is not None:
                produced: Produced
                produced, seconds, self.helper_cpu["follow"] = answer
                self.reserve = RESERVE * seconds
                return produced
        return None

    def listen(self, prover: Helper, seconds: float) -> None:
        """Take in what the prover has found."""
        try:
            while (proof := prover.receive(seconds)) is not None:
                self.bound = max(self.bound, proof.bound)
                self.helper_cpu["prove"] = proof.cpu_seconds
                self.certificate = proof.certificate or self.certificate
                if proof.lots is not None and proof.produced is not None:
                    self.offer("whole", proof.lots, proof.produced.made, proof.produced.delivered)
                self.tell("bound")
        except Failed:  # it has proven what it can
            return

    def consumed(self, made: Array, delivered: Array) -> Array:
        """What production and deliveries take of each item, cumulative (N x T)."""
        used = self.tables.use(made)
        for k, (n, _) in enumerate(self.tables.classes):
            used[n] += delivered[k]
        return used

    @property
    def gap(self) -> float:
        return (self.cost - min(self.bound, self.cost)) / max(abs(self.cost), OPTIMAL)

    def is_over(self) -> bool:
        """Whether to stop: time for one more production is kept."""
        is_late = time.monotonic() >= self.deadline - self.reserve
        return is_late or self.gap <= OPTIMAL or bool(self.cancelled and self.cancelled())

    def offer(self, stage: str, lots: Lots, made: Array, delivered: Array | None = None) -> None:
        """A plan that counts if it is feasible and cheaper than the best."""
        made = settled(self.tables, made)
        choices = [scoring.deliveries(self.tables, scoring.available(self.tables, lots, made))]
        if delivered is not None:
            choices.append(delivered)
        costs = [scoring.cost_parts(self.tables, lots, made, choice) for choice in choices]
        cost, best = min((sum(parts.values()), i) for i, parts in enumerate(costs))
        if cost < self.cost and not any(scoring.violations(self.tables, lots, made)):
            self.lots, self.made, self.delivered = dict(lots), made, choices[best]
            self.parts, self.cost = costs[best], cost
        self.tell(stage)

    def tell(self, stage: str) -> None:
        if self.progress:
            bound = min(self.bound, self.cost)
            self.progress(Progress(stage, time.monotonic() - self.begun, self.cost, bound))

    def result(self) -> Result:
        self.tell("end")
        cpu = time.process_time() - self.cpu + sum(self.helper_cpu.values())
        return Result(
            status="optimal" if self.gap <= OPTIMAL else "feasible",
            cost=self.cost,
            cost_parts=self.parts,
            bound=min(self.bound, self.cost),
            gap=self.gap,
            seconds=time.monotonic() - self.begun,
            cpu_seconds=cpu,
            plan=Plan(self.tables.orders(self.lots), scoring.production_rows(self.tables, self.made)),
            findings=self.findings,
            certificate=self.certificate,
        )


def settled(tables: Tables, made: Array) -> Array:
    """Cumulative production (M x T) without what is too small to be stated."""
    return scoring.cumulative(tables, scoring.production_rows(tables, made))


def lowest_cost(tables: Tables) -> float:
    """A bound that needs no search: no cost is negative but the worth of what is left of the stock at the start."""
    return -float(tables.column("end_value") @ tables.initial[:, -1])
