"""Inputs of suppliers, and how they become what selectors and services take."""

from typing import Any

import graphene

from api.ids import sought_id
from api.types import DecimalString
from suppliers import selectors
from suppliers.graphql.enums import DefaultOutcome, ItemKind, MovementKind, PartnershipStatus, StockStatus
from tenancy.graphql.parties import PartySide


class PartnershipFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    statuses = graphene.List(graphene.NonNull(PartnershipStatus))
    side = PartySide(description="My side.")
    search = graphene.String(description="Part of the partner's name or of the supplier code.")


class ItemFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    search = graphene.String(description="Part of number or name.")
    kinds = graphene.List(graphene.NonNull(ItemKind))
    categories = graphene.List(graphene.NonNull(graphene.String))
    partnership_id = graphene.ID(description="With an approved source at this partnership.")


class InventoryFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    item_id = graphene.ID()
    site_id = graphene.ID()
    stock_statuses = graphene.List(graphene.NonNull(StockStatus))
    search = graphene.String(description="Part of item number, item name or lot.")


class StockMovementFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    item_id = graphene.ID()
    site_id = graphene.ID()
    kinds = graphene.List(graphene.NonNull(MovementKind))


SWITCHABLE = frozenset({"quantity_tolerance_percent", "date_tolerance_days", "price_tolerance_percent"})


class TermsInput(graphene.InputObjectType):
    """Terms to change; an absent field stays, a null tolerance switches it off."""

    payment_terms = graphene.String()
    incoterm = graphene.String()
    tax_rate = DecimalString()
    quantity_tolerance_percent = DecimalString()
    date_tolerance_days = graphene.Int()
    price_tolerance_percent = DecimalString()
    over_delivery_percent = DecimalString()
    under_delivery_percent = DecimalString()
    acknowledge_hours = graphene.Int()
    freeze_days = graphene.Int()
    default_outcome = DefaultOutcome()


class ItemInput(graphene.InputObjectType):
    """An item; when changing one, an absent field stays."""

    number = graphene.String()
    name = graphene.String()
    name_en = graphene.String()
    unit = graphene.String()
    kind = ItemKind()
    category = graphene.String()
    is_lot_managed = graphene.Boolean()
    drawing_revision = graphene.String()


def values(chosen: Any) -> tuple[str, ...]:
    """The texts behind a list of enum members."""
    return tuple(member.value for member in chosen or ())


def plain_values(given: Any, nullable: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The fields of an input that were given, enum members as their texts; null counts only where it means something."""
    return {
        name: getattr(value, "value", value)
        for name, value in given.items()
        if value is not None or name in nullable
    }


def partnership_filter(given: Any) -> selectors.PartnershipFilter:
    given = given or {}
    side = given.get("side")
    return selectors.PartnershipFilter(
        statuses=values(given.get("statuses")),
        side=side.value if side else "",
        search=(given.get("search") or "").strip(),
    )


def item_filter(given: Any) -> selectors.ItemFilter:
    given = given or {}
    partnership = given.get("partnership_id")
    return selectors.ItemFilter(
        search=(given.get("search") or "").strip(),
        kinds=values(given.get("kinds")),
        categories=tuple(given.get("categories") or ()),
        partnership_id=None if partnership is None else sought_id(partnership),
    )


def inventory_filter(given: Any) -> selectors.InventoryFilter:
    given = given or {}
    item, site = given.get("item_id"), given.get("site_id")
    return selectors.InventoryFilter(
        item_id=None if item is None else sought_id(item),
        site_id=None if site is None else sought_id(site),
        stock_statuses=values(given.get("stock_statuses")),
        search=(given.get("search") or "").strip(),
    )


def movement_filter(given: Any) -> selectors.MovementFilter:
    given = given or {}
    item, site = given.get("item_id"), given.get("site_id")
    return selectors.MovementFilter(
        item_id=None if item is None else sought_id(item),
        site_id=None if site is None else sought_id(site),
        kinds=values(given.get("kinds")),
    )
