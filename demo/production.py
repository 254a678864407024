"""What the demo's suppliers have in production, and who of the leader's partners lets it be seen."""

import random
from datetime import timedelta
from decimal import Decimal

from accounts.gate import actor_for
from common import clock
from demo.directory import Directory
from demo.members import SUPPLIERS
from demo.people import login_of
from demo.trade import Market
from suppliers.models import Item
from suppliers.services.production import ProductionValues, production_order_create
from suppliers.services.sharing import NewGrant, sharing_grant_set
from suppliers.states import Grain, InventorySource, ItemKind, ProductionState, SharedField
from tenancy.context import acting_as

HOUSES, PRODUCTS = 6, 5
SOURCES = (InventorySource.TYPED, InventorySource.API, InventorySource.FILE)
GRANTS = ((SharedField.READY_QUANTITY, Grain.EXACT), (SharedField.WORK_IN_PROGRESS, Grain.RANGE))


def schedule_production(directory: Directory, market: Market, dice: random.Random) -> None:
    """Some orders in each state for the first suppliers; every second one shares them with the leader."""
    for place, supplier in enumerate([s for s in SUPPLIERS if s.tier == 1][:HOUSES]):
        actor = actor_for(login_of(supplier.key, "sales"), directory.enterprises[supplier.key])
        partnership = market.partnerships["leader", supplier.key]
        with acting_as(actor.enterprise_id, actor.user_id):
            made = Item.objects.filter(
                enterprise_id=actor.enterprise_id, chain_id=partnership.chain_id, kind=ItemKind.MAKE.value
            )
            items = list(made.order_by("number")[:PRODUCTS])
            for number, item in enumerate(item for item in items for _ in range(2)):
                values = _values(number, place, dice)
                with clock.at(clock.now() - timedelta(hours=dice.randint(1, 60))):
                    source = SOURCES[place % 3]
                    production_order_create(actor=actor, item_id=item.id, values=values, source=source)
            if place % 2 == 0:
                for field, grain in GRANTS:
                    wanted = NewGrant(
                        partnership.id, field, grain, "联合排产", item_ids=[i.id for i in items]
                    )
                    sharing_grant_set(actor=actor, grant=wanted)


def _values(number: int, place: int, dice: random.Random) -> ProductionValues:
    state = (ProductionState.READY, ProductionState.IN_WORK, ProductionState.PLANNED)[number % 3]
    starts = clock.today() + timedelta(
        days={"READY": -12, "IN_WORK": -3, "PLANNED": 6}[state] + dice.randint(-2, 3)
    )
    return ProductionValues(
        f"MO-{clock.today():%y%m}-{place + 1}{number + 1:02d}", Decimal(dice.randint(4, 24) * 50), starts,
        starts + timedelta(days=dice.randint(3, 9)), state,
    )  # fmt: skip
