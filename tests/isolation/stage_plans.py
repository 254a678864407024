"""Demand and plans on the stage: a plan that is done with LEADER and OTHER, one that waits with FIRST."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from common.clock import today
from common.ids import new_id
from optimizer.models import PlanningItem, PlanPolicy
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.services.planning.running import plan_carry_out, plan_start
from optimizer.states.planning import DemandKind
from suppliers.models import BomLine, Item
from suppliers.rules import monday_of
from tenancy.context import acting_as
from tests import world

PARTS = {world.LEADER: world.STATOR, world.OTHER: world.OTHER_STATOR}
CHAINS = {world.LEADER: world.CHAIN, world.OTHER: world.OTHER_CHAIN, world.FIRST: world.CHAIN}


def actor_of(firm: world.Firm) -> Any:
    from tests.isolation.stage import everything

    return everything(firm)


def plans() -> None:
    """Each firm sells a product of its own, in kilograms with decimals that occur nowhere else."""
    for firm in CHAINS:
        with acting_as(firm.id):
            item = _product(firm)
            PlanPolicy.objects.create(enterprise_id=firm.id, weeks=8, seconds=5, version=1)
        _wanted(firm, item, f"SO-{firm.key}")
        _planned(firm, is_done=firm is not world.FIRST)


def more() -> None:
    """More of the same, and another plan of each."""
    for firm in CHAINS:
        with acting_as(firm.id):
            item = Item.objects.get(enterprise_id=firm.id, number=f"DRIVE-{firm.key}")
        _wanted(firm, item, new_id().hex[:12])
        if firm is not world.FIRST:
            _planned(firm, is_done=True)


def _product(firm: world.Firm) -> Item:
    base: dict[str, Any] = {"chain_id": CHAINS[firm], "enterprise_id": firm.id}
    item = Item.objects.create(
        number=f"DRIVE-{firm.key}", name=f"drive of {firm.key}", unit="KGM", kind="MAKE", **base
    )
    PlanningItem.objects.create(
        item=item, safety_stock=Decimal(firm.number), margin=Decimal("711.07") + firm.number, **base
    )
    if firm in PARTS:
        BomLine.objects.create(parent=item, component_id=PARTS[firm].id, quantity_per=Decimal(1), **base)
    return item


def _wanted(firm: world.Firm, item: Item, reference: str) -> None:
    actor, own = actor_of(firm), Decimal(firm.number) / 1000
    with acting_as(firm.id, actor.user_id):
        lines = [
            DemandValues(
                item.id,
                DemandKind.ORDER if number else DemandKind.FORECAST,
                monday_of(today()) + timedelta(weeks=3 + number),
                Decimal("20140.03") + number + own,
                reference=reference if number else "",
            )
            for number in range(3)
        ]
        demand_save(actor=actor, lines=lines)


def _planned(firm: world.Firm, *, is_done: bool) -> None:
    actor = actor_of(firm)
    with acting_as(firm.id, actor.user_id):
        run = plan_start(actor=actor, seconds=1)
    if is_done:
        plan_carry_out(enterprise_id=firm.id, run_id=run.id)
