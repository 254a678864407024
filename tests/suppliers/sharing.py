"""Short ways to stock up, agree and share in the tests of this app."""

from decimal import Decimal
from typing import Any

from accounts.roles import Role
from suppliers.models import Item, SharedFigure, SharingGrant
from suppliers.selectors import grants_given, shared_figure_list
from suppliers.services import sharing, stock
from suppliers.states import Grain, MovementKind, SharedField, StockStatus
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import person

SALES = person(world.FIRST, Role.SUPPLIER_SALES)
BUYER = person(world.LEADER, Role.BUYER)
RIVAL_BUYER = person(world.OTHER, Role.BUYER)


def product(number: str = "first-ED30-ST-01", *, lots: bool = False) -> Item:
    with acting_as(world.FIRST.id):
        item, _ = Item.objects.get_or_create(
            enterprise_id=world.FIRST.id, number=number,
            defaults={
                "chain_id": world.CHAIN, "name": "定子", "unit": "H87", "kind": "MAKE", "is_lot_managed": lots,
            },
        )  # fmt: skip
        return item


def move(kind: MovementKind, quantity: object, item: Item, **more: Any) -> Any:
    act = stock.StockAct(kind, world.FIRST.site_id, item.id, Decimal(str(quantity)), **more)
    with acting_as(world.FIRST.id):
        return stock.stock_move(actor=SALES, act=act)


def count(quantity: object, item: Item, status: StockStatus = StockStatus.UNRESTRICTED) -> Any:
    found = stock.Count(world.FIRST.site_id, item.id, Decimal(str(quantity)), "", status)
    with acting_as(world.FIRST.id):
        return stock.stock_count(actor=SALES, counts=[found])[0]


def share(
    grain: Grain, *items: Item, field: SharedField = SharedField.UNRESTRICTED, pair: world.Pair = world.LEADER_FIRST,
    **more: Any,
) -> SharingGrant:  # fmt: skip
    """Share, in place of what was shared of the field before."""
    light = {"red_below": Decimal(50), "amber_below": Decimal(200)} if grain is Grain.LIGHT else {}
    with acting_as(world.FIRST.id):
        present = grants_given(SALES).filter(partnership_id=pair.id, field=field.value).first()
        wanted = sharing.NewGrant(
            pair.id, field, grain, "计划", item_ids=[i.id for i in items], **(light | more)
        )  # fmt: skip
        return sharing.sharing_grant_set(
            actor=SALES, grant=wanted, version=present.version if present else None
        )


def revoke(grant: SharingGrant) -> SharingGrant:
    with acting_as(world.FIRST.id):
        return sharing.sharing_grant_revoke(actor=SALES, grant_id=grant.id, version=grant.version)


def seen(actor: Any = BUYER) -> list[SharedFigure]:
    """What the partner can read now."""
    with acting_as(actor.enterprise_id, actor.user_id):
        return list(shared_figure_list(actor).order_by("reference", "field", "week"))
