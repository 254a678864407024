"""Reads of partnerships. Every one adds the indexed party predicate; row security is the net."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from common.clock import today
from common.errors import DomainError, NotFound
from common.language import current_language
from suppliers import errors
from suppliers.models import Partnership
from suppliers.rules import ordering_block
from suppliers.states import PARTNERSHIP_STATUS_NAMES, PartnershipStatus


@dataclass(frozen=True, slots=True)
class PartnershipFilter:
    """Conditions on partnerships; empty means no condition. `side` is BUYER or SUPPLIER, mine in it."""

    statuses: tuple[str, ...] = ()
    side: str = ""
    search: str = ""


def _mine(actor: Actor, side: str = "") -> Q:
    buying, supplying = Q(buyer_id=actor.enterprise_id), Q(supplier_id=actor.enterprise_id)
    if side == "BUYER":
        return buying
    return supplying if side == "SUPPLIER" else buying | supplying


def partnership_list(actor: Actor, filter: PartnershipFilter | None = None) -> QuerySet[Partnership]:
    """Partnerships the acting enterprise takes part in, on either side."""
    wanted = filter or PartnershipFilter()
    rows = Partnership.objects.filter(_mine(actor, wanted.side))
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.search:
        rows = rows.filter(_search(actor, wanted.search))
    return rows


def _search(actor: Actor, text: str) -> Q:
    """By the supplier's code (the buyer's own) or a name of the other side."""
    found = Q(buyer_id=actor.enterprise_id, supplier_code__icontains=text)
    for mine, other in (("buyer", "supplier"), ("supplier", "buyer")):
        for column in ("name", "name_en", "short_name", "short_name_en"):
            found |= Q(**{f"{mine}_id": actor.enterprise_id, f"{other}__{column}__icontains": text})
    return found


def partnership_get(actor: Actor, partnership_id: UUID) -> Partnership:
    """One partnership of mine; raises NotFound for foreign and unknown ids alike."""
    partnership = Partnership.objects.filter(_mine(actor), id=partnership_id).first()
    if partnership is None:
        raise NotFound
    return partnership


def partnerships_by_id(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Partnership]:
    """Partnerships of mine among these, in one query."""
    return Partnership.objects.filter(_mine(actor)).in_bulk(list(ids))


def partnerships_by_code(actor: Actor, codes: Iterable[str]) -> dict[str, Partnership]:
    """The acting buyer's partnerships by its own supplier codes."""
    rows = Partnership.objects.filter(buyer_id=actor.enterprise_id, supplier_code__in=set(codes) - {""})
    return {row.supplier_code: row for row in rows}


def check_ordering(partnership: Partnership, supplier_name: str) -> None:
    """Pass when new orders may go to the partnership today.

    Raises DomainError PARTNERSHIP_NOT_ACTIVE or PARTNERSHIP_EXPIRED.
    """
    block = ordering_block(PartnershipStatus(partnership.status), partnership.valid_until, today())
    if block is None:
        return
    if block.valid_until is not None:
        raise DomainError(
            errors.PARTNERSHIP_EXPIRED,
            field="partnershipId",
            supplier=supplier_name,
            valid_until=block.valid_until.isoformat(),
        )
    names = PARTNERSHIP_STATUS_NAMES[block.status]
    raise DomainError(
        errors.PARTNERSHIP_NOT_ACTIVE,
        field="partnershipId",
        supplier=supplier_name,
        state=names[1] if current_language() == "en" else names[0],
        status=block.status.value,
    )


def partnership_to_order_from(actor: Actor, partnership_id: UUID) -> Partnership:
    """The partnership when the acting enterprise may place a new order in it today.

    Raises NotFound, or DomainError PARTNERSHIP_NOT_ACTIVE / PARTNERSHIP_EXPIRED.
    """
    partnership = (
        Partnership.objects.filter(id=partnership_id, buyer_id=actor.enterprise_id)
        .select_related("supplier")
        .first()
    )
    if partnership is None:
        raise NotFound
    check_ordering(partnership, partnership.supplier.short_name)
    return partnership
