"""The viewer's graph: what it holds, how it is narrowed, that a reading is noted once, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from common import clock
from common.clock import now
from suppliers.models import ReadingEntry
from suppliers.rules.graph import Graph, GraphNode, NodeKind
from suppliers.selectors.chain_graph import GraphFilter, chain_graph
from suppliers.services.network.travel import network_travel
from tests.isolation.asking import ask
from tests.suppliers.network import (
    ANONYMOUS,
    ONWARD,
    UPSTREAM,
    as_member,
    line,
    open_up,
    revoke,
    share,
)
from tests.suppliers.tiers import Tiers

pytestmark = pytest.mark.usefixtures("committed")
QUERY = """query($filter: ChainGraphFilter) { chainGraph(filter: $filter) {
  depth nodeCount singleSourceCount loopCount nodes { id kind tier name sharedBy { shortName } ageHours } links { buyerId supplierId } } }"""
NODE = "query($id: ID!) { chainNode(id: $id) { nodes { name kind } } }"


def graph(tiers: Tiers, name: str, **wanted: Any) -> Graph:
    with as_member(tiers, name) as actor:
        return chain_graph(actor, GraphFilter(**wanted)).graph


def told(picture: Graph) -> list[tuple[int, str]]:
    return sorted((n.tier, n.name) for n in picture.nodes)


def node(picture: Graph, name: str) -> GraphNode:
    return next(n for n in picture.nodes if n.name == name)


def test_own_partners_are_seen_without_any_grant() -> None:
    tiers = line("a", "b")

    assert told(graph(tiers, "a")) == [(-1, "root"), (0, "a"), (1, "b")]
    assert told(graph(tiers, "root")) == [(0, "root"), (1, "a")]


def test_tiers_single_sources_and_loops() -> None:
    tiers = line("a", "b", "c")
    tiers.member("a2", free=None)
    tiers.buys("root", "a2", into="a")
    tiers.buys("c", "a")
    open_up(tiers, ("root", "a"), ("a", "b"), ("b", "c"), ("c", "a"))
    picture = graph(tiers, "root")

    assert told(picture) == [(0, "root"), (1, "a"), (1, "a2"), (2, "b"), (3, "c")]
    # The part a supplies has two sources; b and c are alone.
    assert [node(picture, name).is_sole for name in ("a2", "b", "c")] == [False, True, True]
    loop = {n.name for n in picture.nodes if n.loop == 0}
    assert loop == {"a", "b", "c"}


def test_filters_keep_the_way_to_the_viewer() -> None:
    tiers = line("a", "b", "c")
    tiers.member("d", free=None)
    tiers.buys("root", "d")
    open_up(tiers, ("root", "a"), ("a", "b"), ("b", "c"))

    assert told(graph(tiers, "root", search="C")) == [(0, "root"), (1, "a"), (2, "b"), (3, "c")]
    assert told(graph(tiers, "root", deepest=1)) == [(0, "root"), (1, "a"), (1, "d")]
    part = tiers.members["root"].bought["d"]
    assert told(graph(tiers, "root", item_id=part.id)) == [(0, "root"), (1, "d")]
    whole = tiers.members["root"].product
    assert len(graph(tiers, "root", item_id=whole.id).nodes) == 5
    assert told(graph(tiers, "root", search="nothing of it")) == [(0, "root")]


def test_anonymous_nodes_have_other_ids_tomorrow_and_none_of_the_rows() -> None:
    tiers = line("a", "b")
    share(tiers, "a", "root", UPSTREAM, ANONYMOUS)
    today = {n.id for n in graph(tiers, "root").nodes if n.kind is NodeKind.ANONYMOUS}
    with clock.at(now() + timedelta(days=1)):
        tomorrow = {n.id for n in graph(tiers, "root").nodes if n.kind is NodeKind.ANONYMOUS}

    assert len(today) == len(tomorrow) == 1
    assert not today & tomorrow
    with as_member(tiers, "root") as actor:
        assert not today & {str(row.id) for row in chain_graph(actor).told}


def test_a_reading_leaves_one_entry_for_each_grant_with_its_nodes() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, ("root", "a"), ("a", "b"), ("b", "c"))
    reader = tiers.members["root"].actor

    body = ask(reader, QUERY)
    assert body["data"]["chainGraph"]["nodeCount"] == 4
    with as_member(tiers, "a") as actor:
        entries = ReadingEntry.objects.filter(grantor_id=actor.enterprise_id)
        assert [(e.subject, e.field, e.figure_count) for e in entries] == [("NETWORK", "UPSTREAM", 2)]
    with as_member(tiers, "b") as actor:
        assert not ReadingEntry.objects.filter(grantor_id=actor.enterprise_id).exists()

    ask(reader, NODE, {"id": str(tiers.members["b"].id)})
    with as_member(tiers, "a") as actor:
        assert ReadingEntry.objects.filter(grantor_id=actor.enterprise_id).count() == 2


def test_a_graph_of_own_partners_is_no_reading() -> None:
    tiers = line("a", "b")
    open_up(tiers, ("root", "a"), ("a", "b"))
    ask(tiers.members["root"].actor, NODE, {"id": str(tiers.members["root"].id)})

    with as_member(tiers, "a") as actor:
        assert not ReadingEntry.objects.filter(grantor_id=actor.enterprise_id).exists()


def test_what_was_revoked_is_not_to_be_opened_any_more() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, ("root", "a"), ("a", "b"), ("b", "c"))
    onward = share(tiers, "b", "a", ONWARD)
    network_travel()
    asked = {"id": str(tiers.members["c"].id)}
    reader = tiers.members["root"].actor
    assert ask(reader, NODE, asked)["data"]["chainNode"] is not None

    revoke(tiers, onward)

    assert ask(reader, NODE, asked)["data"]["chainNode"] is None


def test_more_nodes_cost_no_more_queries() -> None:
    def cost(tiers: Tiers) -> int:
        with CaptureQueriesContext(connections["default"]) as said:
            body = ask(tiers.members["root"].actor, QUERY)
        assert "errors" not in body, body
        return len(said.captured_queries)

    tiers = line("a", "b")
    open_up(tiers, ("root", "a"), ("a", "b"))
    few = cost(tiers)
    for number in range(6):
        tiers.member(f"n{number}", free=None)
        tiers.buys("a", f"n{number}")
        tiers.member(f"m{number}", free=None)
        tiers.buys("root", f"m{number}")
    share(tiers, "n0", "a", UPSTREAM)
    open_up(tiers, ("a", "n1"))

    assert cost(tiers) == few
