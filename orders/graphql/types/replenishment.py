"""Replenishment bands, the stock they share, and how it is projected."""

from typing import Any

import graphene

from accounts.permissions import P
from api.children import ChildConnection
from api.types import Date, DateTime, DecimalString, Info
from api.values import unit_name
from orders import models, selectors, states
from orders.graphql import replenishment_loaders as loaders
from orders.rules.replenishment import WeekBalance
from suppliers.graphql.enums import MovementKind
from suppliers.graphql.freshness import Freshness
from tenancy.graphql.parties import PartyFields, is_buyer

BandKind = graphene.Enum.from_enum(states.BandKind, name="BandKind", description=states.BandKind.__doc__)
BandState = graphene.Enum.from_enum(states.BandState, name="BandState", description=states.BandState.__doc__)
DemandSource = graphene.Enum.from_enum(
    states.DemandSource, name="DemandSource", description=states.DemandSource.__doc__
)


class BandStock(Freshness, graphene.ObjectType):
    """The stock a band shares, with its age and source."""

    quantity = DecimalString(description="Null: nobody has counted yet.")
    state = BandState(required=True)


class BandWeek(graphene.ObjectType):
    """One projected week: stock before it − demand + inbound = stock at its end."""

    week = Date(required=True, description="Its Monday.")
    demand = DecimalString(required=True)
    inbound = DecimalString(required=True, description="Open schedule lines and ship notices under way.")
    stock = DecimalString(required=True, description="At the week's end; below 0 it is the backlog.")
    state = BandState(required=True)


class BandMovement(graphene.ObjectType):
    """One change of a band's stock, as both parties see it."""

    id = graphene.ID(required=True)
    kind = MovementKind(required=True)
    quantity = DecimalString(required=True, description="Positive into stock, negative out of it.")
    stock_after = DecimalString(required=True)
    occurred_at = DateTime(required=True)


class BandOutlook(graphene.ObjectType):
    """A band's next 13 weeks; none while nobody has counted its stock."""

    weeks = graphene.List(graphene.NonNull(BandWeek), required=True)
    demand_source = DemandSource(required=True)
    forecast_number = graphene.Int(description="Version of the forecast the demand is from.")
    forecast_at = DateTime(description="When that version was published.")
    first_short_week = Date(description="Monday of the first week that ends below the minimum.")
    proposed_day = Date(description="When goods should come for it; null while none is short.")
    proposed_quantity = DecimalString(description="The most that fits on that day.")

    @staticmethod
    def resolve_first_short_week(found: selectors.Outlook, info: Info) -> Any:
        short: WeekBalance | None = found.first_short
        return None if short is None else short.week

    @staticmethod
    def resolve_proposed_quantity(found: selectors.Outlook, info: Info) -> Any:
        day = found.proposed_day
        return None if day is None else found.greatest_on(day)


class ReplenishmentBand(PartyFields, graphene.ObjectType):
    """What stock of an item the supplier keeps at a site of the buyer's."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    partnership_id = graphene.ID(required=True)
    item_id = graphene.ID(description="Null when I may not read the buyer's item.")
    site_id = graphene.ID(description="Null when it is not my site.")
    item_number = graphene.String(required=True)
    item_name = graphene.String(required=True)
    item_name_en = graphene.String(required=True)
    supplier_item_number = graphene.String(required=True)
    site_name = graphene.String(required=True)
    site_name_en = graphene.String(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    kind = BandKind(required=True)
    minimum = DecimalString(required=True)
    maximum = DecimalString(required=True)
    weekly_demand = DecimalString(description="For weeks nothing is forecast for.")
    demand_share = DecimalString(required=True, description="Percent of the forecast this site uses.")
    minimum_order_quantity = DecimalString(required=True, description="0: any.")
    order_multiple = DecimalString(required=True, description="0: any.")
    lead_time_days = graphene.Int(required=True)
    note = graphene.String(required=True)
    changed_at = DateTime(required=True)
    ended_at = DateTime()
    stock = graphene.Field(BandStock, description="Null once the band has ended.")
    outlook = graphene.Field(BandOutlook, required=True)
    movements = ChildConnection(
        BandMovement,
        pages=loaders.MovementPagesLoader,
        permission=P.INVENTORY_READ,
        description="Newest first.",
    )

    @staticmethod
    def resolve_item_id(row: models.ReplenishmentBand, info: Info) -> Any:
        return row.item_id if is_buyer(info.context.actor, row) else None

    @staticmethod
    def resolve_site_id(row: models.ReplenishmentBand, info: Info) -> Any:
        return row.site_id if is_buyer(info.context.actor, row) else None

    @staticmethod
    def resolve_unit_name(row: models.ReplenishmentBand, info: Info) -> str:
        return unit_name(row.unit)

    @staticmethod
    def resolve_stock(row: models.ReplenishmentBand, info: Info) -> Any:
        return info.context.loaders.get(loaders.StockByBandLoader).load(row.id)

    @staticmethod
    def resolve_outlook(row: models.ReplenishmentBand, info: Info) -> Any:
        return info.context.loaders.get(loaders.OutlookByBandLoader).load(row)
