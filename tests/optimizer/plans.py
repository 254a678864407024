"""A product of two bought parts, wanted by customers: the small chain the planning tests plan."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.roles import Role
from common.clock import now, today
from optimizer.models import PlanningItem, PlanRun
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.services.planning.running import plan_carry_out, plan_start
from optimizer.states.planning import DemandKind
from suppliers.models import BomLine, CapacityGroup, CapacityUsage, CapacityWeek, Item
from suppliers.rules import monday_of
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import person

PLANNER = person(world.LEADER, Role.PLANNER)
STRANGER = person(world.OTHER, Role.PLANNER)
PRODUCT = "ED30-00"


def monday(weeks: int = 0) -> date:
    return monday_of(today()) + timedelta(weeks=weeks)


def product(*, pair: world.Pair = world.LEADER_FIRST, hours: int = 400, margin: int = 900) -> Item:
    """An electric drive of one stator and two rotors; `hours` a week of which each takes one quarter."""
    firm, things = pair.buyer, [t for t in world.THINGS if t.owner == pair.buyer][:2]
    base: dict[str, Any] = {"chain_id": pair.chain_id, "enterprise_id": firm.id}
    with acting_as(firm.id):
        made = Item.objects.create(
            number=PRODUCT, name="电驱总成", name_en="Drive", unit="H87", kind="MAKE", **base
        )
        for per, thing in enumerate(things, 1):
            BomLine.objects.create(parent=made, component_id=thing.id, quantity_per=Decimal(per), **base)
        PlanningItem.objects.create(item=made, margin=Decimal(margin), production_cost=Decimal(40), **base)
        group = CapacityGroup.objects.create(site_id=firm.site_id, code="ASM-1", name="总装线", **base)
        CapacityUsage.objects.create(group=group, item=made, per_piece=Decimal("0.25"), **base)
        CapacityWeek.objects.create(
            group=group, week=monday(), maximum=Decimal(hours), as_of=now(), source="TYPED", **base
        )
    return made


def wanted(item: Item, quantities: Mapping[int, int], actor: Actor = PLANNER, **more: Any) -> None:
    """A forecast of so many in the weeks counted from this one."""
    kind = DemandKind.ORDER if more.get("reference") else DemandKind.FORECAST
    lines = [DemandValues(item.id, kind, monday(w), Decimal(q), **more) for w, q in quantities.items()]
    with acting_as(actor.enterprise_id):
        demand_save(actor=actor, lines=lines)


def planned(actor: Actor = PLANNER, *, seconds: int = 1, seed: int = 1) -> PlanRun:
    """Start a run and carry it out here."""
    with acting_as(actor.enterprise_id):
        run = plan_start(actor=actor, seconds=seconds, seed=seed)
    plan_carry_out(enterprise_id=actor.enterprise_id, run_id=run.id)
    return read(run.id, actor)


def read(run_id: UUID, actor: Actor = PLANNER) -> PlanRun:
    with acting_as(actor.enterprise_id):
        return PlanRun.objects.get(id=run_id)
