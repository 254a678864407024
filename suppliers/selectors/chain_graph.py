"""The viewer's graph of its chain: its own partnerships by name, and beyond them what members let it see."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import can
from common.clock import now, today
from suppliers.models import BomLine, Item, Partnership, SharedEdge, SharedNode
from suppliers.rules import components_below
from suppliers.rules.graph import (
    Graph,
    GraphLink,
    GraphNode,
    NodeKind,
    analysed,
    feeding,
    grouped,
    with_ways,
)
from suppliers.rules.network import Goods
from suppliers.selectors.network import (
    ACTIVE,
    bought_goods,
    cities_among,
    province_among,
    shown_edges,
    shown_nodes,
    sites_by_owner,
)
from suppliers.states import SharedField
from tenancy.models import Enterprise

MOST_ROWS = 5_000  # shown rows one reading takes in, the nearest first


@dataclass(frozen=True, slots=True)
class GraphFilter:
    """Conditions on the graph; empty means none. What meets them is shown with its way to the viewer.

    `item_id`: suppliers of the item and of all it is made of, and everybody above them. `deepest`: the last tier.
    """

    item_id: UUID | None = None
    search: str = ""
    category: str = ""
    deepest: int | None = None
    only_sole: bool = False


@dataclass(frozen=True)
class Seen:
    """A graph, and the shown rows that were told with it."""

    graph: Graph
    told: Sequence[SharedNode] = ()


def chain_graph(actor: Actor, filter: GraphFilter | None = None) -> Seen:
    """The graph under a filter, drawn together where it would be too large to look at."""
    wanted = filter or GraphFilter()
    whole, rows = _whole(actor)
    graph = feeding(whole, _parts(actor, wanted.item_id)) if wanted.item_id else whole
    if wanted.deepest is not None:
        graph = graph.only({n.id for n in graph.nodes if n.tier <= wanted.deepest})
    if wanted.search or wanted.only_sole or wanted.category:
        graph = with_ways(graph, [n.id for n in graph.nodes if _meets(n, graph.links, wanted)])
    return _seen(graph, rows)


def chain_node(actor: Actor, node_id: str) -> Seen | None:
    """A node with its direct neighbours; None for what the viewer does not see."""
    whole, rows = _whole(actor)
    if node_id not in {n.id for n in whole.nodes}:
        return None
    around = {node_id}
    for link in whole.links:
        if node_id in (link.buyer, link.supplier):
            around |= {link.buyer, link.supplier}
    links = [link for link in whole.links if node_id in (link.buyer, link.supplier)]
    return _seen(Graph(whole.root, whole.only(around).nodes, links), rows)


def _seen(graph: Graph, rows: dict[str, list[SharedNode]]) -> Seen:
    return Seen(grouped(graph), [row for n in graph.nodes for row in rows.get(n.id, ())])


def _meets(node: GraphNode, links: Iterable[GraphLink], wanted: GraphFilter) -> bool:
    if wanted.only_sole and not node.is_sole:
        return False
    if wanted.category and wanted.category != node.category:
        return False
    text = wanted.search.casefold()
    own = (node.name, node.name_en, node.category, node.province, *node.cities)
    goods = (t for link in links if link.supplier == node.id for g in link.goods for t in _texts(g))
    return not text or any(text in one.casefold() for one in (*own, *goods))


def _texts(goods: Goods) -> tuple[str, ...]:
    return (goods.reference, goods.name, goods.name_en, goods.category)


def _parts(actor: Actor, item_id: UUID) -> set[str]:
    """Numbers of an item of mine and of all it is made of."""
    below: defaultdict[UUID, list[UUID]] = defaultdict(list)
    lines = BomLine.objects.filter(enterprise_id=actor.enterprise_id)
    for parent, component in lines.values_list("parent_id", "component_id"):
        below[parent].append(component)
    mine = Item.objects.filter(enterprise_id=actor.enterprise_id, id__in=components_below(below, [item_id]))
    return set(mine.values_list("number", flat=True))


def _whole(actor: Actor) -> tuple[Graph, dict[str, list[SharedNode]]]:
    root, nodes, links = _own(actor)
    rows: dict[str, list[SharedNode]] = {}
    if can(actor, P.SHARED_READ):
        rows = _shown(actor, root, nodes, links)
    return analysed(Graph(root, list(nodes.values()), _merged(links))), rows


def _own(actor: Actor) -> tuple[str, dict[str, GraphNode], list[GraphLink]]:
    """The viewer, its partners on either side, and what it buys from each."""
    me = Enterprise.objects.get(id=actor.enterprise_id)
    mine = Q(buyer_id=me.id) | Q(supplier_id=me.id)
    partnerships = list(
        Partnership.objects.filter(mine, status=ACTIVE).select_related("buyer", "supplier").order_by("id")
    )
    partners = {p.id: p.supplier if p.buyer_id == me.id else p.buyer for p in partnerships}
    sites = sites_by_owner([me.id, *(e.id for e in partners.values())])
    root = str(me.id)
    nodes = {root: _enterprise(me, NodeKind.SELF, sites[me.id])}
    links = []
    goods = _goods(actor)
    for partnership in partnerships:
        partner = partners[partnership.id]
        bought = goods[partnership.id] if partnership.supplier_id == partner.id else ()
        node = _enterprise(partner, NodeKind.PARTNER, sites[partner.id])
        categories = dict.fromkeys(g.category for g in bought if g.category)
        node = replace(
            node,
            as_of=partnership.changed_at,
            partnership_id=partnership.id,
            category="、".join([*categories][:3]),
        )
        nodes[node.id] = nodes.get(node.id, node)
        ends = (root, node.id) if partnership.buyer_id == me.id else (node.id, root)
        links.append(GraphLink(*ends, tuple(bought)))
    return root, nodes, links


def _enterprise(enterprise: Enterprise, kind: NodeKind, addresses: list[str]) -> GraphNode:
    return GraphNode(
        str(enterprise.id), kind, now(), enterprise.short_name, enterprise.short_name_en,
        province=province_among(addresses), cities=cities_among(addresses),
    )  # fmt: skip


def _goods(actor: Actor) -> defaultdict[UUID, list[Goods]]:
    found: defaultdict[UUID, list[Goods]] = defaultdict(list)
    if can(actor, P.ITEM_READ):
        for source in bought_goods(actor):
            item = source.item
            goods = Goods(item.category, item.number, item.name, item.name_en)
            found[source.partnership_id].append(goods)
    return found


def _shown(
    actor: Actor, root: str, nodes: dict[str, GraphNode], links: list[GraphLink]
) -> dict[str, list[SharedNode]]:
    """Add what partners show of the network above them; the rows by node."""
    shown = shown_nodes(actor, SharedField.UPSTREAM).order_by("depth", "id")[:MOST_ROWS]
    rows: defaultdict[str, list[SharedNode]] = defaultdict(list)
    ids: dict[UUID, str] = {}
    for row in shown:
        ids[row.id] = key = str(row.party) if row.party else _opaque(row, root)
        nodes[key] = _joined(nodes.get(key), row, key)
        rows[key].append(row)
    for edge in shown_edges(actor, SharedField.UPSTREAM):
        buyer, supplier = (_end(edge, end, ids) for end in (edge.buyer_node_id, edge.supplier_node_id))
        if buyer and supplier:
            goods = Goods(edge.category, edge.reference, edge.name, edge.name_en)
            links.append(GraphLink(buyer, supplier, (goods,)))
    return rows


def _end(edge: SharedEdge, node_id: UUID | None, ids: dict[UUID, str]) -> str | None:
    return str(edge.grantor_id) if node_id is None else ids.get(node_id)


def _opaque(row: SharedNode, viewer: str) -> str:
    """An id that says nothing and is another one tomorrow, so that anonymous nodes are not followed over time."""
    told = f"{row.id}/{viewer}/{today()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
    return str(UUID(bytes=digest[:16], version=4))


def _joined(node: GraphNode | None, row: SharedNode, key: str) -> GraphNode:
    if node is not None:
        by = tuple(dict.fromkeys((*node.shared_by, row.grantor_id)))
        return node if node.kind in (NodeKind.SELF, NodeKind.PARTNER) else replace(node, shared_by=by)
    kind = NodeKind.NAMED if row.party else NodeKind.ANONYMOUS
    return GraphNode(
        key, kind, row.as_of, row.name, row.name_en, row.category, row.province, tuple(row.cities),
        shared_by=(row.grantor_id,),
    )  # fmt: skip


def _merged(links: Iterable[GraphLink]) -> list[GraphLink]:
    """One link for each pair, with the goods of all."""
    goods: defaultdict[tuple[str, str], list[Goods]] = defaultdict(list)
    for link in links:
        if link.buyer != link.supplier:
            goods[link.buyer, link.supplier] += link.goods
    return [GraphLink(*ends, tuple(dict.fromkeys(told))) for ends, told in goods.items()]
