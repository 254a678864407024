"""Types of stock movements."""

from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import DateTime, DecimalString, Info
from api.values import unit_name
from suppliers import models
from suppliers.graphql import loaders
from suppliers.graphql.enums import MovementKind, StockStatus
from suppliers.graphql.types import Item
from tenancy.graphql.loaders import SiteByIdLoader
from tenancy.graphql.types import Site


class StockMovement(graphene.ObjectType):
    """One signed change of a stock position."""

    id = graphene.ID(required=True)
    site = graphene.Field(Site, required=True)
    item = permission_field(Item, permission=P.ITEM_READ, refuses=True, required=True)
    lot_number = graphene.String(required=True)
    stock_status = StockStatus(required=True)
    kind = MovementKind(required=True)
    quantity = DecimalString(required=True, description="Positive into stock, negative out of it.")
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    actor_name = graphene.String(required=True)
    occurred_at = DateTime(required=True)

    @staticmethod
    def resolve_site(row: models.StockMovement, info: Info) -> Any:
        return info.context.loaders.get(SiteByIdLoader).load(row.site_id)

    @staticmethod
    def resolve_item(row: models.StockMovement, info: Info) -> Any:
        return info.context.loaders.get(loaders.ItemByIdLoader).load(row.item_id)

    @staticmethod
    def resolve_unit_name(row: models.StockMovement, info: Info) -> str:
        return unit_name(row.unit)
