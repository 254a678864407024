"""The order book walks its indexes in order, under row-level security and at any number of rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections

from orders import selectors
from orders.selectors import ScheduleLineFilter
from orders.services.history import record_closed_orders
from tenancy.context import acting_as
from tests import world
from tests.orders.test_history import ROW
from tests.orders.trade import BUYER, SALES, sent


def plan_of(actor: Any, rows: Any) -> str:
    with acting_as(actor.enterprise_id), connection.cursor() as cursor:
        sql, params = rows.query.sql_with_params()
        cursor.execute(f"explain (costs off) {sql}", params)
        return "\n".join(row[0] for row in cursor.fetchall())


PAGES: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "the buyer's first page": (
        BUYER, "schedule_by_buyer_requested",
        lambda a: selectors.schedule_line_list(a).order_by("requested_date", "id")[:51],
    ),
    "the supplier's first page": (
        SALES, "schedule_by_supplier_requested",
        lambda a: selectors.schedule_line_list(a, ScheduleLineFilter(side="SUPPLIER")).order_by("requested_date", "id")[:51],
    ),
    "a late page": (
        BUYER, "schedule_by_buyer_due",
        lambda a: selectors.schedule_line_list(a)
        .filter(due_date__gt=ROW.requested_date + timedelta(days=400))
        .order_by("due_date", "id")[:51],
    ),
    "what waits for the supplier": (
        SALES, "schedule_open_by_supplier",
        lambda a: selectors.schedule_line_list(a, ScheduleLineFilter(side="SUPPLIER", statuses=("sent", "seen"))),
    ),
}  # fmt: skip


@pytest.mark.usefixtures("committed")
def test_pages_of_the_order_book_are_index_scans() -> None:
    # given a thousand closed lines over some years, a few open ones, and statistics
    rows = [
        replace(
            ROW, external_order_number=f"S-{n // 4}", line_reference=str(n), requested_date=ROW.requested_date + timedelta(n),
            partnership_id=(world.LEADER_FIRST if n // 4 % 2 else world.LEADER_SECOND).id,
        )
        for n in range(1200)
    ]  # fmt: skip
    with acting_as(BUYER.enterprise_id):
        assert record_closed_orders(actor=BUYER, rows=rows).count("created") == 1200
    sent([1, 2, 3])
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")

    for name, (actor, index, page) in PAGES.items():
        with acting_as(actor.enterprise_id):
            found = page(actor)
        plan = plan_of(actor, found)
        assert index in plan, f"{name}: {plan}"
        assert "Sort" not in plan or "open" in index, f"{name}: {plan}"
        assert "Seq Scan on orders_scheduleline" not in plan, f"{name}: {plan}"
