"""Questions to a graph of who supplies whom: tiers, single sources, loops, ways, and a picture that stays small."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from suppliers.rules.network import Goods

MOST_DRAWN: Final = 300


class NodeKind(StrEnum):
    """How a node of the graph is known."""

    SELF = "SELF"
    PARTNER = "PARTNER"
    NAMED = "NAMED"
    ANONYMOUS = "ANONYMOUS"
    GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One enterprise, or of a GROUP several of one tier and category. `shared_by`: the partners who show it.

    `tier`: hops above the viewer, -1 for its buyers. `loop`: which loop it lies on. `is_sole`: it is the only source of
    something one of the nodes buys.
    """

    id: str
    kind: NodeKind
    as_of: datetime
    name: str = ""
    name_en: str = ""
    category: str = ""
    province: str = ""
    cities: tuple[str, ...] = ()
    partnership_id: UUID | None = None
    shared_by: tuple[UUID, ...] = ()
    tier: int = 0
    count: int = 1
    is_sole: bool = False
    loop: int | None = None


@dataclass(frozen=True, slots=True)
class GraphLink:
    """A buyer and one of its suppliers, with what is bought; `sole`: the goods it alone supplies to this buyer."""

    buyer: str
    supplier: str
    goods: tuple[Goods, ...] = ()
    sole: frozenset[Goods] = frozenset()


@dataclass(frozen=True)
class Graph:
    """What a viewer sees; `root` is the viewer."""

    root: str
    nodes: Sequence[GraphNode]
    links: Sequence[GraphLink]

    def only(self, ids: Collection[str]) -> "Graph":
        """The part with these nodes and the links between them."""
        links = [link for link in self.links if link.buyer in ids and link.supplier in ids]
        return Graph(self.root, [n for n in self.nodes if n.id in ids], links)


def _suppliers(links: Iterable[GraphLink]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        found[link.buyer].append(link.supplier)
    return found


def tiers_of(root: str, links: Sequence[GraphLink]) -> dict[str, int]:
    """The least number of hops upstream from the root; its buyers, where nothing leads up to them, are at -1."""
    above, tiers = _suppliers(links), {root: 0}
    waiting = deque([root])
    while waiting:
        at = waiting.popleft()
        for supplier in above.get(at, ()):
            if supplier not in tiers:
                tiers[supplier] = tiers[at] + 1
                waiting.append(supplier)
    for link in links:
        if link.supplier == root:
            tiers.setdefault(link.buyer, -1)
    return tiers


def with_soles(links: Sequence[GraphLink]) -> list[GraphLink]:
    """The links with what each is the single source of: an item, or a category where no items are told."""
    sources: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for link in links:
        for g in link.goods:
            sources[link.buyer, g.reference, "" if g.reference else g.category].add(link.supplier)
    return [
        replace(
            link,
            sole=frozenset(
                g
                for g in link.goods
                if (g.reference or g.category)
                and len(sources[link.buyer, g.reference, "" if g.reference else g.category]) == 1
            ),
        )
        for link in links
    ]


def loops_of(links: Sequence[GraphLink]) -> list[set[str]]:
    """Strongly connected components of more than one node (R. Tarjan, SIAM J. Comput. 1, 1972), without recursion."""
    above = _suppliers(links)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[set[str]] = []
    for start in [link.buyer for link in links]:
        if start in index:
            continue
        work = [(start, iter(above.get(start, ())))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            at, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == index[at]:
                    found.append(_popped(stack, on_stack, at))
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                work.append((following, iter(above.get(following, ()))))
            elif following in on_stack:
                low[at] = min(low[at], index[following])
    return [component for component in found if len(component) > 1]


def _popped(stack: list[str], on_stack: set[str], until: str) -> set[str]:
    component = set()
    while True:
        node = stack.pop()
        on_stack.discard(node)
        component.add(node)
        if node == until:
            return component


def analysed(graph: Graph) -> Graph:
    """The graph with tiers, single sources and loops; what nothing leads to any more is left out."""
    links = with_soles(graph.links)
    tiers = tiers_of(graph.root, links)
    sole = {link.supplier for link in links if link.sole}
    loops = {node: at for at, loop in enumerate(loops_of(links)) for node in sorted(loop)}
    nodes = [
        replace(n, tier=tiers[n.id], is_sole=n.id in sole, loop=loops.get(n.id))
        for n in graph.nodes
        if n.id in tiers
    ]
    return Graph(graph.root, nodes, links).only({n.id for n in nodes})


def with_ways(graph: Graph, wanted: Iterable[str]) -> Graph:
    """These nodes, and on a shortest way each node between them and the root."""
    tiers = {n.id: n.tier for n in graph.nodes}
    below: dict[str, str] = {}
    for link in graph.links:
        if tiers[link.supplier] == tiers[link.buyer] + 1:
            below.setdefault(link.supplier, link.buyer)
    kept = {graph.root}
    for node in wanted:
        at: str | None = node
        while at is not None and at not in kept:
            kept.add(at)
            at = below.get(at)
    return graph.only(kept)


def feeding(graph: Graph, references: Collection[str]) -> Graph:
    """The suppliers of these items of the root, and everybody above them: who may have a part in the items.

    Which of its materials a partner puts into which product it does not tell: all above a supplier count.
    """
    links = [
        replace(link, goods=tuple(g for g in link.goods if g.reference in references))
        if link.buyer == graph.root
        else link
        for link in graph.links
        if link.supplier != graph.root
    ]
    return analysed(Graph(graph.root, graph.nodes, [k for k in links if k.goods or k.buyer != graph.root]))


def grouped(graph: Graph, most: int = MOST_DRAWN) -> Graph:
    """At most about `most` nodes: the farthest tiers are drawn together by category until it is so."""
    nodes, tier = list(graph.nodes), max((n.tier for n in graph.nodes), default=0)
    instead: dict[str, str] = {}
    while len(nodes) > most and tier > 0:
        groups: defaultdict[str, list[GraphNode]] = defaultdict(list)
        for node in (n for n in nodes if n.tier == tier):
            groups[f"tier-{tier}/{node.category}"].append(node)
        nodes = [n for n in nodes if n.tier != tier] + [_group(key, some) for key, some in groups.items()]
        instead |= {n.id: key for key, some in groups.items() for n in some}
        tier -= 1
    return Graph(graph.root, nodes, _joined(graph.links, instead)) if instead else graph


def _group(key: str, some: Sequence[GraphNode]) -> GraphNode:
    first = some[0]
    return GraphNode(
        key, NodeKind.GROUP, min(n.as_of for n in some), category=first.category, tier=first.tier, count=len(some),
        shared_by=tuple(dict.fromkeys(g for n in some for g in n.shared_by)), is_sole=any(n.is_sole for n in some),
    )  # fmt: skip


def _joined(links: Iterable[GraphLink], instead: Mapping[str, str]) -> list[GraphLink]:
    """Links between what is drawn; goods of the single links are not told of a group."""
    found: dict[tuple[str, str], GraphLink] = {}
    for link in links:
        ends = (instead.get(link.buyer, link.buyer), instead.get(link.supplier, link.supplier))
        if ends == (link.buyer, link.supplier):
            found[ends] = link
        elif ends[0] != ends[1]:
            before = found.get(ends, GraphLink(*ends))
            found[ends] = replace(before, sole=before.sole | link.sole)
    return list(found.values())
