"""Rules of the network for any shape: nobody is named without consent, nothing is closer than a hop lets through."""

from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.rules.graph import (
    Graph,
    GraphLink,
    GraphNode,
    NodeKind,
    analysed,
    grouped,
    loops_of,
    tiers_of,
    with_ways,
)
from suppliers.rules.network import (
    MOST_DEPTH,
    MOST_NODES,
    Edge,
    Goods,
    Network,
    Node,
    Supplier,
    outline,
)
from suppliers.rules.places import city_of, province_of

ME, VIEWER = UUID(int=1), UUID(int=2)
GOODS = (Goods("铸件", "C-1", "壳体", "Housing"),)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24)


def _named(number: int, key: object = None, depth: int = 1) -> Node:
    return Node(
        key or UUID(int=100 + number), depth, "铸件", "四川", UUID(int=100 + number), f"n{number}", f"n{number}",
        ("成都市",),
    )  # fmt: skip


@st.composite
def suppliers(draw: st.DrawFn) -> list[Supplier]:
    """Up to four suppliers; each passes on a small network of any shape, partly anonymous."""
    made = []
    for number in range(draw(st.integers(0, 4))):
        count = draw(st.integers(0, 5))
        above = []
        for at in range(count):
            key = UUID(int=1000 + 100 * number + at)
            depth = draw(st.integers(1, MOST_DEPTH))
            party = draw(st.sampled_from([None, ME, VIEWER, UUID(int=50 + at)]))
            named = Node(
                key, depth, "铜", "江苏", party, "x" if party else "", "", ("无锡市",) if party else ()
            )
            above.append(named)
        ends = st.sampled_from([None, *(n.key for n in above)])
        edges = [Edge(draw(ends), draw(ends), GOODS[0]) for _ in range(draw(st.integers(0, 8)))]
        consent = _named(number) if draw(st.booleans()) else None
        made.append(Supplier(UUID(int=10 + number), GOODS, "四川", consent, Network(above, edges)))
    return made


@given(suppliers(), st.booleans())
def test_an_outline_is_never_closer_than_it_may_be(given_: list[Supplier], is_anonymous: bool) -> None:
    found = outline(given_, me=ME, viewer=VIEWER, is_anonymous=is_anonymous)
    nodes = {n.key: n for n in found.nodes}
    consents = {s.key for s in given_ if s.consent}

    assert len(nodes) == len(found.nodes) <= MOST_NODES
    for node in found.nodes:
        assert 1 <= node.depth <= MOST_DEPTH
        if node.party is None:
            assert (node.name, node.cities) == ("", ())
        else:
            assert not is_anonymous
        if node.depth == 1 and node.key in {s.key for s in given_}:
            assert (node.party is not None) == (node.key in consents and not is_anonymous)
        assert node.party != ME
    for edge in found.edges:
        ends = [nodes[end] for end in (edge.buyer, edge.supplier) if end is not None]
        assert ends
        if any(end.party is None for end in ends):
            assert edge.goods.reference == edge.goods.name == ""


@given(suppliers(), st.booleans())
def test_every_named_node_is_reached_by_names_alone(given_: list[Supplier], is_anonymous: bool) -> None:
    found = outline(given_, me=ME, viewer=VIEWER, is_anonymous=is_anonymous)
    named = {n.key for n in found.nodes if n.party is not None}
    reached: set[object] = {None}
    for _ in found.nodes:
        reached |= {e.supplier for e in found.edges if e.buyer in reached and e.supplier in named}

    assert named <= reached


def _graph(pairs: list[tuple[int, int]]) -> Graph:
    links = [GraphLink(str(a), str(b), GOODS) for a, b in dict.fromkeys(pairs) if a != b]
    return Graph("0", [GraphNode(str(n), NodeKind.NAMED, NOW, category="c") for n in range(8)], links)


@given(PAIRS)
def test_loops_are_what_can_be_walked_round(pairs: list[tuple[int, int]]) -> None:
    links = _graph(pairs).links
    reach = {str(n): {str(n)} for n in range(8)}
    for _ in range(8):
        for link in links:
            reach[link.buyer] |= reach[link.supplier]
    expected = {
        frozenset(b for b in reach if b in reach[a] and a in reach[b]) for a in reach
    }  # each with those it reaches and is reached by

    assert {frozenset(loop) for loop in loops_of(links)} == {e for e in expected if len(e) > 1}


@given(PAIRS)
def test_a_tier_is_the_least_number_of_hops(pairs: list[tuple[int, int]]) -> None:
    links = _graph(pairs).links
    tiers = tiers_of("0", links)

    assert tiers["0"] == 0
    for link in links:
        if tiers.get(link.buyer, -1) >= 0:
            assert tiers[link.supplier] <= tiers[link.buyer] + 1
    for node, tier in tiers.items():
        if tier > 0:
            assert any(link.supplier == node and tiers.get(link.buyer) == tier - 1 for link in links)


@given(PAIRS, st.sets(st.integers(0, 7)))
def test_a_way_leads_from_the_root_to_everything_wanted(
    pairs: list[tuple[int, int]], wanted: set[int]
) -> None:
    whole = analysed(_graph(pairs))
    there = {n.id for n in whole.nodes}
    kept = with_ways(whole, [str(n) for n in wanted if str(n) in there])

    assert {n.id for n in analysed(kept).nodes} == {n.id for n in kept.nodes}


@given(PAIRS, st.integers(1, 8))
def test_drawing_together_loses_nobody(pairs: list[tuple[int, int]], most: int) -> None:
    whole = analysed(_graph(pairs))
    drawn = grouped(whole, most)

    assert sum(n.count for n in drawn.nodes) == len(whole.nodes)
    ids = {n.id for n in drawn.nodes}
    assert all(
        link.buyer in ids and link.supplier in ids and link.buyer != link.supplier for link in drawn.links
    )


def test_a_line_of_many_tiers_is_not_recursed_into() -> None:
    links = [GraphLink(str(a), str(b)) for a, b in pairwise(range(5_000))]
    assert loops_of(links) == []
    assert tiers_of("0", links)["4999"] == 4999


@pytest.mark.parametrize(
    ("address", "province", "city"),
    [
        ("重庆市两江新区龙兴镇迎龙大道 18 号", "重庆", "重庆两江新区"),
        ("四川省成都市双流区 1 号", "四川", "成都市"),
        ("广西壮族自治区南宁市青秀区", "广西", "南宁市"),
        ("香港特别行政区九龙", "香港", ""),
        ("渝", "", ""),
        ("", "", ""),
    ],
)
def test_places_are_read_from_addresses(address: str, province: str, city: str) -> None:
    assert (province_of(address), city_of(address)) == (province, city)
