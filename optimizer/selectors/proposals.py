"""Reads of one's own halves of matches."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from optimizer.models import MarketProposal


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Conditions on proposals; empty means no condition."""

    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    listing_id: UUID | None = None


def proposal_list(actor: Actor, wanted: ProposalFilter | None = None) -> QuerySet[MarketProposal]:
    """What has been proposed to the acting enterprise."""
    wanted = wanted or ProposalFilter()
    rows = MarketProposal.objects.filter(enterprise_id=actor.enterprise_id)
    for column, values in (("kind", wanted.kinds), ("status", wanted.statuses)):
        if values:
            rows = rows.filter(**{f"{column}__in": values})
    return rows if wanted.listing_id is None else rows.filter(listing_id=wanted.listing_id)
