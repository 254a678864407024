"""Reads of demand and plans."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection, permission_field
from api.ids import found_or_none, sought_id
from api.types import Date, Info
from common.paging import Order
from optimizer import models, selectors
from optimizer.graphql import enums
from optimizer.graphql.planning_types import DemandLine, PlanOrder, PlanRow, PlanRun


class DemandFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    kinds = graphene.List(graphene.NonNull(enums.DemandKind))
    item_id = graphene.ID()
    search = graphene.String(description="Part of the item's number or name, or of the reference.")
    first_week = Date()
    last_week = Date()


class PlanRowFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    search = graphene.String(description="Part of the item's number or name.")
    is_product = graphene.Boolean()
    is_short = graphene.Boolean(description="Something is late, or below its safety stock.")


class PlanOrderFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    until_week = Date(description="Ordered by this Monday, included.")
    is_waiting = graphene.Boolean(description="Not adopted yet.")
    item_id = graphene.ID()
    partnership_id = graphene.ID()


class PlanningQuery(graphene.ObjectType):
    demand_lines = DomainConnection(
        DemandLine,
        permission=P.PLAN_READ,
        order=Order("week", (("week", False), ("item__number", False), ("id", False))),
        args={"filter": DemandFilter()},
        description="What my enterprise's customers want, the nearest week first.",
    )
    plan_runs = DomainConnection(
        PlanRun,
        permission=P.PLAN_READ,
        order=Order("newest", (("number", True), ("id", True))),
        args={"scenario_id": graphene.ID(description="Its runs; absent: plans to act on.")},
        description="Planning runs of my enterprise, newest first.",
    )
    plan_run = permission_field(PlanRun, permission=P.PLAN_READ, refuses=True, id=graphene.ID(required=True))
    plan_rows = DomainConnection(
        PlanRow,
        permission=P.PLAN_READ,
        order=Order("harm", (("is_product", True), ("harm", True), ("item__number", False), ("id", False))),
        args={"run_id": graphene.ID(required=True), "filter": PlanRowFilter()},
        description="Items of a run, products first, the costliest lateness first.",
    )
    plan_orders = DomainConnection(
        PlanOrder,
        permission=P.PLAN_READ,
        order=Order("week", (("order_week", False), ("item__number", False), ("id", False))),
        args={"run_id": graphene.ID(required=True), "filter": PlanOrderFilter()},
        description="What a run would order, the first week first.",
    )

    @staticmethod
    def resolve_demand_lines(root: None, info: Info, filter: Any = None) -> QuerySet[models.DemandLine]:
        given = filter or {}
        item = given.get("item_id")
        wanted = selectors.DemandFilter(
            kinds=tuple(kind.value for kind in given.get("kinds") or ()),
            item_id=None if item is None else sought_id(item),
            search=(given.get("search") or "").strip(),
            first_week=given.get("first_week"),
            last_week=given.get("last_week"),
        )
        return selectors.demand_list(info.context.actor, wanted)

    @staticmethod
    def resolve_plan_runs(root: None, info: Info, scenario_id: str | None = None) -> QuerySet[models.PlanRun]:
        scenario = None if scenario_id is None else sought_id(scenario_id)
        return selectors.plan_list_of(info.context.actor, scenario)

    @staticmethod
    def resolve_plan_run(root: None, info: Info, id: str) -> models.PlanRun | None:
        return found_or_none(lambda key: selectors.plan_get(info.context.actor, key), id)

    @staticmethod
    def resolve_plan_rows(
        root: None, info: Info, run_id: str, filter: Any = None
    ) -> QuerySet[models.PlanRow]:
        given = filter or {}
        wanted = selectors.PlanRowFilter(
            search=(given.get("search") or "").strip(),
            is_product=given.get("is_product"),
            is_short=bool(given.get("is_short")),
        )
        return selectors.plan_row_list(info.context.actor, sought_id(run_id), wanted)

    @staticmethod
    def resolve_plan_orders(
        root: None, info: Info, run_id: str, filter: Any = None
    ) -> QuerySet[models.PlanOrder]:
        given = filter or {}
        item, partnership = given.get("item_id"), given.get("partnership_id")
        wanted = selectors.PlanOrderFilter(
            until_week=given.get("until_week"),
            is_waiting=bool(given.get("is_waiting")),
            item_id=None if item is None else sought_id(item),
            partnership_id=None if partnership is None else sought_id(partnership),
        )
        return selectors.plan_order_list(info.context.actor, sought_id(run_id), wanted)
