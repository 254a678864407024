"""The predicate that every read of a shared document carries."""

from django.db.models import Q

from accounts.actor import Actor
from orders.states import Side


def party(actor: Actor, side: str = "") -> Q:
    """Rows to which the acting enterprise is a party, or only those where it stands on one side."""
    buying, supplying = Q(buyer_id=actor.enterprise_id), Q(supplier_id=actor.enterprise_id)
    if side == Side.BUYER:
        return buying
    return supplying if side == Side.SUPPLIER else buying | supplying
