"""The bound never exceeds the optimum of the whole problem."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from optimizer.engine.helper import Failed, Helper
from optimizer.engine.procurement import BomLine, Demand, Problem, jobs
from optimizer.engine.procurement.jobs import Proof
from tests.optimizer.procurement.factory import PART, PRODUCT, option, problem


def random_problem(seed: int) -> Problem:
    """Two products, an assembly with an offset, two parts, three sources, demand of two priorities."""
    random = np.random.default_rng(seed)
    weeks = 4
    items = (
        replace(PART, stock=float(random.integers(0, 9)), min_sources=int(random.integers(1, 3))),
        replace(PART, id="Q", stock=float(random.integers(0, 9))),
        replace(PRODUCT, stock=float(random.integers(0, 4))),
        replace(PRODUCT, id="G", backlog_cost=5.0),
        replace(PRODUCT, id="A", backlog_cost=0.0, lost_cost=0.0, hours=0.2),
    )
    share = float(random.choice([1.0, 0.7]))
    options = (
        option("O1", "S1", share_max=share),
        option("O2", "S2", lead_time=0, lot=4, share_max=share, tiers=((0, 2.2), (8, 1.9))),
        option("O3", "S2", item="Q", moq=2),
    )
    bom = (BomLine("F", "P", 1), BomLine("F", "A", 1, 1), BomLine("A", "Q", 1), BomLine("G", "P", 1))
    demand = tuple(
        Demand(item, week, float(random.integers(0, 5)), int(random.integers(1, 3)))
        for item in ("F", "G")
        for week in range(weeks)
    )
    rest = problem(*options, demand=(0,) * weeks, priorities={1: 1.5, 2: 0.6}, items=items, bom=bom)
    return replace(rest, demand=demand)


def proofs(small: Problem) -> Iterator[Proof]:
    with Helper(jobs.prove, small, 30.0) as prover, suppress(Failed):
        while True:
            yield prover.receive(60)


@pytest.mark.parametrize("seed", range(6))
def test_every_bound_told_is_below_the_optimum(seed: int) -> None:
    whole, *bounds = proofs(random_problem(seed))
    assert whole.lots is not None
    assert bounds
    assert max(proof.bound for proof in bounds) <= whole.bound + 1e-6 * abs(whole.bound)
    assert bounds[-1].bound >= bounds[0].bound


@pytest.mark.parametrize("seed", range(4))
def test_a_bound_brought_up_to_date_is_that_proven_anew_and_below_the_optimum(seed: int) -> None:
    before = random_problem(seed)
    *_, last = proofs(before)
    assert last.certificate is not None
    suppliers = tuple(replace(s, capacity=tuple(0.5 * c for c in s.capacity)) for s in before.suppliers[:1])
    after = replace(before, suppliers=(*suppliers, *before.suppliers[1:]))
    for problem_, is_same in ((before, True), (after, False)):
        with Helper(jobs.prove_again, problem_, last.certificate) as prover:
            again: Proof = prover.receive(60)
        whole, *_ = proofs(problem_)
        assert again.bound <= whole.bound + 1e-6 * abs(whole.bound)
        assert again.certificate is not None
        kept = [v == again.certificate.values[item] for item, v in last.certificate.values.items()]
        assert all(kept) == is_same
        assert any(kept)
        if is_same:
            assert again.bound == pytest.approx(last.bound)
