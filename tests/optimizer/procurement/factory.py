"""Small planning problems for tests."""

from dataclasses import replace
from typing import Any

from optimizer.engine.procurement import (
    BomLine,
    Demand,
    Item,
    Problem,
    SourceOption,
    Supplier,
    WorkCentre,
)

PART = Item(
    id="P",
    kind="purchased",
    stock=4,
    safety_stock=2,
    standard_cost=2.0,
    holding_cost=0.05,
    safety_cost=0.2,
    end_value=1.5,
)
PRODUCT = Item(
    id="F",
    kind="made",
    holding_cost=0.2,
    production_cost=0.1,
    work_centre="W",
    hours=1.0,
    backlog_cost=3.0,
    lost_cost=40.0,
)


def option(name: str, supplier: str, **changes: Any) -> SourceOption:
    """A source of the part: lots of 2, at least 4, cheaper from 12 on."""
    plain = SourceOption(
        id=name,
        item="P",
        supplier=supplier,
        lead_time=1,
        lot=2,
        moq=4,
        tiers=((0, 2.0), (12, 1.8)),
        order_cost=1.0,
        transport_cost=0.1,
        capacity_use=1.0,
    )
    return replace(plain, **changes)


def problem(*options: SourceOption, demand: tuple[float, ...] = (2, 3, 4, 3), **changes: Any) -> Problem:
    """One product made of one part each, bought from the given sources."""
    weeks = len(demand)
    plain = Problem(
        name="small",
        weeks=weeks,
        currency="CNY",
        priorities={1: 1.0},
        items=(PART, PRODUCT),
        bom=(BomLine("F", "P", 1),),
        demand=tuple(Demand("F", week, quantity, 1) for week, quantity in enumerate(demand)),
        work_centres=(WorkCentre("W", (5.0,) * weeks),),
        suppliers=(Supplier("S1", (14.0,) * weeks), Supplier("S2", (10.0,) * weeks)),
        source_options=options or (option("O1", "S1"), option("O2", "S2", lead_time=0, lot=4)),
    )
    return replace(plain, **changes)
