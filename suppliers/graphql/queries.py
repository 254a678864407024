"""Reads of partnerships, items, sources and stock."""

from typing import Any

import graphene
from django.db.models import Case, F, QuerySet, When

from accounts.permissions import P
from api.fields import SIGNED_IN, DomainConnection, order_enum, permission_field
from api.ids import found_or_none, sought_id
from api.types import Info
from common.language import current_language
from common.paging import Order
from common.quantity import UNITS
from suppliers import models, selectors
from suppliers.graphql import inputs
from suppliers.graphql.capacity_queries import CapacityQuery
from suppliers.graphql.network_queries import NetworkQuery
from suppliers.graphql.production_types import ProductionQuery
from suppliers.graphql.question_queries import QuestionQuery
from suppliers.graphql.sharing_queries import SharingQuery
from suppliers.graphql.stock_types import StockMovement
from suppliers.graphql.types import InventoryPosition, Item, Partnership, SourceOption, Unit

PartnershipOrder = order_enum(
    "PartnershipOrder",
    {
        "NAME_ASC": Order("name", (("partner_name", False), ("id", False))),
        "NAME_DESC": Order("-name", (("partner_name", True), ("id", True))),
        "CODE_ASC": Order("code", (("supplier_code", False), ("id", False))),
        "CODE_DESC": Order("-code", (("supplier_code", True), ("id", True))),
    },
)
ItemOrder = order_enum(
    "ItemOrder",
    {
        "NUMBER_ASC": Order("number", (("number", False), ("id", False))),
        "NUMBER_DESC": Order("-number", (("number", True), ("id", True))),
        "NAME_ASC": Order("name", (("name", False), ("id", False))),
        "NAME_DESC": Order("-name", (("name", True), ("id", True))),
    },
)
_BY_ITEM_NUMBER = Order("item", (("item__number", False), ("id", False)))


class Query(SharingQuery, CapacityQuery, ProductionQuery, QuestionQuery, NetworkQuery, graphene.ObjectType):
    units = permission_field(
        graphene.List(graphene.NonNull(Unit)),
        permission=SIGNED_IN,
        required=True,
        description="Units of Rec 20 in use.",
    )
    partnerships = DomainConnection(
        Partnership,
        permission=P.PARTNERSHIP_READ,
        orders=PartnershipOrder,
        args={"filter": inputs.PartnershipFilter()},
        description="The directory: partnerships of my enterprise, on either side.",
    )
    partnership = permission_field(
        Partnership, permission=P.PARTNERSHIP_READ, refuses=True, id=graphene.ID(required=True)
    )
    items = DomainConnection(
        Item,
        permission=P.ITEM_READ,
        orders=ItemOrder,
        args={"filter": inputs.ItemFilter()},
        description="Items of my enterprise.",
    )
    item = permission_field(Item, permission=P.ITEM_READ, refuses=True, id=graphene.ID(required=True))
    item_categories = permission_field(
        graphene.List(graphene.NonNull(graphene.String)), permission=P.ITEM_READ, refuses=True, required=True
    )
    source_options = DomainConnection(
        SourceOption,
        permission=P.ITEM_READ,
        order=_BY_ITEM_NUMBER,
        args={"partnership_id": graphene.ID(), "item_id": graphene.ID()},
        description="Where my enterprise can buy what.",
    )
    inventory_positions = DomainConnection(
        InventoryPosition,
        permission=P.INVENTORY_READ,
        order=_BY_ITEM_NUMBER,
        args={"filter": inputs.InventoryFilter()},
        description="Stock of my enterprise.",
    )
    stock_movements = DomainConnection(
        StockMovement,
        permission=P.INVENTORY_READ,
        order=Order("newest", (("occurred_at", True), ("id", True))),
        args={"filter": inputs.StockMovementFilter()},
        description="Movements of my enterprise's stock, newest first.",
    )

    @staticmethod
    def resolve_units(root: None, info: Info) -> list[dict[str, Any]]:
        is_english = current_language() == "en"
        return [
            {"code": u.code, "name": u.en if is_english else u.zh, "scale": u.scale} for u in UNITS.values()
        ]

    @staticmethod
    def resolve_partnerships(root: None, info: Info, filter: Any = None) -> QuerySet[models.Partnership]:
        actor = info.context.actor
        rows = selectors.partnership_list(actor, inputs.partnership_filter(filter))
        partner_name = Case(
            When(buyer_id=actor.enterprise_id, then=F("supplier__short_name")), default=F("buyer__short_name")
        )
        return rows.annotate(partner_name=partner_name)

    @staticmethod
    def resolve_partnership(root: None, info: Info, id: str) -> models.Partnership | None:
        return found_or_none(lambda key: selectors.partnership_get(info.context.actor, key), id)

    @staticmethod
    def resolve_items(root: None, info: Info, filter: Any = None) -> QuerySet[models.Item]:
        return selectors.item_list(info.context.actor, inputs.item_filter(filter))

    @staticmethod
    def resolve_item(root: None, info: Info, id: str) -> models.Item | None:
        return found_or_none(lambda key: selectors.item_get(info.context.actor, key), id)

    @staticmethod
    def resolve_item_categories(root: None, info: Info) -> list[str]:
        return selectors.item_categories(info.context.actor)

    @staticmethod
    def resolve_source_options(
        root: None, info: Info, partnership_id: str | None = None, item_id: str | None = None
    ) -> QuerySet[models.SourceOption]:
        return selectors.source_option_list(
            info.context.actor,
            partnership_id=None if partnership_id is None else sought_id(partnership_id),
            item_id=None if item_id is None else sought_id(item_id),
        ).select_related("item")

    @staticmethod
    def resolve_inventory_positions(
        root: None, info: Info, filter: Any = None
    ) -> QuerySet[models.InventoryPosition]:
        wanted = inputs.inventory_filter(filter)
        return selectors.inventory_position_list(info.context.actor, wanted).select_related("item")

    @staticmethod
    def resolve_stock_movements(root: None, info: Info, filter: Any = None) -> QuerySet[models.StockMovement]:
        return selectors.stock_movement_list(info.context.actor, inputs.movement_filter(filter))
