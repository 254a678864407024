"""An order's whole way, from draft to closed, with what each step leaves behind."""

from decimal import Decimal

import pytest

from audit.models import AuditEntry
from orders.models import PromiseEntry, PurchaseOrder
from orders.services.answers import Part
from orders.services.changes import LineItem, schedule_line_close
from orders.services.purchase_orders import purchase_order_mark_seen
from orders.states import AnswerKind
from suppliers.models import InventoryPosition
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import (
    BUYER,
    SALES,
    answer,
    confirmed,
    departed,
    draft,
    fresh,
    in_days,
    lines_of,
    received,
    sent,
)

pytestmark = pytest.mark.usefixtures("db")


def test_the_whole_way_of_one_line() -> None:
    # given an order the supplier has opened
    order = sent([1200])
    with acting_as(SALES.enterprise_id):
        seen = purchase_order_mark_seen(actor=SALES, order_id=order.id)
    assert seen.status == "seen"
    line = lines_of(order)[0]

    # when it is confirmed, shipped, received and closed
    assert answer(line).outcome == "CONFIRMED"
    asn = departed(line, 1200)
    assert fresh(line).status == "shipped"
    received(asn, 1180, damaged=Decimal(5), rejected=Decimal(5))
    line = fresh(line)
    assert (line.status, line.received_quantity, line.short_quantity, line.refused_quantity) == (
        "received", Decimal(1180), Decimal(10), Decimal(10),
    )  # fmt: skip
    with acting_as(BUYER.enterprise_id):
        schedule_line_close(actor=BUYER, schedule_line_id=line.id, version=line.version)
        # then the order is closed, the ledger tells the way, and stock is booked
        assert PurchaseOrder.objects.get(id=order.id).status == "closed"
        kinds = list(
            PromiseEntry.objects.filter(schedule_line=line)
            .order_by("sequence")
            .values_list("kind", flat=True)
        )
        assert kinds == ["REQUESTED", "SEEN", "PROMISED", "SHIPPED", "RECEIVED", "CLOSED"]
        stock = dict(
            InventoryPosition.objects.filter(item_id=world.STATOR.id).values_list("stock_status", "quantity")
        )
        assert stock == {"UNRESTRICTED": Decimal(1180), "BLOCKED": Decimal(10)}
        assert (
            AuditEntry.objects.filter(subject_id=line.id).count() == 2
        )  # received, closed: the buyer's own acts


def test_a_split_inside_and_outside_the_tolerance() -> None:
    # given 1,200 wanted, a day of tolerance
    line = lines_of(sent([1200]))[0]
    day = line.requested_date

    # when the supplier splits into an early, a due and a late part
    result = answer(
        line, AnswerKind.SPLIT, reason_code="MATERIAL",
        parts=[Part(Decimal(700), day), Part(Decimal(400), day), Part(Decimal(100), in_days(24))],
    )  # fmt: skip

    # then two take effect and one waits for the buyer
    assert result.error is None
    assert result.outcome == "COUNTERED"
    assert [x.status for x in result.schedule_lines] == ["confirmed", "confirmed", "countered"]
    rows = lines_of(line.order)
    assert [(x.label, x.ordered_quantity, x.confirmed_quantity, x.turn) for x in rows] == [
        ("10.1", Decimal(700), Decimal(700), ""),
        ("10.2", Decimal(400), Decimal(400), ""),
        ("10.3", Decimal(100), Decimal(0), "BUYER"),
    ]
    assert sum(x.ordered_quantity for x in rows) == Decimal(1200)


def test_a_missing_rest_is_backordered() -> None:
    line = lines_of(sent([1200]))[0]
    result = answer(
        line, AnswerKind.SPLIT, parts=[Part(Decimal(900), line.requested_date)], reason_code="CAPACITY"
    )
    assert result.outcome == "PART_CONFIRMED"
    now = fresh(line)
    assert (now.confirmed_quantity, now.backordered_quantity, now.open_quantity, now.turn) == (
        Decimal(900), Decimal(300), Decimal(0), "SUPPLIER",
    )  # fmt: skip


def test_a_draft_is_invisible_to_the_supplier() -> None:
    order = draft([1200])
    with acting_as(SALES.enterprise_id):
        assert not PurchaseOrder.objects.filter(id=order.id).exists()
    assert lines_of(order, SALES) == []


def test_over_shipment_is_refused_with_what_is_allowed() -> None:
    from common.errors import DomainError

    line = confirmed(1000)
    with pytest.raises(DomainError) as refusal:
        departed(line, 1051)
    assert refusal.value.code == "OVER_SHIPMENT"
    assert refusal.value.allowed == ["1050"]
    assert "最多可发 1050" in refusal.value.message("zh")
    assert fresh(line).shipped_quantity == 0


def test_closing_twice_is_refused() -> None:
    from common.errors import DomainError

    line = lines_of(sent([10]))[0]
    answer(line, AnswerKind.REJECT, reason_code="NOT_MADE")
    line = fresh(line)
    with acting_as(BUYER.enterprise_id):
        schedule_line_close(actor=BUYER, schedule_line_id=line.id, version=line.version)
        with pytest.raises(DomainError) as refusal:
            schedule_line_close(actor=BUYER, schedule_line_id=line.id, version=line.version + 1)
    assert refusal.value.code == "ILLEGAL_TRANSITION"
    assert refusal.value.allowed == []
    assert LineItem(line.id, 1).note == ""
