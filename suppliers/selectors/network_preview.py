"""What a buyer would see of the network under a grant that is not given yet."""

from uuid import UUID

from accounts.actor import Actor
from common.clock import now
from common.errors import NotFound
from common.ids import new_id
from suppliers.models import Partnership
from suppliers.rules.graph import GraphNode, NodeKind
from suppliers.rules.network import Node, outline
from suppliers.selectors.network import cities_among, direct_suppliers, province_among, sites_by_owner
from suppliers.states import FIELD_SUBJECTS, Grain, SharedField, SharingSubject
from tenancy.models import Enterprise


def network_preview(actor: Actor, partnership_id: UUID, field: SharedField, grain: Grain) -> list[GraphNode]:
    """The nodes, nearest first; nothing is written. Empty for a field of another subject. Raises NotFound."""
    partnership = Partnership.objects.filter(id=partnership_id, supplier_id=actor.enterprise_id).first()
    if partnership is None:
        raise NotFound
    if FIELD_SUBJECTS[field] is not SharingSubject.NETWORK:
        return []
    if field is SharedField.IDENTITY:
        return [_shown(myself(Enterprise.objects.get(id=actor.enterprise_id)))]
    suppliers = direct_suppliers(actor).get(partnership.chain_id, [])
    is_anonymous = grain is not Grain.EXACT
    network = outline(
        suppliers, me=actor.enterprise_id, viewer=partnership.buyer_id, is_anonymous=is_anonymous
    )
    return [_shown(node) for node in network.nodes]


def myself(me: Enterprise) -> Node:
    """The enterprise as it lets itself be named."""
    addresses = sites_by_owner([me.id])[me.id]
    return Node(
        me.id, 0, province=province_among(addresses), party=me.id, name=me.short_name, name_en=me.short_name_en,
        cities=cities_among(addresses),
    )  # fmt: skip


def _shown(node: Node) -> GraphNode:
    kind = NodeKind.NAMED if node.party else NodeKind.ANONYMOUS
    return GraphNode(
        str(new_id()), kind, node.as_of or now(), node.name, node.name_en, node.category, node.province, node.cities,
        tier=node.depth,
    )  # fmt: skip
