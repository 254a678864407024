"""The leader's own planning: what its customers want, its assembly lines, its stock of parts, and a first plan."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from accounts.gate import actor_for
from common import clock
from demo.directory import Directory
from demo.forecasting import CAMPAIGN, LEVEL, SERVICE_PARTS, festive_share, foretell_demand, season_of
from demo.items import leader_items
from demo.people import login_of
from demo.scenarios import assume
from optimizer.models import PlanningItem
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.services.planning.running import plan_carry_out, plan_start
from optimizer.states.planning import DemandKind
from suppliers.models import CapacityGroup, CapacityUsage, CapacityWeek, InventoryPosition, Item
from suppliers.rules import monday_of
from suppliers.services.stock import Count, stock_count
from suppliers.states import InventorySource
from tenancy.context import acting_as

WEEKS = 26
# What an assembly sold for repairs earns, as a share of its product's margin.
SERVICE_MARGIN = Decimal("0.15")
MARGINS = {"ED": (Decimal(680), Decimal(85)), "BY": (Decimal(2450), Decimal(310))}
LINES = (
    ("ASM-ED", "电驱总装线", "Drive assembly line", "ED", "0.06"),
    ("ASM-BY", "整车总装线", "Vehicle assembly line", "BY", "0.09"),
)
COVER = (2.4, 3.0, 3.4, 4.0, 4.8)  # weeks of use in stock
SECONDS = 5


def plan_the_chain(directory: Directory, site: str, dice: random.Random) -> None:
    """Demand of half a year, lines, stock, and the plan made of them. `site`: the code of the leader's plant."""
    planner = actor_for(login_of("leader", "planner"), directory.enterprises["leader"])
    with acting_as(planner.enterprise_id, planner.user_id):
        items = {item.number: item for item in Item.objects.filter(enterprise_id=planner.enterprise_id)}
        products = [row.number for row in leader_items() if not row.parent]
        _lines(directory, directory.sites["leader", site], products, items)
        _terms(directory, items, products)
        _stock(planner, directory.sites["leader", site], items, dice)
    foretell_demand(planner, products, items, dice)
    with acting_as(planner.enterprise_id, planner.user_id):
        demand_save(actor=planner, lines=list(_orders(products, items, dice)), source=InventorySource.FILE)
        run = plan_start(actor=planner, seconds=SECONDS)
    plan_carry_out(enterprise_id=planner.enterprise_id, run_id=run.id)
    assume(planner, items[CAMPAIGN].id, CAMPAIGN, SECONDS)


def _owned(directory: Directory) -> dict[str, Any]:
    return {"chain_id": directory.chain.id, "enterprise_id": directory.enterprises["leader"]}


def _lines(directory: Directory, site_id: Any, products: list[str], items: dict[str, Item]) -> None:
    """Two lines, each with the hours of two shifts; a week of the festival runs at less than half."""
    base = _owned(directory)
    for code, name, name_en, family, per_piece in LINES:
        group = CapacityGroup.objects.create(site_id=site_id, code=code, name=name, name_en=name_en, **base)
        mine = [number for number in products if number.startswith(family)]
        CapacityUsage.objects.bulk_create(
            CapacityUsage(group=group, item=items[number], per_piece=Decimal(per_piece), **base)
            for number in mine
        )
        most = Decimal(per_piece) * LEVEL * len(mine) * Decimal("1.25")
        CapacityWeek.objects.bulk_create(
            CapacityWeek(
                group=group, week=_monday(n), maximum=(most * Decimal(str(festive_share(_monday(n))))).quantize(Decimal(1)),
                machine_available=Decimal(97), as_of=clock.now(), source=InventorySource.API.value, **base,
            )
            for n in range(WEEKS)
        )  # fmt: skip


def _monday(week: int) -> Any:
    return monday_of(clock.today()) + timedelta(weeks=week)


def _terms(directory: Directory, items: dict[str, Item], products: list[str]) -> None:
    """What a product earns and costs to put together; a third of a week of parts as safety stock."""
    base, rows = _owned(directory), []
    sold = {part.number for part in SERVICE_PARTS}
    for row in leader_items():
        if row.part is not None:
            safety = Decimal(LEVEL * row.part.per) / 3 // row.part.multiple * row.part.multiple
            rows.append(PlanningItem(item=items[row.number], safety_stock=safety, **base))
        else:
            margin, cost = MARGINS[row.number[:2]]
            is_product = row.number in products
            share = Decimal(1) if is_product else SERVICE_MARGIN if row.number in sold else Decimal(0)
            rows.append(
                PlanningItem(
                    item=items[row.number], safety_stock=Decimal(100 if is_product else 0),
                    margin=(margin * row.factor * share).quantize(Decimal(1)),
                    production_cost=(cost * row.factor).quantize(Decimal(1)), **base,
                )
            )  # fmt: skip
    PlanningItem.objects.bulk_create(rows)


def _stock(planner: Actor, site_id: Any, items: dict[str, Item], dice: random.Random) -> None:
    """Parts nobody has counted yet; what a band watches has its own counts."""
    stocked = set(
        InventoryPosition.objects.filter(enterprise_id=planner.enterprise_id).values_list(
            "item_id", flat=True
        )
    )
    counts = [
        Count(
            site_id, items[row.number].id, Decimal(round(LEVEL * row.part.per * dice.choice(COVER) / 10) * 10),
            lot_number=f"{clock.today():%y%m}-{row.number[:2]}",
        )
        for row in leader_items()
        if row.part is not None and items[row.number].id not in stocked
    ]  # fmt: skip
    stock_count(actor=planner, counts=counts)


def _orders(products: list[str], items: dict[str, Item], dice: random.Random) -> Any:
    """Customers' orders for a part of the next eight weeks."""
    serial = 101
    for number in products:
        for week in range(8):
            if dice.random() >= 0.7:
                continue
            expected = LEVEL * season_of(_monday(week)) * festive_share(_monday(week))
            yield DemandValues(
                items[number].id, DemandKind.ORDER, _monday(week),
                Decimal(round(expected * dice.uniform(0.2, 0.7) / 10) * 10),
                priority=1 if dice.random() < 0.4 else 2, reference=f"SO-{clock.today():%y%m}-{serial}",
            )  # fmt: skip
            serial += 1
