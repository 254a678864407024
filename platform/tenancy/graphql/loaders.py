"""Batched reads of the directory, under the acting enterprise's rights."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from api.loaders import Loader, ManyLoader
from tenancy.models import ChainMembership, Enterprise, Site


class PartyByIdLoader(Loader[UUID, Enterprise]):
    """Directory rows of enterprises the acting one was introduced to."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Enterprise]:
        return Enterprise.objects.in_bulk(keys)


class SiteByIdLoader(Loader[UUID, Site]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, Site]:
        return Site.objects.in_bulk(keys)


class ChainSeatsByEnterpriseLoader(ManyLoader[UUID, ChainMembership]):
    """The seats an enterprise holds in chains, as far as the acting one may see them."""

    def rows(self, keys: list[UUID]) -> Iterable[ChainMembership]:
        seats = ChainMembership.objects.filter(enterprise_id__in=keys)
        return seats.select_related("chain").order_by("tier", "chain__name", "id")

    def key_of(self, row: ChainMembership) -> UUID:
        return row.enterprise_id
