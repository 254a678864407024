"""The predicates that every read of a shared document carries."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from orders.states import Side
from suppliers.models import Partnership


def party(actor: Actor, side: str = "") -> Q:
    """Rows to which the acting enterprise is a party, or only those where it stands on one side."""
    buying, supplying = Q(buyer_id=actor.enterprise_id), Q(supplier_id=actor.enterprise_id)
    if side == Side.BUYER:
        return buying
    return supplying if side == Side.SUPPLIER else buying | supplying


def partner(actor: Actor, ids: Iterable[UUID]) -> Q:
    """Rows whose other side is one of the enterprises."""
    wanted = list(ids)
    return Q(buyer_id=actor.enterprise_id, supplier_id__in=wanted) | Q(
        supplier_id=actor.enterprise_id, buyer_id__in=wanted
    )


def partner_named(actor: Actor, text: str) -> Q:
    """Rows whose other side has the text in one of its names."""
    found = Q()
    for mine, other in (("buyer", "supplier"), ("supplier", "buyer")):
        for column in ("short_name", "short_name_en", "name", "name_en"):
            found |= Q(**{f"{mine}_id": actor.enterprise_id, f"{other}__{column}__icontains": text})
    return found


def only_side(actor: Actor) -> str:
    """The one side the acting enterprise takes in its partnerships; "" when it takes both.

    A list over one side walks an index in order; a list over both has to sort everything.
    """
    if not Partnership.objects.filter(supplier_id=actor.enterprise_id).exists():
        return Side.BUYER.value
    is_buying = Partnership.objects.filter(buyer_id=actor.enterprise_id).exists()
    return "" if is_buying else Side.SUPPLIER.value
