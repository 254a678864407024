"""A front has feasible plans of which none is better than another in everything."""

from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.procurement import Problem, read, solve
from optimizer.engine.procurement.fronting import Front, front, hypervolume, spread
from optimizer.engine.procurement.scoring import broken_rules, cost_parts, cumulative
from optimizer.engine.procurement.tables import Tables
from tests.optimizer.procurement.shared import instance, verdict_of

TRIPLES = st.lists(st.tuples(*(st.integers(0, 5),) * 3), min_size=1, max_size=6)


def check(problem: Problem, found: Front) -> None:
    tables = Tables(problem)
    figures = [(plan.cost, plan.co2e_kg, plan.late_value) for plan in found.plans]
    assert [row[0] for row in figures] == sorted(row[0] for row in figures)
    for one, other in permutations(figures, 2):
        assert any(x < y for x, y in zip(one, other, strict=True)) or one == other
    least = found.plans[0]
    for row in found.plans:
        assert broken_rules(problem, row.plan) == ()
        lots, made = tables.lots(row.plan.orders), cumulative(tables, row.plan.production)
        assert sum(cost_parts(tables, lots, made).values()) == pytest.approx(row.cost)
        assert row.cost_more == pytest.approx(row.cost / least.cost - 1, abs=1e-6)
        assert row.co2e_less == pytest.approx(1 - row.co2e_kg / least.co2e_kg, abs=1e-6)


def test_the_checker_accepts_the_plans_and_their_figures(tmp_path: Path) -> None:
    path = instance("S-1")
    problem = read(path)
    start = solve(problem, seconds=0, seed=1).plan
    found = front(problem, 60, 1, 6, cheapest=start)
    assert 3 <= len(found.plans) <= 6
    check(problem, found)
    for row in (found.plans[0], found.plans[-1]):
        verdict = verdict_of(path, row.plan, tmp_path)
        assert verdict["violations"] == []
        assert verdict["cost"] == pytest.approx(row.cost, rel=1e-6)
        assert verdict["co2e_kg"] == pytest.approx(row.co2e_kg, abs=0.1)
        assert verdict["late_value"] == pytest.approx(row.late_value, abs=0.1)


@given(TRIPLES)
@settings(max_examples=60, deadline=None)
def test_the_hypervolume_is_the_number_of_cells_dominated(rows: list[tuple[int, int, int]]) -> None:
    cells = product(range(5), repeat=3)
    dominated = sum(any(all(x <= c for x, c in zip(r, cell, strict=True)) for r in rows) for cell in cells)
    assert hypervolume(np.array(rows, float), np.full(3, 5.0)) == pytest.approx(dominated)


@given(TRIPLES, st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_only_efficient_rows_are_chosen(rows: list[tuple[int, int, int]], points: int) -> None:
    totals = np.array(sorted(set(rows)), float)
    chosen = spread(totals, points)
    assert 1 <= len(chosen) <= points
    assert totals[chosen[0], 0] == totals[:, 0].min()
    for i in chosen:
        assert not ((totals <= totals[i]).all(axis=1) & (totals < totals[i]).any(axis=1)).any()
