"""After an event only what it touches is planned anew."""

from dataclasses import replace
from pathlib import Path

from optimizer.engine.procurement import read, replan, solve
from tests.optimizer.procurement.shared import instance, judged


def test_a_cut_commitment_moves_only_the_parts_of_that_supplier(tmp_path: Path) -> None:
    path = instance("S-1")
    problem = read(path)
    before = solve(problem, seconds=3, seed=1)
    changed = problem.suppliers[2]
    smaller = replace(changed, capacity=tuple(0.5 * c for c in changed.capacity))
    after = replace(problem, suppliers=(*problem.suppliers[:2], smaller, *problem.suppliers[3:]))
    result = replan(after, before.plan, changed={changed.id}, seconds=10, seed=1)
    touched = {o.item for o in problem.source_options if o.supplier == changed.id}
    kept = {o.id for o in problem.source_options if o.item not in touched}
    stays = [order for order in before.plan.orders if order.source_option in kept]
    assert [order for order in result.plan.orders if order.source_option in kept] == stays
    verdict = judged(path, result, tmp_path)
    assert {fault["rule"] for fault in verdict["violations"]} <= {"frozen"}
