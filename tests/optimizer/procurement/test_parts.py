"""The recursions for one part against the enumeration of every plan."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.procurement.parts import PartProgram, whole_room
from optimizer.engine.procurement.scoring import source_faults
from optimizer.engine.procurement.sourcing import solve_part
from optimizer.engine.procurement.tables import Array, Lots, Tables
from tests.optimizer.procurement.factory import PART, option, problem

WEEKS = 3
MOST = 16.0


def every_plan(program: PartProgram, room: np.ndarray) -> list[Lots]:
    cells = [(o, week) for arrival, k, week in program.cells for o in [program.numbers[k]]]
    counts = [
        range(min(int(room[program.local[o], week]), len(program.base[0]) - 1) + 1) for o, week in cells
    ]
    return [{key: n for key, n in zip(cells, chosen, strict=True) if n} for chosen in product(*counts)]


def cheapest(program: PartProgram, stage: Array, unit: Array, room: np.ndarray, *, by_rules: bool) -> float:
    costs = program.costs(unit)
    plans = every_plan(program, room)
    if by_rules:
        plans = [p for p in plans if not source_faults(program.tables, program.n, program.bought(p))]
    return min(program.price_of(plan, stage, costs) for plan in plans)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.sampled_from([1.0, 0.7, 0.6]), least=st.sampled_from([1, 2]))
def test_the_recursion_finds_what_enumeration_finds(seed: int, share: float, least: int) -> None:
    random = np.random.default_rng(seed)
    options = (
        option("O1", "S1", lead_time=1, share_max=share),
        option("O2", "S2", lead_time=int(random.integers(0, 2)), lot=4, share_max=share),
    )
    item = {
        "items": (PART.__class__(id="P", kind="purchased", stock=4, min_sources=least), problem().items[1])
    }
    tables = Tables(problem(*options, demand=(2,) * WEEKS, **item))
    program = PartProgram(tables, 0, MOST)
    stage = random.uniform(0, 30, (WEEKS, program.size))
    unit = random.uniform(0, 1, (2, WEEKS))
    room = np.minimum(whole_room(tables), 4)
    value, lots = program.solve(stage, program.costs(unit), room)
    assert value == pytest.approx(cheapest(program, stage, unit, room, by_rules=False))
    assert program.price_of(lots, stage, program.costs(unit)) == pytest.approx(value)
    plan = solve_part(program, stage, unit, room)
    best = cheapest(program, stage, unit, room, by_rules=True)
    assert plan.bound <= best + 1e-9
    assert plan.cost >= best - 1e-9
    assert source_faults(tables, 0, program.bought(plan.lots)) == []


def test_frozen_lots_stay_and_given_up_lots_cost() -> None:
    from optimizer.engine.procurement import ConfirmedOrder

    agreed = (ConfirmedOrder("O1", 0, 3, True, 9.0), ConfirmedOrder("O2", 1, 2, False, 5.0))
    tables = Tables(problem(demand=(0,) * WEEKS, confirmed_orders=agreed))
    program = PartProgram(tables, 0, MOST)
    stage = np.zeros((WEEKS, program.size))
    value, lots = program.solve(stage, program.costs(np.zeros((2, WEEKS))), whole_room(tables))
    assert lots == {(0, 0): 3}
    assert value == pytest.approx(1.0 + 6 * 2.1 + 2 * 5.0)
