"""Types of partnerships, items, sources and stock."""

from typing import Any

import graphene

from accounts.permissions import P
from api.fields import may, permission_field
from api.types import DecimalString, Info
from api.values import unit_name
from common.language import current_language
from suppliers import models
from suppliers.graphql import loaders
from suppliers.graphql.enums import DefaultOutcome, ItemKind, PartnershipStatus, StockStatus
from suppliers.graphql.freshness import Freshness
from tenancy.graphql.loaders import SiteByIdLoader
from tenancy.graphql.parties import PartyFields
from tenancy.graphql.types import Site


class Unit(graphene.ObjectType):
    """A unit of UN/ECE Rec 20."""

    code = graphene.String(required=True)
    name = graphene.String(required=True, description="In the reader's language.")
    scale = graphene.Int(required=True, description="Decimals allowed.")


class Terms(graphene.ObjectType):
    """The standing terms; a null tolerance is switched off: every difference needs a decision."""

    currency = graphene.String(required=True)
    tax_rate = DecimalString(required=True, description="Percent.")
    payment_terms = graphene.String(required=True)
    incoterm = graphene.String(required=True)
    quantity_tolerance_percent = DecimalString()
    date_tolerance_days = graphene.Int()
    price_tolerance_percent = DecimalString()
    over_delivery_percent = DecimalString(required=True)
    under_delivery_percent = DecimalString(required=True)
    acknowledge_hours = graphene.Int(required=True)
    freeze_days = graphene.Int(required=True)
    default_outcome = DefaultOutcome(required=True)

    @staticmethod
    def resolve_payment_terms(row: models.Partnership, info: Info) -> str:
        if current_language() == "en" and row.payment_terms_en:
            return str(row.payment_terms_en)
        return str(row.payment_terms)


class Partnership(PartyFields, graphene.ObjectType):
    """A directed relation between a buyer and a supplier of one chain."""

    id = graphene.ID(required=True)
    status = PartnershipStatus(required=True)
    version = graphene.Int(required=True)
    supplier_code = graphene.String(required=True)
    chain_id = graphene.ID(required=True)
    terms = graphene.Field(Terms, required=True)

    @staticmethod
    def resolve_terms(row: models.Partnership, info: Info) -> models.Partnership:
        return row


class PriceBreak(graphene.ObjectType):
    """The unit price from a quantity upwards."""

    from_quantity = DecimalString(required=True)
    unit_price = DecimalString(required=True)


class SourceOption(graphene.ObjectType):
    """Where an item can be bought, at which terms. Private to the buyer."""

    id = graphene.ID(required=True)
    partnership = permission_field(Partnership, permission=P.PARTNERSHIP_READ, refuses=True, required=True)
    item = graphene.Field("suppliers.graphql.types.Item", required=True)
    supplier_item_number = graphene.String(required=True)
    unit_price = permission_field(DecimalString, permission=P.PRICE_READ)
    currency = graphene.String(required=True)
    minimum_order_quantity = DecimalString(required=True)
    order_multiple = DecimalString(required=True)
    lead_time_days = graphene.Int(required=True)
    share_min = DecimalString(required=True)
    share_max = DecimalString(required=True)
    is_approved = graphene.Boolean(required=True)
    price_breaks = graphene.List(graphene.NonNull(PriceBreak), required=True)

    @staticmethod
    def resolve_partnership(row: models.SourceOption, info: Info) -> Any:
        return info.context.loaders.get(loaders.PartnershipByIdLoader).load(row.partnership_id)

    @staticmethod
    def resolve_item(row: models.SourceOption, info: Info) -> Any:
        return info.context.loaders.get(loaders.ItemByIdLoader).load(row.item_id)

    @staticmethod
    def resolve_price_breaks(row: models.SourceOption, info: Info) -> Any:
        if not may(info.context, P.PRICE_READ):
            return []
        return info.context.loaders.get(loaders.PriceBreaksBySourceLoader).load(row.id)


class InventoryPosition(Freshness, graphene.ObjectType):
    """How much lies where, of which lot, in which status; with its age and source."""

    id = graphene.ID(required=True)
    site = graphene.Field(Site, required=True)
    item = permission_field(
        "suppliers.graphql.types.Item", permission=P.ITEM_READ, refuses=True, required=True
    )
    lot_number = graphene.String(required=True)
    stock_status = StockStatus(required=True)
    quantity = DecimalString(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)

    @staticmethod
    def resolve_site(row: models.InventoryPosition, info: Info) -> Any:
        return info.context.loaders.get(SiteByIdLoader).load(row.site_id)

    @staticmethod
    def resolve_item(row: models.InventoryPosition, info: Info) -> Any:
        return info.context.loaders.get(loaders.ItemByIdLoader).load(row.item_id)

    @staticmethod
    def resolve_unit_name(row: models.InventoryPosition, info: Info) -> str:
        return unit_name(row.unit)


class BomLine(graphene.ObjectType):
    """One component of an item."""

    id = graphene.ID(required=True)
    component = graphene.Field("suppliers.graphql.types.Item", required=True)
    quantity_per = DecimalString(required=True)
    scrap_percent = DecimalString(required=True)
    lead_time_offset_days = graphene.Int(required=True)

    @staticmethod
    def resolve_component(row: models.BomLine, info: Info) -> Any:
        return info.context.loaders.get(loaders.ItemByIdLoader).load(row.component_id)


class Item(graphene.ObjectType):
    """A part, material or product of the acting enterprise."""

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    name = graphene.String(required=True)
    name_en = graphene.String(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    kind = ItemKind(required=True)
    category = graphene.String(required=True)
    is_lot_managed = graphene.Boolean(required=True)
    drawing_revision = graphene.String(required=True)
    version = graphene.Int(required=True)
    components = graphene.List(graphene.NonNull(BomLine), required=True)
    sources = graphene.List(graphene.NonNull(SourceOption), required=True)
    stock = graphene.List(
        graphene.NonNull(InventoryPosition), required=True, description="Empty without INVENTORY_READ."
    )

    @staticmethod
    def resolve_unit_name(row: models.Item, info: Info) -> str:
        return unit_name(row.unit)

    @staticmethod
    def resolve_components(row: models.Item, info: Info) -> Any:
        return info.context.loaders.get(loaders.ComponentsByItemLoader).load(row.id)

    @staticmethod
    def resolve_sources(row: models.Item, info: Info) -> Any:
        return info.context.loaders.get(loaders.SourcesByItemLoader).load(row.id)

    @staticmethod
    def resolve_stock(row: models.Item, info: Info) -> Any:
        if not may(info.context, P.INVENTORY_READ):
            return []
        return info.context.loaders.get(loaders.StockByItemLoader).load(row.id)
