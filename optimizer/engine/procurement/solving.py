"""From a problem to the best plan found in the time given, and a bound on every plan."""

import time
from collections.abc import Callable

from optimizer.engine.procurement import scoring
from optimizer.engine.procurement.checking import sound
from optimizer.engine.procurement.problem import Plan, Problem, Progress, Result
from optimizer.engine.procurement.pulling import pull
from optimizer.engine.procurement.rules import gross_use, plan_by_rules
from optimizer.engine.procurement.tables import Tables

OPTIMAL = 1e-6


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """The best plan found within `seconds` of wall time, and a proven bound."""
    begun, cpu = time.monotonic(), time.process_time()
    problem, found = sound(problem)
    tables = Tables(problem)
    lots = plan_by_rules(tables, gross_use(tables))
    made = pull(tables, tables.initial + tables.arrivals(lots))
    parts = scoring.cost_parts(tables, lots, made)
    cost = sum(parts.values())
    bound = 0.0
    if progress:
        progress(Progress("rules", time.monotonic() - begun, cost, bound))
    return Result(
        status="optimal" if cost - bound <= OPTIMAL * abs(cost) else "feasible",
        cost=cost,
        cost_parts=parts,
        bound=bound,
        gap=(cost - bound) / max(abs(cost), OPTIMAL),
        seconds=time.monotonic() - begun,
        cpu_seconds=time.process_time() - cpu,
        plan=Plan(tables.orders(lots), scoring.production_rows(tables, made)),
        findings=found,
    )
