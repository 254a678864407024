"""Finished orders of another system: they land closed, with promises and deliveries, once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEntry
from common import clock
from common.errors import DomainError
from orders import selectors
from orders.models import PromiseEntry, PurchaseOrder, ScheduleLine
from orders.services.history import HistoricLine, HistoricResult, closed_order_record, record_closed_orders
from suppliers.models import InventoryPosition
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import BUYER, RIVAL, SALES, STRANGER, sent

pytestmark = pytest.mark.usefixtures("db")

ROW = HistoricLine(
    partnership_id=world.LEADER_FIRST.id, external_order_number="SCMS-1", line_reference="5233",
    item_id=world.STATOR.id, site_id=world.LEADER.site_id, quantity=Decimal(31), unit_price=Decimal("23.70"),
    requested_date=date(2025, 5, 2), actual_date=date(2025, 5, 4), received_quantity=Decimal(31),
    ordered_on=date(2025, 3, 1),
)  # fmt: skip


def take(*rows: HistoricLine, actor: Any = BUYER) -> HistoricResult:
    with acting_as(actor.enterprise_id):
        return record_closed_orders(actor=actor, rows=rows)


def test_a_line_lands_closed_with_its_whole_ledger() -> None:
    assert take(ROW).count("created") == 1
    with acting_as(SALES.enterprise_id):
        order = PurchaseOrder.objects.get(number="SCMS-1")
        assert (order.status, order.source, order.is_released, order.amount) == (
            "closed", "IMPORT", True, Decimal("734.70"),
        )  # fmt: skip
        line = ScheduleLine.objects.get()
        assert (line.status, line.confirmed_quantity, line.received_quantity, line.first_promised_date) == (
            "closed", 31, 31, date(2025, 5, 2),
        )  # fmt: skip
        entries = PromiseEntry.objects.filter(schedule_line=line).order_by("sequence")
        assert [e.kind for e in entries] == ["REQUESTED", "PROMISED", "SHIPPED", "RECEIVED", "CLOSED"]
        assert entries[3].new_date == date(2025, 5, 4)
        assert line.last_sequence == 5
    with acting_as(BUYER.enterprise_id):
        assert not InventoryPosition.objects.exists()
        assert AuditEntry.objects.filter(subject_id=order.id).count() == 1


def test_the_second_run_adds_nothing() -> None:
    rows = [ROW, replace(ROW, line_reference="5234"), replace(ROW, external_order_number="SCMS-2")]
    assert take(*rows).count("created") == 3
    again = take(*rows)
    assert (again.count("unchanged"), again.count("created")) == (3, 0)
    with acting_as(BUYER.enterprise_id):
        assert (PurchaseOrder.objects.count(), ScheduleLine.objects.count()) == (2, 3)
        assert PromiseEntry.objects.count() == 15


def test_an_order_grows_by_lines_that_come_later() -> None:
    take(ROW)
    take(ROW, replace(ROW, line_reference="5234"))
    with acting_as(BUYER.enterprise_id):
        order = PurchaseOrder.objects.get()
        assert [line.number for line in order.lines.order_by("number")] == [10, 20]
        assert (order.amount, order.version) == (Decimal("1469.40"), 2)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quantity": Decimal(0)}, "QUANTITY_MISSING"),
        ({"received_quantity": Decimal("0.5")}, "QUANTITY_SCALE"),
        ({"unit_price": Decimal(-1)}, "PRICE_NEGATIVE"),
        ({"line_reference": " "}, "ROW_VALUE_MISSING"),
        ({"external_order_number": "X" * 41}, "ROW_TEXT_TOO_LONG"),
        ({"item_id": uuid4()}, "NOT_FOUND"),
        ({"item_id": world.OTHER_STATOR.id}, "NOT_FOUND"),
        ({"partnership_id": world.OTHER_FIRST.id}, "NOT_FOUND"),
        ({"site_id": world.FIRST.site_id}, "NOT_FOUND"),
        ({"partnership_id": world.LEADER_SECOND.id}, "ROW_PARTNER_DIFFERS"),
    ],
)
def test_a_wrong_row_is_refused_alone(changes: dict[str, Any], code: str) -> None:
    result = take(
        ROW,
        replace(ROW, line_reference="9", **changes)
        if "line_reference" not in changes
        else replace(ROW, **changes),
    )
    assert [r.outcome for r in result.rows] == ["created", "refused"]
    error = result.rows[1].error
    assert error is not None
    assert (error.code, (error.field or "").startswith("rows.1")) == (code, True)
    with acting_as(BUYER.enterprise_id):
        assert ScheduleLine.objects.count() == 1
        assert PurchaseOrder.objects.count() == 1


def test_history_does_not_enter_a_living_order() -> None:
    order = sent([10])
    with acting_as(BUYER.enterprise_id), pytest.raises(DomainError) as refusal:
        closed_order_record(actor=BUYER, row=replace(ROW, external_order_number=order.number))
    assert refusal.value.code == "ROW_ORDER_LIVE"


def test_history_counts_in_otif() -> None:
    take(ROW, replace(ROW, line_reference="2", actual_date=date(2025, 5, 2)))
    with clock.at(clock.now().replace(year=2025, month=6, day=1)), acting_as(BUYER.enterprise_id):
        figure = selectors.otif(BUYER, world.LEADER_FIRST.id)
    assert (figure.value, figure.sample_size) == (Decimal("50.0"), 2)


def test_history_is_seen_by_its_parties_alone() -> None:
    take(ROW)
    for actor, sees in ((BUYER, True), (SALES, True), (RIVAL, False), (STRANGER, False)):
        with acting_as(actor.enterprise_id):
            assert PurchaseOrder.objects.filter(number="SCMS-1").exists() is sees
    with acting_as(SALES.enterprise_id), pytest.raises(DomainError) as refusal:
        record_closed_orders(actor=SALES, rows=[ROW])
    assert refusal.value.code == "FORBIDDEN"


def test_many_rows_cost_as_many_statements_as_one() -> None:
    def cost(start: int, count: int) -> int:
        rows = [
            replace(ROW, external_order_number=f"S-{n}", line_reference=str(n))
            for n in range(start, start + count)
        ]
        with CaptureQueriesContext(connection) as queries:
            assert take(*rows).count("created") == count
        return len(queries)

    assert cost(0, 60) == cost(100, 120)
