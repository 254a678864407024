"""Production on the stage, in every state, with decimals of its own."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from common.clock import today
from suppliers.models import Item
from suppliers.services.production import ProductionValues, production_order_create
from suppliers.states import ProductionState
from tests import world


def schedule(pair: world.Pair, item: Item) -> None:
    """One order in each state; the caller acts as the supplier."""
    from tests.isolation.stage import everything

    actor: Any = everything(pair.supplier)
    own = Decimal(pair.supplier.number * 10 + pair.buyer.number) / 1000
    for place, state in enumerate(ProductionState):
        values = ProductionValues(
            f"MO-{item.number}-{place}", Decimal(150 * (place + 1)) + own, today(), today() + timedelta(weeks=place),
            state, f"for {pair.buyer.key}-{place}",
        )  # fmt: skip
        production_order_create(actor=actor, item_id=item.id, values=values)
