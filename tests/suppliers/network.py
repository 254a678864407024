"""Short ways to share the network over chains of any shape, and to read what comes up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from suppliers.models import SharedEdge, SharedNode, SharingGrant
from suppliers.selectors import grants_given
from suppliers.selectors.network import shown_edges, shown_nodes
from suppliers.services import sharing
from suppliers.services.network.travel import network_travel
from suppliers.states import Grain, SharedField
from tenancy.context import acting_as
from tenancy.models import Site
from tests.suppliers.tiers import Tiers

UPSTREAM, ONWARD, IDENTITY = SharedField.UPSTREAM, SharedField.ONWARD, SharedField.IDENTITY
EXACT, ANONYMOUS = Grain.EXACT, Grain.ANONYMOUS


def line(*names: str) -> Tiers:
    """root ← the first ← the second …, each with a plant in a city of its own province."""
    tiers = Tiers()
    below = "root"
    for name in names:
        tiers.member(name, free=None)
        settle(tiers, name)
        tiers.buys(below, name)
        below = name
    return tiers


def settle(tiers: Tiers, name: str, address: str = "四川省成都市双流区 1 号") -> None:
    with acting_as(tiers.members[name].id):
        Site.objects.filter(enterprise_id=tiers.members[name].id).update(address=address)


def share(
    tiers: Tiers, supplier: str, buyer: str, field: SharedField, grain: Grain = EXACT, **more: Any
) -> SharingGrant:
    """The supplier shares a field of the network with the buyer; it travels when the caller lets it."""
    member = tiers.members[supplier]
    partnership = tiers.partnerships[buyer, supplier]
    with acting_as(member.id):
        present = grants_given(member.actor).filter(partnership=partnership, field=field.value).first()
        wanted = sharing.NewGrant(partnership.id, field, grain, "链图谱", **more)
        return sharing.sharing_grant_set(
            actor=member.actor, grant=wanted, version=present.version if present else None
        )


def revoke(tiers: Tiers, grant: SharingGrant) -> None:
    member = next(m for m in tiers.members.values() if m.id == grant.grantor_id)
    with acting_as(member.id):
        sharing.sharing_grant_revoke(actor=member.actor, grant_id=grant.id, version=grant.version)


def open_up(tiers: Tiers, *pairs: tuple[str, str], grain: Grain = EXACT) -> None:
    """Each supplier of the pairs (buyer, supplier) shares everything with that buyer, at one grain."""
    for buyer, supplier in pairs:
        share(tiers, supplier, buyer, UPSTREAM, grain)
        share(tiers, supplier, buyer, ONWARD, grain)
        share(tiers, supplier, buyer, IDENTITY)
    network_travel()


def nodes(tiers: Tiers, name: str, field: SharedField = UPSTREAM) -> list[SharedNode]:
    member = tiers.members[name]
    with acting_as(member.id):
        return sorted(shown_nodes(member.actor, field), key=lambda n: (n.depth, n.name, n.category))


def edges(tiers: Tiers, name: str, field: SharedField = UPSTREAM) -> list[SharedEdge]:
    member = tiers.members[name]
    with acting_as(member.id):
        return list(shown_edges(member.actor, field))


def names(tiers: Tiers, name: str) -> list[tuple[int, str]]:
    """What a member sees above its suppliers: depth and name, "" where anonymous."""
    return [(n.depth, n.name) for n in nodes(tiers, name)]


@contextmanager
def as_member(tiers: Tiers, name: str) -> Iterator[Any]:
    member = tiers.members[name]
    with acting_as(member.id):
        yield member.actor
