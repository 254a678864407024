"""What planning knows of items and the rates it plans with: types, reads and acts."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.permissions import P
from api.fields import DomainConnection, permission_field
from api.mutation import DomainMutation
from api.types import DecimalString, Info, Payload
from common.ids import parse_id
from common.paging import Order
from optimizer import models, selectors
from optimizer.graphql.loaders import TermsByItemLoader
from optimizer.graphql.planning_types import OfItem
from optimizer.services.planning.terms import (
    PolicyValues,
    TermsValues,
    plan_policy_set,
    planning_items_save,
)
from suppliers.graphql.enums import ItemKind
from suppliers.models import Item


class PlanningTerms(graphene.ObjectType):
    """Per unit, yuan without tax. Zero until somebody has set something."""

    version = graphene.Int(required=True, description="0: nothing has been set.")
    safety_stock = DecimalString(required=True)
    margin = DecimalString(required=True, description="What a sold unit earns above its cost.")
    production_cost = DecimalString(required=True, description="Of a made item, its material left out.")


class PlanningItem(OfItem, graphene.ObjectType):
    """An item of mine as planning sees it."""

    terms = graphene.Field(PlanningTerms, required=True)

    @staticmethod
    def resolve_item(row: Any, info: Info) -> Any:
        return row

    @staticmethod
    def resolve_terms(row: Item, info: Info) -> Any:
        return info.context.loaders.get(TermsByItemLoader).load(row.id)


class PlanPolicy(graphene.ObjectType):
    """The rates my enterprise plans with."""

    version = graphene.Int(required=True, description="0: the rates of the platform.")
    weeks = graphene.Int(required=True, description="Planned ahead.")
    seconds = graphene.Int(required=True, description="Of a search, at most.")
    holding_percent = DecimalString(required=True, description="Of an item's value, for a year in stock.")
    safety_percent = DecimalString(
        required=True, description="Of an item's value, for a year below its safety stock."
    )
    backlog_percent = DecimalString(required=True, description="Of a product's margin, for a week late.")
    order_cost = DecimalString(required=True, description="Of one order, yuan.")


class PlanningItemFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    search = graphene.String(description="Part of the number or name.")
    kinds = graphene.List(graphene.NonNull(ItemKind))
    is_wanted = graphene.Boolean(description="Customers have ordered it, or it is expected.")


class PlanningTermsQuery(graphene.ObjectType):
    planning_items = DomainConnection(
        PlanningItem,
        permission=P.PLAN_READ,
        order=Order("number", (("number", False), ("id", False))),
        args={"filter": PlanningItemFilter()},
        description="Items of my enterprise with what planning knows of them.",
    )
    plan_policy = permission_field(PlanPolicy, permission=P.PLAN_READ, refuses=True, required=True)

    @staticmethod
    def resolve_planning_items(root: None, info: Info, filter: Any = None) -> QuerySet[Item]:
        given = filter or {}
        wanted = selectors.PlanningItemFilter(
            search=(given.get("search") or "").strip(),
            kinds=tuple(kind.value for kind in given.get("kinds") or ()),
            is_wanted=given.get("is_wanted"),
        )
        return selectors.planning_item_list(info.context.actor, wanted)

    @staticmethod
    def resolve_plan_policy(root: None, info: Info) -> models.PlanPolicy:
        return selectors.plan_policy_get(info.context.actor)


class PlanningItemInput(graphene.InputObjectType):
    """New terms of an item; what is absent stays."""

    item_id = graphene.ID(required=True)
    version = graphene.Int(description="Of its terms as read; absent: whatever they are.")
    safety_stock = DecimalString()
    margin = DecimalString()
    production_cost = DecimalString()


class PlanningItemsPayload(Payload):
    items = graphene.List(graphene.NonNull(PlanningItem))


class PlanningItemsSave(DomainMutation):
    """Set what planning knows of items: all of them or none."""

    permission = P.PLAN_WRITE
    Output = PlanningItemsPayload

    class Arguments:
        items = graphene.List(graphene.NonNull(PlanningItemInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, items: list[Any]) -> dict[str, Any]:
        values = [
            TermsValues(
                item_id=parse_id(given["item_id"]), safety_stock=given.get("safety_stock"), margin=given.get("margin"),
                production_cost=given.get("production_cost"), version=given.get("version"),
            )
            for given in items
        ]  # fmt: skip
        return {"items": [row.item for row in planning_items_save(actor=actor, items=values)]}


class PlanPolicyPayload(Payload):
    policy = graphene.Field(PlanPolicy)


class PlanPolicySet(DomainMutation):
    """The rates plans are made with from now on."""

    permission = P.PLAN_WRITE
    Output = PlanPolicyPayload

    class Arguments:
        version = graphene.Int(required=True)
        weeks = graphene.Int(required=True)
        seconds = graphene.Int(required=True)
        holding_percent = DecimalString(required=True)
        safety_percent = DecimalString(required=True)
        backlog_percent = DecimalString(required=True)
        order_cost = DecimalString(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, version: int, **rates: Any) -> dict[str, Any]:
        return {"policy": plan_policy_set(actor=actor, version=version, values=PolicyValues(**rates))}


class PlanningTermsMutation(graphene.ObjectType):
    planning_items_save = PlanningItemsSave.Field()
    plan_policy_set = PlanPolicySet.Field()
