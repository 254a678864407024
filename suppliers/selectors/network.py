"""What an enterprise knows of the network: its own sources, consents to be named, and what was passed on to it."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from common.clock import today
from suppliers.models import SharedEdge, SharedNode, SharingGrant, SourceOption
from suppliers.rules.network import Edge, Goods, Network, Node, Period, Supplier, received
from suppliers.rules.places import city_of, province_of
from suppliers.states import PartnershipStatus, SharedField, SharingSubject
from tenancy.models import Site

ACTIVE = PartnershipStatus.ACTIVE.value


def network_grants(actor: Actor) -> list[SharingGrant]:
    """The acting enterprise's own grants of the network that have not ended, with their partnerships."""
    rows = SharingGrant.objects.filter(
        grantor_id=actor.enterprise_id, subject=SharingSubject.NETWORK.value, revoked_at__isnull=True
    )
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today()))
    return list(rows.select_related("partnership").order_by("id"))


def bought_goods(actor: Actor) -> QuerySet[SourceOption]:
    """Approved sources of the acting enterprise in active partnerships."""
    rows = SourceOption.objects.filter(
        enterprise_id=actor.enterprise_id, is_approved=True, partnership__status=ACTIVE
    )
    return rows.select_related("item", "partnership").order_by("id")


def sites_by_owner(enterprise_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Addresses of the sites enterprises let their partners see, plants first."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    sites = Site.objects.filter(enterprise_id__in=set(enterprise_ids), is_shared=True)
    for site in sorted(sites, key=lambda s: (s.kind != Site.Kind.PLANT, s.code)):
        found[site.enterprise_id].append(site.address)
    return found


def province_among(addresses: Iterable[str]) -> str:
    return next((province for a in addresses if (province := province_of(a))), "")


def cities_among(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(city for a in addresses if (city := city_of(a))))


def shown_nodes(actor: Actor, field: SharedField) -> QuerySet[SharedNode]:
    """Nodes the acting enterprise may see today under the grants of a field, in active partnerships."""
    return SharedNode.objects.filter(_seen_by(actor, field)).order_by("id")


def shown_edges(actor: Actor, field: SharedField) -> QuerySet[SharedEdge]:
    """The same of the edges between them."""
    return SharedEdge.objects.filter(_seen_by(actor, field)).order_by("id")


def _seen_by(actor: Actor, field: SharedField) -> Q:
    day = today()
    live = Q(grant__valid_until__isnull=True) | Q(grant__valid_until__gte=day)
    live &= Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    live &= Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return live & Q(
        grantee_id=actor.enterprise_id, field=field.value, grant__revoked_at__isnull=True,
        grant__valid_from__lte=day, grant__partnership__status=ACTIVE,
    )  # fmt: skip


def direct_suppliers(actor: Actor) -> dict[UUID, list[Supplier]]:
    """The suppliers of the acting enterprise by chain, with their consents and what they have passed on."""
    goods: defaultdict[UUID, list[Goods]] = defaultdict(list)
    partnerships = {}
    for source in bought_goods(actor):
        item = source.item
        goods[source.partnership_id].append(Goods(item.category, item.number, item.name, item.name_en))
        partnerships[source.partnership_id] = source.partnership
    sites = sites_by_owner(p.supplier_id for p in partnerships.values())
    consents = {(n.grantor_id, n.chain_id): n for n in shown_nodes(actor, SharedField.IDENTITY)}
    above = _passed_on(actor)
    found: defaultdict[UUID, list[Supplier]] = defaultdict(list)
    for key, partnership in partnerships.items():
        place = (partnership.supplier_id, partnership.chain_id)
        consent = consents.get(place)
        supplier = Supplier(
            key, tuple(goods[key]), province_among(sites[partnership.supplier_id]),
            node_of(consent) if consent else None, above.get(place, Network()),
        )  # fmt: skip
        found[partnership.chain_id].append(supplier)
    return found


def _passed_on(actor: Actor) -> dict[tuple[UUID, UUID], Network]:
    """Networks passed on to the acting enterprise, by supplier and chain."""
    nodes: defaultdict[tuple[UUID, UUID], list[Node]] = defaultdict(list)
    edges: defaultdict[tuple[UUID, UUID], list[Edge]] = defaultdict(list)
    for node in shown_nodes(actor, SharedField.ONWARD):
        nodes[node.grantor_id, node.chain_id].append(node_of(node))
    for edge in shown_edges(actor, SharedField.ONWARD):
        edges[edge.grantor_id, edge.chain_id].append(edge_of(edge))
    return {place: received(rows, edges[place]) for place, rows in nodes.items()}


def node_of(row: SharedNode) -> Node:
    """A received row as a node whose key and origin it is."""
    return Node(
        row.id, row.depth, row.category, row.province, row.party, row.name, row.name_en, tuple(row.cities), row.id,
        Period(row.valid_from, row.valid_until), row.as_of,
    )  # fmt: skip


def edge_of(row: SharedEdge) -> Edge:
    goods = Goods(row.category, row.reference, row.name, row.name_en)
    return Edge(row.buyer_node_id, row.supplier_node_id, goods)
