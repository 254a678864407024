"""Random problems, scarce in everything, with plans that no single part could better."""

from dataclasses import replace

import numpy as np

from optimizer.engine.procurement import BomLine, Demand, Plan, Problem, Supplier, WorkCentre, solve
from optimizer.engine.procurement.explaining.following import Following
from optimizer.engine.procurement.explaining.replanner import Replanner
from optimizer.engine.procurement.explaining.serving import feasible
from optimizer.engine.procurement.standing import Standing
from tests.optimizer.procurement.factory import PART, PRODUCT, option, problem

WEEKS, ROUNDS = 6, 3


def scarce(seed: int) -> Problem:
    """Two products, an assembly with an offset, two parts, five sources of three suppliers, two priorities."""
    random = np.random.default_rng(seed)

    def any_of(*values: float) -> float:
        return float(random.choice(values))

    items = (
        replace(
            PART,
            stock=any_of(0, 4, 9),
            min_sources=int(any_of(1, 1, 2)),
            max_sources=2 if random.random() < 0.5 else None,
        ),
        replace(PART, id="Q", stock=any_of(0, 5)),
        replace(PRODUCT, stock=any_of(0, 2)),
        replace(PRODUCT, id="G", backlog_cost=5.0, hours=0.5),
        replace(PRODUCT, id="A", backlog_cost=0.0, lost_cost=0.0, hours=0.2),
    )
    options = (
        option("O1", "S1", moq=any_of(4, 8), lead_time=int(any_of(1, 2))),
        option("O2", "S2", lead_time=int(any_of(0, 1, 3)), lot=4, tiers=((0, 2.4), (8, any_of(1.7, 2.2)))),
        option("O3", "S2", item="Q", moq=2, tiers=((0, any_of(2.0, 3.0)),)),
        option("O4", "S1", item="Q", moq=any_of(2, 12), lead_time=2),
        option("O5", "S3", moq=6, lead_time=int(any_of(1, 2)), tiers=((0, any_of(1.6, 2.6)),)),
    )
    bom = (BomLine("F", "P", 1), BomLine("F", "A", 1, 1), BomLine("A", "Q", 1), BomLine("G", "P", 2))
    demand = tuple(
        Demand(item, week, float(random.integers(0, 6)), int(random.integers(1, 3)))
        for item in ("F", "G")
        for week in range(WEEKS)
    )
    plain = problem(*options, demand=(0,) * WEEKS, priorities={1: 1.5, 2: 0.6}, items=items, bom=bom)
    suppliers = tuple(Supplier(f"S{i}", tuple(any_of(0, 8, 12, 20) for _ in range(WEEKS))) for i in (1, 2, 3))
    centres = (WorkCentre("W", tuple(any_of(4, 7, 9) for _ in range(WEEKS))),)
    return replace(plain, demand=demand, suppliers=suppliers, work_centres=centres)


def planned(case: Problem, following: Following) -> Plan:
    """The plan by rules, then every part and production in turn while that makes it cheaper."""
    standing = Standing(case, solve(case, seconds=0, seed=1).plan)
    parts = sorted(standing.tables.options_of)
    for _ in range(ROUNDS):
        standing = min(standing, following.plan(case, case, standing.lots), key=lambda s: s.cost)
        again = following.plan(case, case, Replanner(standing, parts).every())
        if feasible(again) and again.cost < standing.cost:
            standing = again
    return standing.plan
