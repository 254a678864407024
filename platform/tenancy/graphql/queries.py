"""Reads of the directory."""

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.ids import sought_id
from api.types import Info
from tenancy.graphql.types import Site
from tenancy.models import Site as SiteRow
from tenancy.selectors import site_list


class Query(graphene.ObjectType):
    sites = permission_field(
        graphene.List(graphene.NonNull(Site)),
        permission=P.DIRECTORY_READ,
        refuses=True,
        required=True,
        description="Sites of an enterprise I know; my own by default.",
        enterprise_id=graphene.ID(),
    )

    @staticmethod
    def resolve_sites(root: None, info: Info, enterprise_id: str | None = None) -> list[SiteRow]:
        mine = info.context.actor.enterprise_id
        return list(site_list(mine if enterprise_id is None else sought_id(enterprise_id)))
