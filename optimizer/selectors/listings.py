"""Reads of one's own offers and needs."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from optimizer.models import MarketListing


@dataclass(frozen=True, slots=True)
class ListingFilter:
    """Conditions on listings; empty means no condition."""

    sides: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def listing_list(actor: Actor, wanted: ListingFilter | None = None) -> QuerySet[MarketListing]:
    """What the acting enterprise has posted or drafted."""
    wanted = wanted or ListingFilter()
    rows = MarketListing.objects.filter(enterprise_id=actor.enterprise_id)
    for column, values in (("side", wanted.sides), ("kind", wanted.kinds), ("status", wanted.statuses)):
        if values:
            rows = rows.filter(**{f"{column}__in": values})
    return rows
