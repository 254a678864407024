"""Every plan keeps the rules and costs what it claims, by the word of an independent checker."""

from pathlib import Path

import pytest

from optimizer.engine.procurement import Progress, read, solve
from optimizer.engine.procurement.scoring import broken_rules
from tests.optimizer.procurement.shared import instance, judged

EXACT = ("XS-25", "XS-29", "XS-32", "XS-39")


@pytest.mark.parametrize("name", [*EXACT, "S-1", "S-2"])
def test_the_checker_accepts_plan_cost_and_bound(name: str, tmp_path: Path) -> None:
    path = instance(name)
    problem = read(path)
    result = solve(problem, seconds=2, seed=1)
    verdict = judged(path, result, tmp_path)
    assert (verdict["feasible"], verdict["violations"]) == (True, [])
    assert result.cost >= verdict["cost"] * (1 - 1e-6)
    assert sum(result.cost_parts.values()) == pytest.approx(result.cost)
    assert broken_rules(problem, result.plan) == ()


def test_progress_is_told_and_a_cancelled_search_still_has_a_plan() -> None:
    told: list[Progress] = []
    result = solve(read(instance("S-3")), seconds=60, seed=1, progress=told.append, cancelled=lambda: True)
    assert told[-1].cost == result.cost
    assert result.plan.orders
