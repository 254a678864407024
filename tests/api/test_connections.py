"""Lists: pages by keyset, declared orders, totals only when asked for."""

from typing import Any

import graphene
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.permissions import P
from api.fields import DomainConnection
from tenancy.context import acting_as
from tests.api.samples import SiteNode, ask, make_site, person
from tests.world import OTHER

LIST = 'query($first: Int, $after: String, $order: SiteOrder) { sites(prefix: "K", first: $first, after: $after, order: $order) { %s } }'
PAGE = LIST % "edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


@pytest.fixture(autouse=True)
def _sites(db: None) -> None:
    for actor in (person(), person(enterprise_id=OTHER.id)):
        with acting_as(actor.enterprise_id):
            for number in range(7):
                make_site(actor, f"K{number}")


def page(text: str = PAGE, **variables: Any) -> dict[str, Any]:
    return ask(text, {"first": 3, **variables})["data"]["sites"]


def codes(found: dict[str, Any]) -> list[str]:
    return [edge["node"]["code"] for edge in found["edges"]]


@pytest.mark.parametrize(("order", "expected"), [("CODE_ASC", "0123456"), ("CODE_DESC", "6543210")])
def test_pages_follow_each_other_without_gap_or_double(order: str, expected: str) -> None:
    seen, after = [], None
    while True:
        found = page(order=order, after=after)
        seen += codes(found)
        assert found["pageInfo"]["hasPreviousPage"] == (after is not None)
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break

    assert seen == [f"K{number}" for number in expected]


def test_the_first_order_is_the_default_and_rows_are_ones_own() -> None:
    assert codes(ask(LIST % "edges { node { code } }", {})["data"]["sites"]) == [f"K{n}" for n in range(7)]


@pytest.mark.parametrize("first", [0, -1, 101, 2_000_000_000])
def test_page_sizes_are_refused_not_clamped(first: int) -> None:
    body = ask(PAGE, {"first": first})

    assert body["errors"][0]["extensions"]["code"] == "PAGE_SIZE_INVALID"


@pytest.mark.parametrize("after", ["", "nonsense", "WyJjb2RlIiwgMV0=", "é"])
def test_foreign_cursors_are_refused(after: str) -> None:
    assert ask(PAGE, {"first": 3, "after": after})["errors"][0]["extensions"]["code"] == "CURSOR_INVALID"


def test_a_cursor_of_another_order_is_refused() -> None:
    cursor = page(order="CODE_DESC")["pageInfo"]["endCursor"]

    assert ask(PAGE, {"first": 3, "after": cursor})["errors"][0]["extensions"]["code"] == "CURSOR_INVALID"


def test_totals_are_of_all_pages_and_counted_only_when_asked_for() -> None:
    with CaptureQueriesContext(connection) as without:
        page(LIST % "edges { node { code } }")
    with CaptureQueriesContext(connection) as with_total:
        found = page(LIST % "totalCount longestCode edges { node { code } }")

    assert found["totalCount"] == 7
    assert found["longestCode"] == 2
    assert not any("COUNT(" in query["sql"] for query in without)
    assert sum("COUNT(" in query["sql"] for query in with_total) == 1


def test_a_list_needs_its_right() -> None:
    poor = person(frozenset({P.ITEM_READ}))

    assert ask("{sites{totalCount}}", actor=poor)["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_a_list_declares_one_order_or_several() -> None:
    with pytest.raises(TypeError, match="order"):
        DomainConnection(SiteNode, permission=P.ORDER_READ)
    assert issubclass(SiteNode, graphene.ObjectType)
