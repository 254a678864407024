"""Keeps what buyers see of the network in step with the enterprise's own rows, in the transaction that changes them.

An enterprise writes what it shows itself and nothing else. What was shown to it and passed on falls with the row it
comes from (models.network); what is to be added further up is the travel's work (services.network.travel).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from common.clock import now
from suppliers.models import (
    Item,
    NetworkOutline,
    NetworkRefresh,
    SharedEdge,
    SharedNode,
    SharingGrant,
    SourceOption,
)
from suppliers.rules import published_at
from suppliers.rules.network import Edge, Network, Node, Period, Supplier, outline
from suppliers.selectors.network import direct_suppliers, network_grants
from suppliers.selectors.network_preview import myself
from suppliers.services.network.launching import launch_travel
from suppliers.services.projection import tell
from suppliers.states import Grain, PartnershipStatus, SharedField
from tenancy.models import Enterprise

TRIES = 5
NODE_CONTENT = (
    "origin_id", "depth", "party", "name", "name_en", "category", "province", "cities", "valid_from", "valid_until",
)  # fmt: skip
EDGE_CONTENT = (
    "buyer_node_id", "supplier_node_id", "reference", "name", "name_en", "category", "valid_from", "valid_until",
)  # fmt: skip


def network_lock(actor: Actor) -> Enterprise:
    """Acts that change what an enterprise shows of its network wait for each other at its own directory row."""
    return Enterprise.objects.select_for_update(no_key=True).get(id=actor.enterprise_id)


def project_items(actor: Actor, items: Iterable[Item]) -> None:
    """Renew what is seen after items have changed, if any of them is bought."""
    ids = {item.id for item in items}
    if ids and SourceOption.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=ids).exists():
        project_network(actor)


def project_network(actor: Actor) -> None:
    """Make what is seen under every grant of the network be what the enterprise's rows say now.

    What was received may be taken back while it is being passed on: then it is read again, without it.
    """
    me = network_lock(actor)
    for tries_left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                _project(actor, me)
            return
        except IntegrityError:
            if not tries_left:
                raise


def _project(actor: Actor, me: Enterprise) -> None:
    grants = network_grants(actor)
    if not grants:
        return
    known = {o.grant_id: o for o in NetworkOutline.objects.filter(enterprise_id=actor.enterprise_id)}
    suppliers = direct_suppliers(actor)
    changed = []
    for grant in grants:
        network = _wanted(me, grant, grants, suppliers.get(grant.chain_id, []))
        if _publish(grant, network, known.get(grant.id), _period(grant, grants)):
            changed.append(grant)
    tell(actor, [g for g in changed if g.field == SharedField.UPSTREAM], "figures_changed")
    refresh(actor, changed)


def network_end(actor: Actor, grant: SharingGrant) -> None:
    """Take away what was seen under a grant that ends, and all that hangs on it."""
    SharedNode.objects.filter(grantor_id=actor.enterprise_id, grant=grant).delete()
    NetworkOutline.objects.filter(enterprise_id=actor.enterprise_id, grant=grant).delete()
    refresh(actor, [grant])


def refresh(actor: Actor, grants: Sequence[SharingGrant]) -> None:
    """Have the holders of grants look what they show on, once this is committed."""
    holders = {(g.chain_id, g.grantee_id) for g in grants}
    NetworkRefresh.objects.bulk_create(
        NetworkRefresh(chain_id=chain, enterprise_id=actor.enterprise_id, member_id=member, created_at=now())
        for chain, member in sorted(holders, key=str)
    )
    if holders:
        launch_travel()


def _beside(grant: SharingGrant, grants: Iterable[SharingGrant]) -> SharingGrant | None:
    """The grant that lets the same buyer see what this one lets it show on."""
    same = (g for g in grants if g.partnership_id == grant.partnership_id and g.field == SharedField.UPSTREAM)
    return next(same, None)


def _wanted(
    me: Enterprise, grant: SharingGrant, grants: Sequence[SharingGrant], suppliers: Sequence[Supplier]
) -> Network:
    if grant.partnership.status != PartnershipStatus.ACTIVE:
        return Network()
    if grant.field == SharedField.IDENTITY:
        return Network([myself(me)])
    seen = _beside(grant, grants)
    if seen is None:
        return Network()  # nothing is passed on that the buyer itself may not see
    is_anonymous = Grain.ANONYMOUS in (grant.grain, seen.grain)
    return outline(suppliers, me=me.id, viewer=grant.grantee_id, is_anonymous=is_anonymous)


def _period(grant: SharingGrant, grants: Iterable[SharingGrant]) -> Period:
    own = Period(grant.valid_from, grant.valid_until)
    seen = _beside(grant, grants)
    return own if seen is None else own.within(Period(seen.valid_from, seen.valid_until))


def _publish(grant: SharingGrant, network: Network, known: NetworkOutline | None, period: Period) -> bool:
    """Make what is seen under a grant be this network; whether anything of it has changed or fallen before.

    New rows go in before old ones go: whoever removes what they come from waits for this transaction.
    """
    present = {row.id: row for row in SharedNode.objects.filter(grantor_id=grant.grantor_id, grant=grant)}
    by_key: dict[Hashable | None, SharedNode] = {row.origin_id: row for row in present.values()}
    direct = known.direct if known else {}
    by_key |= {UUID(key): present[UUID(row)] for key, row in direct.items() if UUID(row) in present}
    rows = {n.key: _row(grant, n, period.within(n.period), by_key.get(n.key)) for n in network.nodes}
    fresh = [row for row in rows.values() if row.id not in present]
    gone = set(present) - {row.id for row in rows.values()}
    SharedNode.objects.bulk_create(fresh, batch_size=500)
    is_rewired = _wire(grant, network, rows)
    SharedNode.objects.filter(grantor_id=grant.grantor_id, id__in=gone).delete()
    has_fallen = known is not None and known.node_count != len(present)
    nearest = {str(n.key): str(rows[n.key].id) for n in network.nodes if n.depth <= 1}
    values = {"direct": nearest, "node_count": len(rows), "chain_id": grant.chain_id}
    if fresh or gone or has_fallen or known is None:
        NetworkOutline.objects.update_or_create(enterprise_id=grant.grantor_id, grant=grant, defaults=values)
    return bool(fresh or gone or is_rewired or has_fallen)


def _wire(grant: SharingGrant, network: Network, rows: Mapping[Hashable | None, SharedNode]) -> bool:
    """Make the edges be the network's; whether any was not."""
    wanted = {_edge_key(e := _edge(grant, edge, rows)): e for edge in network.edges}
    there = SharedEdge.objects.filter(grantor_id=grant.grantor_id, grant=grant)
    present = {_edge_key(edge): edge.id for edge in there}
    gone = [key for what, key in present.items() if what not in wanted]
    fresh = [edge for what, edge in wanted.items() if what not in present]
    SharedEdge.objects.filter(grantor_id=grant.grantor_id, id__in=gone).delete()
    SharedEdge.objects.bulk_create(fresh, batch_size=500)
    return bool(gone or fresh)


def _edge_key(edge: SharedEdge) -> tuple[object, ...]:
    return tuple(getattr(edge, name) for name in EDGE_CONTENT)


def _edge(grant: SharingGrant, edge: Edge, rows: Mapping[Hashable | None, SharedNode]) -> SharedEdge:
    buyer, supplier = rows.get(edge.buyer), rows.get(edge.supplier)
    periods = [Period(end.valid_from, end.valid_until) for end in (buyer, supplier) if end is not None]
    both = periods[0].within(periods[-1])
    return SharedEdge(
        **_head(grant), buyer_node=buyer, supplier_node=supplier, reference=edge.goods.reference,
        name=edge.goods.name, name_en=edge.goods.name_en, category=edge.goods.category, valid_from=both.since,
        valid_until=both.until,
    )  # fmt: skip


def _head(grant: SharingGrant) -> dict[str, object]:
    return {
        "chain_id": grant.chain_id, "grantor_id": grant.grantor_id, "grantee_id": grant.grantee_id,
        "grant": grant, "field": grant.field,
    }  # fmt: skip


def _row(grant: SharingGrant, node: Node, period: Period, present: SharedNode | None) -> SharedNode:
    """The row of a node: the present one where it says the same."""
    exact = Grain.EXACT if node.party else Grain.RANGE
    row = SharedNode(
        **_head(grant), origin_id=node.origin, depth=node.depth, party=node.party, name=node.name,
        name_en=node.name_en, category=node.category, province=node.province, cities=list(node.cities),
        valid_from=period.since, valid_until=period.until, as_of=published_at(exact, node.as_of or now()),
    )  # fmt: skip
    if present and all(getattr(present, name) == getattr(row, name) for name in NODE_CONTENT):
        return present
    return row
