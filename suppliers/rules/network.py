"""What an enterprise shows of the network above it: pure, from its own sources and from what was passed on to it.

Whoever is named is named by consent; everything above an anonymous node is anonymous; what leads back to the shower
itself ends there. So what is shown onward is never closer than what any hop below it has let through.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

MOST_DEPTH: Final = 6  # tiers above the shower; beyond it nothing is passed on
MOST_NODES: Final = 400  # shown under one grant, the nearest first
_CATEGORIES: Final = 3  # named on one node


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which something may be seen; None is open."""

    since: date | None = None
    until: date | None = None

    def within(self, other: "Period") -> "Period":
        """The days of both."""
        starts = [d for d in (self.since, other.since) if d]
        ends = [d for d in (self.until, other.until) if d]
        return Period(max(starts, default=None), min(ends, default=None))


@dataclass(frozen=True, slots=True)
class Goods:
    """What is bought: the buyer's item, or its category alone."""

    category: str
    reference: str = ""
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """An enterprise above somebody. `key`: what tells it from others there; `origin`: the row it is known from."""

    key: Hashable
    depth: int
    category: str = ""
    province: str = ""
    party: UUID | None = None
    name: str = ""
    name_en: str = ""
    cities: tuple[str, ...] = ()
    origin: UUID | None = None
    period: Period = Period()
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """`buyer` buys `goods` from `supplier`; None is the one the network is above of."""

    buyer: Hashable | None
    supplier: Hashable | None
    goods: Goods


@dataclass(frozen=True)
class Network:
    """Nodes and edges above one enterprise."""

    nodes: Sequence[Node] = ()
    edges: Sequence[Edge] = ()


@dataclass(frozen=True, slots=True)
class Supplier:
    """A direct supplier. `consent`: the node it lets itself be named by; `above`: what it has passed on."""

    key: UUID
    goods: tuple[Goods, ...]
    province: str
    consent: Node | None = None
    above: Network = field(default_factory=Network)


def outline(suppliers: Iterable[Supplier], *, me: UUID, viewer: UUID, is_anonymous: bool) -> Network:
    """What `me` shows `viewer` of the network above it."""
    nodes: dict[Hashable, Node] = {}
    edges: list[Edge] = []
    for supplier in suppliers:
        direct = _direct(supplier, is_anonymous)
        nodes[direct.key] = direct
        edges += _edges(None, direct.key, supplier.goods, direct.party is not None)
        if direct.party != viewer:
            _pass_on(supplier, direct, me, viewer, is_anonymous, nodes, edges)
    nearest = sorted(nodes.values(), key=lambda n: (n.depth, n.category, str(n.key)))[:MOST_NODES]
    return received(nearest, dict.fromkeys(edges))


def _direct(supplier: Supplier, is_anonymous: bool) -> Node:
    categories = sorted({g.category for g in supplier.goods if g.category})
    node = Node(supplier.key, 1, "、".join(categories[:_CATEGORIES]), supplier.province)
    consent = supplier.consent
    if is_anonymous or consent is None:
        return node
    return replace(
        node, party=consent.party, name=consent.name, name_en=consent.name_en, cities=consent.cities,
        province=consent.province, origin=consent.origin, period=consent.period,
    )  # fmt: skip


def _edges(
    buyer: Hashable | None, supplier: Hashable | None, goods: Iterable[Goods], is_named: bool
) -> list[Edge]:
    told = goods if is_named else (Goods(g.category) for g in goods)
    return list(dict.fromkeys(Edge(buyer, supplier, g) for g in told))


def _pass_on(
    supplier: Supplier, direct: Node, me: UUID, viewer: UUID, is_anonymous: bool, nodes: dict[Hashable, Node],
    edges: list[Edge],
) -> None:  # fmt: skip
    """Add what a supplier has passed on, reached from it hop by hop; the way back to me ends at me."""
    known, bought = {n.key: n for n in supplier.above.nodes}, _by_buyer(supplier.above)
    named = set() if is_anonymous else _named(direct, known, bought, viewer)
    made: dict[Hashable | None, Node] = {None: direct}
    waiting: deque[Hashable | None] = deque([None])
    while waiting:
        buyer = made[at := waiting.popleft()]
        for edge in bought[at] if buyer.party != viewer else ():
            above = known.get(edge.supplier)
            is_open = buyer.party is not None
            if edge.supplier is None:
                edges += _edges(buyer.key, direct.key, [edge.goods], is_open)
            elif above is not None and above.party == me:
                edges += _edges(buyer.key, None, [edge.goods], True) if is_open else []
            elif above is not None and above.depth < MOST_DEPTH:
                if edge.supplier not in made:
                    made[edge.supplier] = _passed(above, edge.supplier in named)
                    waiting.append(edge.supplier)
                node = nodes[edge.supplier] = made[edge.supplier]
                edges += _edges(buyer.key, node.key, [edge.goods], is_open and node.party is not None)


def _by_buyer(network: Network) -> defaultdict[Hashable | None, list[Edge]]:
    found: defaultdict[Hashable | None, list[Edge]] = defaultdict(list)
    for edge in network.edges:
        found[edge.buyer].append(edge)
    return found


def _named(
    direct: Node, known: Mapping[Hashable, Node], bought: Mapping[Hashable | None, list[Edge]], viewer: UUID
) -> set[Hashable]:
    """Nodes to which a way leads on which everybody is named."""
    found: set[Hashable] = set()
    waiting: list[Hashable | None] = [None] if direct.party is not None else []
    while waiting:
        at = waiting.pop()
        if at is not None and known[at].party == viewer:
            continue
        for edge in bought[at]:
            above = known.get(edge.supplier)
            if above is not None and above.party is not None and edge.supplier not in found:
                found.add(edge.supplier)
                waiting.append(edge.supplier)
    return found


def _passed(node: Node, is_named: bool) -> Node:
    deeper = replace(node, depth=node.depth + 1)
    return deeper if is_named else replace(deeper, party=None, name="", name_en="", cities=())


def received(nodes: Iterable[Node], edges: Iterable[Edge]) -> Network:
    """These nodes as a network; edges at whose end there is none of them are left out."""
    kept = {n.key: n for n in nodes}
    return Network(
        list(kept.values()),
        [e for e in edges if all(end is None or end in kept for end in (e.buyer, e.supplier))],
    )
