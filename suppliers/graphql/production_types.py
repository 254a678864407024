"""Types and reads of one's own production."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection, permission_field
from api.ids import sought_id
from api.types import Date, DecimalString, Info
from api.values import unit_name
from common.paging import Order
from suppliers import models, selectors
from suppliers.graphql import loaders
from suppliers.graphql.enums import ProductionState
from suppliers.graphql.freshness import Freshness
from suppliers.graphql.inputs import values
from suppliers.graphql.types import Item


class ProductionOrder(Freshness, graphene.ObjectType):
    """A quantity of an item of mine in production."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    number = graphene.String(required=True)
    item = permission_field(Item, permission=P.ITEM_READ, refuses=True, required=True)
    order_reference = graphene.String(required=True)
    state = ProductionState(required=True)
    starts_on = Date(required=True)
    ready_on = Date(required=True)
    quantity = DecimalString(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)

    @staticmethod
    def resolve_item(row: models.ProductionOrder, info: Info) -> Any:
        return info.context.loaders.get(loaders.ItemByIdLoader).load(row.item_id)

    @staticmethod
    def resolve_unit_name(row: models.ProductionOrder, info: Info) -> str:
        return unit_name(row.unit)


class ProductionFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    states = graphene.List(graphene.NonNull(ProductionState))
    item_id = graphene.ID()
    search = graphene.String(
        description="Part of the number, the order reference, the item's number or name."
    )


class ProductionQuery(graphene.ObjectType):
    production_orders = DomainConnection(
        ProductionOrder,
        permission=P.CAPACITY_READ,
        order=Order("ready", (("ready_on", False), ("number", False), ("id", False))),
        args={"filter": ProductionFilter()},
        description="Production orders of my enterprise, the first to be ready first.",
    )

    @staticmethod
    def resolve_production_orders(
        root: None, info: Info, filter: Any = None
    ) -> QuerySet[models.ProductionOrder]:
        given = filter or {}
        item = given.get("item_id")
        wanted = selectors.ProductionFilter(
            states=values(given.get("states")),
            item_id=None if item is None else sought_id(item),
            search=(given.get("search") or "").strip(),
        )
        return selectors.production_order_list(info.context.actor, wanted)
