"""Pegging in GraphQL: from a demand of a plan to what serves it, and back from an order line."""

from typing import Any
from uuid import UUID

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.ids import found_or_none, sought_id
from api.types import Date, DecimalString, Info
from optimizer.selectors import pegging as selectors
from optimizer.states import pegging as states
from suppliers.graphql.types import Item
from suppliers.selectors.items import item_get

PegKind = graphene.Enum.from_enum(
    states.PegKind,
    name="PegKind",
    description="CONFIRMED and ORDER are lines under way, PLANNED is an order of the plan.",
)


class _OfItem:
    item = permission_field(Item, permission=P.ITEM_READ, refuses=True, required=True)


class PeggedDemand(_OfItem, graphene.ObjectType):
    """A demand of a plan's snapshot: an order, or what orders leave of a forecast."""

    key = graphene.String(required=True, description="Fixed for a run.")
    week = Date(required=True, description="Its Monday.")
    quantity = DecimalString(required=True)
    priority = graphene.Int(required=True)
    slack_weeks = graphene.Int(
        description="Least time left along all it rests on, below 0 it is late; null where something is uncovered."
    )


class PeggedSource(_OfItem, graphene.ObjectType):
    """Stock, an order line under way or an order of the plan."""

    key = graphene.String(required=True, description="Fixed for a run.")
    kind = PegKind(required=True)
    week = Date(required=True, description="Of arrival; what is overdue counts for the first.")
    quantity = DecimalString(required=True, description="Still to come.")
    free_quantity = DecimalString(required=True, description="Taken by no demand of the horizon.")
    order_id = graphene.ID()
    order_number = graphene.String(required=True)
    line_number = graphene.Int()
    plan_order_id = graphene.ID()


class PegLine(_OfItem, graphene.ObjectType):
    """What of one source, or of a production, is one demand's; quantities in the item's unit."""

    kind = PegKind(required=True)
    needed_week = Date(required=True)
    week = Date(description="Of arrival or completion; null for what is uncovered.")
    quantity = DecimalString(required=True)
    slack_weeks = graphene.Int(
        description="Weeks from its coming to its need; of a production, until it must start."
    )
    source = graphene.Field(PeggedSource)


class ServedDemand(graphene.ObjectType):
    demand = graphene.Field(PeggedDemand, required=True)
    quantity = DecimalString(required=True, description="In the unit of the source.")


class PeggedItem(_OfItem, graphene.ObjectType):
    """An item of a plan: what is wanted of it, and what there is and comes."""

    demands = graphene.List(graphene.NonNull(PeggedDemand), required=True)
    sources = graphene.List(graphene.NonNull(PeggedSource), required=True)


class DemandPegs(graphene.ObjectType):
    """A demand and all it rests on, the scarcest first."""

    demand = graphene.Field(PeggedDemand, required=True)
    pegs = graphene.List(graphene.NonNull(PegLine), required=True)


class SourcePegs(graphene.ObjectType):
    """A source and the demands it serves, the first week first."""

    source = graphene.Field(PeggedSource, required=True)
    serves = graphene.List(graphene.NonNull(ServedDemand), required=True)


class PeggingQuery(graphene.ObjectType):
    pegged_item = permission_field(
        PeggedItem,
        permission=P.PLAN_READ,
        refuses=True,
        run_id=graphene.ID(required=True),
        item_id=graphene.ID(required=True),
        description="Demands and sources of an item in a plan; null where either is not mine.",
    )
    demand_pegs = permission_field(
        DemandPegs,
        permission=P.PLAN_READ,
        refuses=True,
        run_id=graphene.ID(required=True),
        demand_key=graphene.String(required=True),
        description="What a demand of a plan rests on.",
    )
    source_pegs = permission_field(
        SourcePegs,
        permission=P.PLAN_READ,
        refuses=True,
        run_id=graphene.ID(required=True),
        source_key=graphene.String(required=True),
        description="Which demands of a plan a source serves.",
    )

    @staticmethod
    def resolve_pegged_item(root: None, info: Info, run_id: str, item_id: str) -> dict[str, Any] | None:
        actor, key = info.context.actor, sought_id(item_id)

        def read(run: UUID) -> dict[str, Any]:
            item = item_get(actor, key)
            pegging = selectors.pegging_of(actor, run)
            return {"item": item, "demands": pegging.demands(item), "sources": pegging.sources(item)}

        return found_or_none(read, run_id)

    @staticmethod
    def resolve_demand_pegs(root: None, info: Info, run_id: str, demand_key: str) -> dict[str, Any] | None:
        pegging = found_or_none(lambda key: selectors.pegging_of(info.context.actor, key), run_id)
        found = pegging.demand(demand_key) if pegging else None
        return {"demand": found, "pegs": pegging.pegs(demand_key)} if pegging and found else None

    @staticmethod
    def resolve_source_pegs(root: None, info: Info, run_id: str, source_key: str) -> dict[str, Any] | None:
        pegging = found_or_none(lambda key: selectors.pegging_of(info.context.actor, key), run_id)
        found = pegging.source(source_key) if pegging else None
        return {"source": found, "serves": pegging.served(source_key)} if pegging and found else None
