"""The worked example of docs/planning.md."""

import pytest

from optimizer.engine.procurement import BomLine, Demand, Item, Order, Production, solve
from tests.optimizer.procurement.factory import option, problem


def test_the_example_costs_what_the_page_says() -> None:
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
    example = problem(
        source,
        demand=(0, 4, 0),
        items=(part, product),
        bom=(BomLine("F", "P", 1),),
        priorities={1: 1.5},
    )
    assert example.demand[1] == Demand("F", 1, 4, 1)
    result = solve(example, seconds=20, seed=1)
    assert result.status == "optimal"
    assert result.cost == pytest.approx(14.2)
    assert result.bound == pytest.approx(14.2)
    assert result.plan.orders == (Order("O", 0, 1),)
    assert result.plan.production == (Production("F", 1, pytest.approx(4)),)
    assert {name: cost for name, cost in result.cost_parts.items() if abs(cost) > 1e-9} == pytest.approx(
        {"purchase": 10, "order": 3, "transport": 0.5, "production": 2, "holding": 0.2, "end_value": -1.5}
    )
