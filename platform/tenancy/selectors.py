"""Directory reads under the acting enterprise's rights."""

from uuid import UUID

from django.db.models import QuerySet

from common.errors import NotFound
from tenancy.models import Chain, ChainMembership, Enterprise, Site


def enterprise_get(enterprise_id: UUID) -> Enterprise:
    """The directory row; raises NotFound when it was never introduced to the acting enterprise."""
    try:
        return Enterprise.objects.get(id=enterprise_id)
    except Enterprise.DoesNotExist:
        raise NotFound from None


def site_list(enterprise_id: UUID) -> QuerySet[Site]:
    return Site.objects.filter(enterprise_id=enterprise_id).order_by("code")


def site_get(site_id: UUID) -> Site:
    try:
        return Site.objects.get(id=site_id)
    except Site.DoesNotExist:
        raise NotFound from None


def chain_list() -> QuerySet[Chain]:
    """The chains the acting enterprise takes part in."""
    return Chain.objects.order_by("name")


def home_chain(enterprise_id: UUID) -> Chain:
    """The chain an enterprise's own things belong to: the one it leads, else the first it joined.

    Raises NotFound for an enterprise that takes part in none.
    """
    seats = ChainMembership.objects.filter(enterprise_id=enterprise_id).select_related("chain")
    seat = seats.order_by("tier", "chain__name", "id").first()
    if seat is None:
        raise NotFound
    chain: Chain = seat.chain
    return chain
