"""Types of the directory."""

from typing import Any

import graphene

from api.types import DecimalString
from tenancy.graphql.loaders import PartyByIdLoader
from tenancy.models import ChainMembership
from tenancy.models import Site as SiteRow

SiteKind = graphene.Enum.from_enum(SiteRow.Kind, name="SiteKind", description="What a site is used for.")
ChainRole = graphene.Enum.from_enum(
    ChainMembership.Role, name="ChainRole", description="The part an enterprise takes in a chain."
)


class Party(graphene.ObjectType):
    """An enterprise as its partners see it."""

    id = graphene.ID(required=True)
    uscc = graphene.String(required=True, description="统一社会信用代码, GB 32100-2015.")
    name = graphene.String(required=True)
    name_en = graphene.String(required=True)
    short_name = graphene.String(required=True)
    short_name_en = graphene.String(required=True)
    region = graphene.String(required=True)


class Site(graphene.ObjectType):
    """A place of an enterprise; the point is WGS-84 degrees."""

    id = graphene.ID(required=True)
    code = graphene.String(required=True)
    name = graphene.String(required=True)
    name_en = graphene.String(required=True)
    kind = SiteKind(required=True)
    address = graphene.String(required=True)
    longitude = DecimalString()
    latitude = DecimalString()
    timezone = graphene.String(required=True, description="IANA name.")
    enterprise = graphene.Field(Party, required=True)

    @staticmethod
    def resolve_enterprise(row: SiteRow, info: Any) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.enterprise_id)


class ChainSeat(graphene.ObjectType):
    """The part an enterprise takes in one chain; tier counts away from the leader."""

    chain_id = graphene.ID(required=True)
    chain_name = graphene.String(required=True)
    chain_name_en = graphene.String(required=True)
    role = ChainRole(required=True)
    tier = graphene.Int(required=True)

    @staticmethod
    def resolve_chain_name(row: ChainMembership, info: Any) -> str:
        return str(row.chain.name)

    @staticmethod
    def resolve_chain_name_en(row: ChainMembership, info: Any) -> str:
        return str(row.chain.name_en)
