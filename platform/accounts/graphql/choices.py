"""The enterprises a person may switch to, read by the gate: the acting one may not know the others."""

from dataclasses import dataclass

from accounts.actor import Actor
from accounts.roles import Role
from accounts.selectors import own_seats
from tenancy.context import system_access
from tenancy.models import ChainMembership, Enterprise


@dataclass(frozen=True, slots=True)
class Choice:
    """An enterprise to act for, the person's roles there, and its own seats in chains."""

    enterprise: Enterprise
    roles: tuple[Role, ...]
    chains: list[ChainMembership]


def own_choices(actor: Actor) -> list[Choice]:
    """Where the person has a seat, oldest first; three queries however many."""
    seats = own_seats(actor)
    ids = [seat.enterprise_id for seat in seats]
    with system_access("directory"):
        found = Enterprise.objects.using("system").in_bulk(ids)
        memberships = ChainMembership.objects.using("system").filter(enterprise_id__in=ids)
        chains = list(memberships.select_related("chain").order_by("tier", "chain__name", "id"))
    return [
        Choice(
            enterprise=found[seat.enterprise_id],
            roles=tuple(sorted(seat.roles)),
            chains=[seat_in for seat_in in chains if seat_in.enterprise_id == seat.enterprise_id],
        )
        for seat in seats
    ]
