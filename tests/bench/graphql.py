"""`manage.py bench graphql`: what GraphQL costs beside a hand-written view, and what depth and rights cost.

- 50 orders with supplier and lines, through the endpoint, against a plain Django view that builds the same JSON
  from the same rows under the same rights; both whole requests, alternating in one process. Judged is the ratio of
  CPU time; the ratio without the common part of both (gate, middleware) is shown beside it.
- a page of the order book at the beginning and 1,000 pages in (keyset), against each other and against the same
  SQL without row-level security.
"""

import argparse
import json
import random
from collections.abc import Callable
from time import perf_counter, thread_time
from typing import Any

from tests.bench._book import LINES_PER_ORDER, connect, database, multiply, order_once
from tests.bench._reporting import Figure, finish, median, percentile

QUERY = """query Book($first: Int!) { purchaseOrders(first: $first) { edges { node {
  id number status currency sentAt version
  supplier { id shortName }
  lines { id number itemNumber itemName unit orderedQuantity unitPrice }
} } } }"""
PAGE = """query Page($first: Int!, $after: String) { scheduleLines(first: $first, after: $after) {
  edges { cursor node { id status requestedDate orderedQuantity } } } }"""
DEEP_PAGE = 1_000


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench graphql")
    parser.add_argument(
        "--lines", type=int, default=150_000, help="order lines of the book (reference: 2,000,000)"
    )
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args(arguments)
    with database():
        from tests import world

        order = order_once(world.LEADER_FIRST, (world.STATOR, world.ROTOR, world.BOLT))
        multiply(order.id, 200)
        figures = _whole_requests(options.rounds)
        orders = max(options.lines // LINES_PER_ORDER, 1_000)
        other = order_once(world.OTHER_FIRST, (world.OTHER_STATOR,))
        second = order_once(world.LEADER_SECOND, (world.STATOR, world.ROTOR, world.WIRE), seed=2)
        multiply(other.id, orders // 4)  # another chain's, for the policies to hide
        multiply(second.id, orders)
        figures += _pages(options.rounds)
    data = {"order_lines": options.lines, "orders_per_page": 50, "rounds": options.rounds}
    return finish("graphql", data, figures, ("django", "graphql-core", "graphene", "psycopg"))


def _bearer() -> str:
    from tests import world
    from tests.live.samples import token_for

    return f"Bearer {token_for(world.LEADER.login('BUYER'))}"


def _plain_rows(actor: Any, first: int) -> list[dict[str, Any]]:
    """The hand-written reference: the same rows in the same order, as one would write it without GraphQL."""
    from django.db.models import Prefetch

    from orders.models import PurchaseOrder, PurchaseOrderLine

    orders = (
        PurchaseOrder.objects.filter(buyer_id=actor.enterprise_id)
        .select_related("supplier")
        .prefetch_related(Prefetch("lines", PurchaseOrderLine.objects.order_by("number")))
        .order_by("-sent_at", "-id")[:first]
    )
    return [
        {
            "id": str(order.id), "number": order.number, "status": order.status.upper(), "currency": order.currency,
            "sentAt": order.sent_at.isoformat() if order.sent_at else None, "version": order.version,
            "supplier": {"id": str(order.supplier_id), "shortName": order.supplier.short_name},
            "lines": [
                {
                    "id": str(line.id), "number": line.number, "itemNumber": line.item_number, "itemName": line.item_name,
                    "unit": line.unit, "orderedQuantity": f"{line.ordered_quantity.normalize():f}",
                    "unitPrice": f"{line.unit_price.normalize():f}",
                }
                for line in order.lines.all()
            ],
        }
        for order in orders
    ]  # fmt: skip


def plain_view(request: Any) -> Any:
    """A JSON view as the project would have without GraphQL: same gate, context, transaction and time limit."""
    from django.db import transaction
    from django.http import HttpResponse

    from accounts.gate import authenticate_request
    from api.engine import limit_statements
    from tenancy.context import acting_as

    actor = authenticate_request(request)
    assert actor is not None
    with acting_as(actor.enterprise_id, actor.user_id), transaction.atomic():
        limit_statements()
        rows = _plain_rows(actor, int(request.GET["first"]))
    return HttpResponse(json.dumps({"orders": rows}, ensure_ascii=False), content_type="application/json")


def _requests() -> dict[str, Callable[[int], Any]]:
    """Whole requests, through the product's own handler and middleware."""
    from types import ModuleType

    from django.conf import settings
    from django.test import Client
    from django.urls import clear_url_caches, path

    from config.urls import urlpatterns

    with_reference = ModuleType("bench_urls")
    with_reference.urlpatterns = [path("plain", plain_view), *urlpatterns]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = with_reference
    clear_url_caches()
    client, headers = Client(), {"Authorization": _bearer()}

    def graphql(first: int) -> Any:
        body = json.dumps({"query": QUERY, "variables": {"first": first}})
        return client.post("/graphql/", body, content_type="application/json", headers=headers)

    return {"graphql": graphql, "plain": lambda first: client.get(f"/plain?first={first}", headers=headers)}


def _inner() -> dict[str, Callable[[int], Any]]:
    """The same without gate and middleware: what differs between the two."""
    from django.db import transaction

    from api.context import Context
    from api.discovery import engine
    from api.engine import limit_statements
    from tenancy.context import acting_as
    from tests import world

    actor: Any = world.actor(world.LEADER, "BUYER")

    def graphql(first: int) -> Any:
        return json.dumps(
            engine().answer(QUERY, {"first": first}, None, Context(actor, "zh")).body, ensure_ascii=False
        )

    def plain(first: int) -> Any:
        with acting_as(actor.enterprise_id, actor.user_id), transaction.atomic():
            limit_statements()
            return json.dumps({"orders": _plain_rows(actor, first)}, ensure_ascii=False)

    return {"graphql": graphql, "plain": plain}


def _alternate(calls: dict[str, Callable[[int], Any]], rounds: int) -> dict[str, list[float]]:
    """CPU milliseconds per call, the callers taking turns."""
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(3):
        for call in calls.values():
            call(50)
    for _ in range(rounds):
        for name, call in calls.items():
            began = thread_time()
            call(50)
            seconds[name].append((thread_time() - began) * 1_000)
    return seconds


def _check_same(calls: dict[str, Callable[[int], Any]]) -> None:
    ours = json.loads(calls["graphql"](50).content)["data"]["purchaseOrders"]["edges"]
    theirs = json.loads(calls["plain"](50).content)["orders"]
    assert len(theirs) == 50
    assert [edge["node"]["lines"] for edge in ours] == [order["lines"] for order in theirs]
    assert [edge["node"]["supplier"] for edge in ours] == [order["supplier"] for order in theirs]


def _query_counts(call: Callable[[int], Any]) -> tuple[int, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for first in (1, 50):
        with CaptureQueriesContext(connection) as captured:
            call(first)
        counts.append(len(captured))
    return counts[0], counts[1]


def _whole_requests(rounds: int) -> list[Figure]:
    whole, inner = _requests(), _inner()
    _check_same(whole)
    outer_ms, inner_ms = _alternate(whole, rounds), _alternate(inner, rounds)
    one, fifty = _query_counts(whole["graphql"])
    ratio = median(outer_ms["plain"]) / median(outer_ms["graphql"])
    inner_ratio = median(inner_ms["plain"]) / median(inner_ms["graphql"])
    return [
        Figure(
            "50 orders, supplier, lines: plain view ÷ GraphQL", ratio, "×", 0.8, True, "whole requests, CPU"
        ),
        Figure("  the same without gate and middleware", inner_ratio, "×"),
        Figure("  GraphQL request", median(outer_ms["graphql"]), "ms CPU"),
        Figure("  plain request", median(outer_ms["plain"]), "ms CPU"),
        Figure("queries for 50 orders less queries for 1", fifty - one, "", 0, remark=f"{one} and {fifty}"),
    ]


def _pages(rounds: int) -> list[Figure]:
    from api.context import Context
    from api.discovery import engine
    from tests import world

    actor: Any = world.actor(world.LEADER, "BUYER")

    def page(after: str | None) -> dict[str, Any]:
        body = engine().answer(PAGE, {"first": 50, "after": after}, None, Context(actor, "zh")).body
        return body["data"]["scheduleLines"]

    cursors: list[str] = []
    after = None
    for _ in range(DEEP_PAGE):
        edges = page(after)["edges"]
        if len(edges) < 50:
            break
        after = edges[-1]["cursor"]
        cursors.append(after)
    first_ms, deep_ms, dice = [], [], random.Random(1)
    for _ in range(rounds * 5):
        for found, cursor in ((first_ms, None), (deep_ms, dice.choice(cursors[-20:]))):
            began = perf_counter()
            page(cursor)
            found.append((perf_counter() - began) * 1_000)
    deep = percentile(deep_ms, 0.95) / percentile(first_ms, 0.95)
    with_rights, without = _sql(actor, rounds)
    return [
        Figure(f"order book: p95 of page {len(cursors)} ÷ p95 of the first", deep, "×", 1.5),
        Figure("  first page, p95", percentile(first_ms, 0.95), "ms"),
        Figure(f"  page {len(cursors)}, p95", percentile(deep_ms, 0.95), "ms"),
        Figure("the page's SQL: rate with RLS ÷ without", without / with_rights, "×", 0.5, True),
    ]


def _sql(actor: Any, rounds: int) -> tuple[float, float]:
    """Milliseconds of the very same statement in a transaction: as the application role with its context, and as the
    owner past the policies. Neither uses prepared statements, as Django does not."""
    from django.db import connection

    from orders.selectors import schedule_line_list
    from tenancy.context import acting_as

    with acting_as(actor.enterprise_id, actor.user_id):
        rows = schedule_line_list(actor, None).order_by("requested_date", "id")[:50]
        text, parameters = rows.query.sql_with_params()
    context = ("select set_config('app.tenant', %s, true)", [str(actor.enterprise_id)])

    def run(role: Any, first: Any) -> None:
        with role.transaction():
            if first:
                role.execute(*first)
            role.execute(text, parameters).fetchall()

    with connect("default") as ours, connect("owner") as plain:
        assert connection.settings_dict["USER"] != plain.info.user
        return _time(lambda: run(ours, context), rounds * 5), _time(lambda: run(plain, None), rounds * 5)


def _time(call: Callable[[], Any], rounds: int) -> float:
    call()
    times = []
    for _ in range(rounds):
        began = perf_counter()
        call()
        times.append(perf_counter() - began)
    return median(times) * 1_000
