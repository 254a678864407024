"""Reads of one's own capacity."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection
from api.ids import sought_id
from api.types import Date, Info
from common.paging import Order
from suppliers import models, selectors
from suppliers.graphql.capacity_types import CapacityGroup, CapacityWeek


class CapacityFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    group_id = graphene.ID()
    since = Date(description="Weeks from this Monday on.")
    until = Date(description="Weeks up to this Monday.")


class CapacityQuery(graphene.ObjectType):
    capacity_groups = DomainConnection(
        CapacityGroup,
        permission=P.CAPACITY_READ,
        order=Order("code", (("code", False), ("id", False))),
        description="Capacity groups of my enterprise.",
    )
    capacity_weeks = DomainConnection(
        CapacityWeek,
        permission=P.CAPACITY_READ,
        order=Order("week", (("week", False), ("id", False))),
        args={"filter": CapacityFilter()},
        description="Weeks of my enterprise's capacity groups.",
    )

    @staticmethod
    def resolve_capacity_groups(root: None, info: Info) -> QuerySet[models.CapacityGroup]:
        return selectors.capacity_group_list(info.context.actor)

    @staticmethod
    def resolve_capacity_weeks(root: None, info: Info, filter: Any = None) -> QuerySet[models.CapacityWeek]:
        given = filter or {}
        group = given.get("group_id")
        wanted = selectors.CapacityFilter(
            group_id=None if group is None else sought_id(group),
            since=given.get("since"),
            until=given.get("until"),
        )
        return selectors.capacity_week_list(info.context.actor, wanted)
