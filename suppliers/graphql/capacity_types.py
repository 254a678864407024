"""Types of one's own capacity."""

from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import Date, DecimalString, Info
from api.values import unit_name
from suppliers import models
from suppliers.graphql import loaders
from suppliers.graphql.freshness import Freshness
from suppliers.graphql.types import Item, Partnership
from tenancy.graphql.loaders import SiteByIdLoader
from tenancy.graphql.types import Site


class CapacityUsage(graphene.ObjectType):
    """How much of a group one piece of an item takes."""

    id = graphene.ID(required=True)
    item = permission_field(Item, permission=P.ITEM_READ, refuses=True, required=True)
    per_piece = DecimalString(required=True, description="In the group's unit.")

    @staticmethod
    def resolve_item(row: models.CapacityUsage, info: Info) -> Any:
        return info.context.loaders.get(loaders.ItemByIdLoader).load(row.item_id)


class CapacityGroup(graphene.ObjectType):
    """Machines or places of my enterprise that stand in for each other."""

    id = graphene.ID(required=True)
    site = graphene.Field(Site, required=True)
    code = graphene.String(required=True)
    name = graphene.String(required=True)
    name_en = graphene.String(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    version = graphene.Int(required=True)
    usages = graphene.List(graphene.NonNull(CapacityUsage), required=True)

    @staticmethod
    def resolve_site(row: models.CapacityGroup, info: Info) -> Any:
        return info.context.loaders.get(SiteByIdLoader).load(row.site_id)

    @staticmethod
    def resolve_unit_name(row: models.CapacityGroup, info: Info) -> str:
        return unit_name(row.unit)

    @staticmethod
    def resolve_usages(row: models.CapacityGroup, info: Info) -> Any:
        return info.context.loaders.get(loaders.UsagesByGroupLoader).load(row.id)


class CapacityShare(graphene.ObjectType):
    """What of a week is agreed with one partner."""

    id = graphene.ID(required=True)
    partnership = permission_field(Partnership, permission=P.PARTNERSHIP_READ, refuses=True, required=True)
    agreed = DecimalString(required=True)

    @staticmethod
    def resolve_partnership(row: models.CapacityShare, info: Info) -> Any:
        return info.context.loaders.get(loaders.PartnershipByIdLoader).load(row.partnership_id)


class CapacityWeek(Freshness, graphene.ObjectType):
    """A group of mine in one week, named by its Monday."""

    id = graphene.ID(required=True)
    group_id = graphene.ID(required=True)
    week = Date(required=True)
    maximum = DecimalString(required=True)
    agreed = DecimalString(required=True, description="With all partners together.")
    free = DecimalString(required=True)
    shift_earlier = DecimalString(required=True, description="Of this week's work, possible before it.")
    shift_later = DecimalString(required=True, description="Of this week's work, possible after it.")
    machine_available = DecimalString(required=True, description="Percent of the machines that run.")
    shares = graphene.List(graphene.NonNull(CapacityShare), required=True)

    @staticmethod
    def resolve_shares(row: models.CapacityWeek, info: Info) -> Any:
        return info.context.loaders.get(loaders.SharesByWeekLoader).load(row.id)
