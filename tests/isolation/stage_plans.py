"""Demand and plans on the stage: a plan that is done with LEADER and OTHER, one that waits with FIRST; a scenario each."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from common.clock import today
from common.ids import new_id
from optimizer.models import PlanningItem, PlanPolicy
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.services.planning.running import plan_carry_out, plan_start
from optimizer.services.planning.scenarios import AssumptionValues, scenario_save
from optimizer.states.planning import DemandKind
from optimizer.states.scenarios import AssumptionKind
from suppliers.models import BomLine, CapacityGroup, Item
from suppliers.rules import monday_of
from tenancy.context import acting_as
from tests import world

PARTS = {world.LEADER: world.STATOR, world.OTHER: world.OTHER_STATOR}
PAIRS = {world.LEADER: world.LEADER_FIRST, world.OTHER: world.OTHER_FIRST}
CHAINS = {world.LEADER: world.CHAIN, world.OTHER: world.OTHER_CHAIN, world.FIRST: world.CHAIN}


def actor_of(firm: world.Firm) -> Any:
    from tests.isolation.stage import everything

    return everything(firm)


def plans() -> None:
    """Each firm sells a product of its own, in kilograms with decimals that occur nowhere else."""
    for firm in CHAINS:
        with acting_as(firm.id):
            item = _product(firm)
            PlanPolicy.objects.create(
                enterprise_id=firm.id,
                weeks=8,
                seconds=5,
                order_cost=Decimal("140.07") + firm.number,
                version=1,
            )
        _wanted(firm, item, f"SO-{firm.key}")
        _planned(firm, is_done=True, scenario=_scenario(firm, item, f"S-{firm.key}"))
        _planned(firm, is_done=firm is not world.FIRST)


def more() -> None:
    """More of the same, and another plan of each."""
    for firm in CHAINS:
        with acting_as(firm.id):
            item = Item.objects.get(enterprise_id=firm.id, number=f"DRIVE-{firm.key}")
        _wanted(firm, item, new_id().hex[:12])
        if firm is not world.FIRST:
            _planned(firm, is_done=True)
            _scenario(firm, item, f"S-{new_id().hex[:8]}")


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
        # Due before anything can come: there is something to explain, and what would serve it.
        now = DemandValues(
            item.id,
            DemandKind.ORDER,
            monday_of(today()),
            Decimal("20130.03") + own,
            reference=f"{reference}-0",
        )
        lines.append(now)
        demand_save(actor=actor, lines=lines)


def _scenario(firm: world.Firm, item: Item, name: str) -> UUID:
    """Demand above what it is, by a percentage that occurs nowhere else."""
    actor = actor_of(firm)
    more_wanted = Decimal("31.07") + firm.number
    values = [AssumptionValues(AssumptionKind.DEMAND, more_wanted, item_id=item.id)]
    if firm in PAIRS:
        values.append(AssumptionValues(AssumptionKind.PRICE, Decimal("3.5"), partnership_id=PAIRS[firm].id))
        values.append(AssumptionValues(AssumptionKind.HOURS, Decimal("-2.5"), group_id=_group(firm).id))
    with acting_as(firm.id, actor.user_id):
        scenario = scenario_save(actor=actor, name=name, note=f"what if, {name}", assumptions=values)
    return scenario.id


def _group(firm: world.Firm) -> CapacityGroup:
    code = f"ASM-{firm.key}"
    with acting_as(firm.id):
        found, _ = CapacityGroup.objects.get_or_create(
            enterprise_id=firm.id, code=code,
            defaults={"chain_id": CHAINS[firm], "site_id": firm.site_id, "name": f"line of {firm.key}"},
        )  # fmt: skip
    return found


def _planned(firm: world.Firm, *, is_done: bool, scenario: UUID | None = None) -> None:
    actor = actor_of(firm)
    with acting_as(firm.id, actor.user_id):
        run = plan_start(actor=actor, seconds=1, scenario_id=scenario)
    if is_done:
        plan_carry_out(enterprise_id=firm.id, run_id=run.id)
