"""The worked example of docs/planning.md."""

import pytest

from optimizer.engine.procurement import BomLine, Demand, Item, Order, Plan, Problem, Production, solve
from optimizer.engine.procurement.explaining import Change, ChangeKind, ReasonKind, explain_demand
from tests.optimizer.procurement.factory import option, problem


def example(*demand: float) -> Problem:
    part = Item(id="P", kind="purchased", holding_cost=0.1, end_value=1.5)
    product = Item(
        id="F",
        kind="made",
        holding_cost=0.2,
        production_cost=0.5,
        work_centre="W",
        hours=1,
        backlog_cost=1,
        lost_cost=10,
    )
    source = option("O", "S1", lot=5, moq=5, tiers=((0, 2.0),), order_cost=3.0)
    return problem(
        source,
        demand=demand,
        items=(part, product),
        bom=(BomLine("F", "P", 1),),
        priorities={1: 1.5},
    )


def test_the_example_costs_what_the_page_says() -> None:
    assert example(0, 4, 0).demand[1] == Demand("F", 1, 4, 1)
    result = solve(example(0, 4, 0), seconds=20, seed=1)
    assert result.status == "optimal"
    assert result.cost == pytest.approx(14.2)
    assert result.bound == pytest.approx(14.2)
    assert result.plan.orders == (Order("O", 0, 1),)
    assert result.plan.production == (Production("F", 1, pytest.approx(4)),)
    assert {name: cost for name, cost in result.cost_parts.items() if abs(cost) > 1e-9} == pytest.approx(
        {"purchase": 10, "order": 3, "transport": 0.5, "production": 2, "holding": 0.2, "end_value": -1.5}
    )


def test_its_lateness_is_explained_as_the_page_says() -> None:
    wanted_now = example(4, 0, 0)
    plan = Plan((Order("O", 0, 1),), (Production("F", 1, 4.0),))
    told = explain_demand(wanted_now, plan, "F", 1, 0)
    assert (told.quantity, told.until, told.harm) == (4, 1, 6)
    (reason,) = told.reasons
    assert (reason.kind, reason.item, reason.figures) == (
        ReasonKind.LEAD_TIME,
        "P",
        {"missing": 4, "lead_time": 1, "weeks": 1},
    )
    assert {flip.changes for flip in told.flips} == {
        (Change(ChangeKind.LEAD_TIME, "O", None, 1),),
        (Change(ChangeKind.STOCK, "P", 0, 4),),
        (Change(ChangeKind.STOCK, "F", 0, 4),),
    }
