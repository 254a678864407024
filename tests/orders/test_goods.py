"""Ship notices and receipts: what may leave, what was counted, what stock it makes."""

from decimal import Decimal
from typing import Any

import pytest

from common.errors import DomainError
from orders import selectors
from orders.models import AdvanceShipNotice, GoodsReceipt, PromiseEntry
from orders.services.production import production_report
from orders.services.receipts import ReceiptLineInput, goods_receipt_post
from orders.services.shipping import AsnLineInput, asn_arrive, asn_cancel, asn_create, asn_depart, asn_pack
from suppliers.models import InventoryPosition, StockMovement
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import RECEIVER, SALES, confirmed, departed, fresh, lines_of, received, sent

pytestmark = pytest.mark.usefixtures("db")


def plan(*lines: AsnLineInput, **changes: Any) -> AdvanceShipNotice:
    given: dict[str, Any] = {
        "partnership_id": world.LEADER_FIRST.id,
        "ship_to_site_id": world.LEADER.site_id,
        "lines": list(lines),
    }
    with acting_as(SALES.enterprise_id):
        return asn_create(actor=SALES, **(given | changes))


def refused(act: Any) -> DomainError:
    with pytest.raises(DomainError) as found:
        act()
    return found.value


def test_one_notice_for_several_orders_and_several_notices_for_one_line() -> None:
    first, second = confirmed(1000), confirmed(500)
    asn = plan(
        AsnLineInput(first.id, Decimal(400), "L-1", 4), AsnLineInput(second.id, Decimal(500), "L-2"),
        AsnLineInput(first.id, Decimal(100), "L-3"), vehicle_plate="渝A12345", carrier_name="巴江快运",
    )  # fmt: skip
    assert (asn.status, asn.number[:4], asn.is_released) == ("planned", "ASN-", False)
    with acting_as(SALES.enterprise_id):
        packed = asn_pack(actor=SALES, asn_id=asn.id, version=1)
        gone = asn_depart(actor=SALES, asn_id=asn.id, version=packed.version, vehicle_plate="渝B00001")
    assert (gone.status, gone.version, gone.vehicle_plate) == ("departed", 3, "渝B00001")
    assert (fresh(first).status, fresh(first).shipped_quantity, fresh(first).in_transit_quantity) == (
        "confirmed", 500, 500,
    )  # fmt: skip
    assert (fresh(second).status, fresh(second).turn) == ("shipped", "BUYER")
    departed(fresh(first), 550)
    assert (fresh(first).status, fresh(first).shipped_quantity) == ("shipped", 1050)


def test_planned_notices_count_against_the_tolerance() -> None:
    line = confirmed(1000)
    plan(AsnLineInput(line.id, Decimal(900)))
    error = refused(lambda: plan(AsnLineInput(line.id, Decimal(100)), AsnLineInput(line.id, Decimal(51))))
    assert (error.code, error.allowed, error.params["announced"]) == ("OVER_SHIPMENT", ["150"], "900")
    with acting_as(SALES.enterprise_id):
        row = selectors.schedule_line_get(SALES, line.id)
        assert selectors.shippable_quantities([row]) == {line.id: 150}


def test_a_cancelled_notice_frees_its_quantity() -> None:
    line = confirmed(1000)
    asn = plan(AsnLineInput(line.id, Decimal(1000)))
    with acting_as(SALES.enterprise_id):
        asn_cancel(actor=SALES, asn_id=asn.id, version=1, note="车坏了")
        error = refused(lambda: asn_depart(actor=SALES, asn_id=asn.id, version=2))
        assert (error.code, error.allowed) == ("ILLEGAL_TRANSITION", [])
    plan(AsnLineInput(line.id, Decimal(1000)))


@pytest.mark.parametrize(
    ("quantity", "changes", "code"),
    [
        (0, {}, "QUANTITY_MISSING"),
        (-3, {}, "QUANTITY_NEGATIVE"),
        (10, {"partnership_id": world.LEADER_SECOND.id}, "NOT_FOUND"),
        (10, {"partnership_id": world.OTHER_FIRST.id}, "OTHER_PARTNER"),
        (10, {"ship_to_site_id": world.OTHER.site_id}, "OTHER_PARTNER"),
        (10, {"lines": []}, "TOO_MANY"),
        (10, {"vehicle_plate": "渝" * 21}, "TEXT_TOO_LONG"),
    ],
)
def test_a_wrong_notice_is_refused(quantity: int, changes: dict[str, Any], code: str) -> None:
    line = confirmed(100)
    given = {"lines": [AsnLineInput(line.id, Decimal(quantity))]} | changes
    assert refused(lambda: plan(**given)).code == code
    with acting_as(SALES.enterprise_id):
        assert not AdvanceShipNotice.objects.exists()


def test_only_promised_goods_can_be_shipped() -> None:
    line = lines_of(sent([100]))[0]
    error = refused(lambda: plan(AsnLineInput(line.id, Decimal(1))))
    assert (error.code, error.params["status"]) == ("ILLEGAL_TRANSITION", "sent")


def test_a_line_within_the_under_delivery_tolerance_is_complete() -> None:
    line = confirmed(1000)
    departed(line, 950)
    assert fresh(line).status == "shipped"


def test_production_is_reported_upwards() -> None:
    line = confirmed(1000)

    def report(percent: int, version: int) -> Any:
        with acting_as(SALES.enterprise_id):
            return production_report(actor=SALES, schedule_line_id=line.id, version=version, percent=percent)

    now = report(40, line.version)
    assert (now.status, now.production_percent) == ("in_production", 40)
    assert refused(lambda: report(39, now.version)).code == "PERCENT_WRONG"
    assert refused(lambda: report(101, now.version)).code == "PERCENT_WRONG"
    assert report(100, now.version).production_percent == 100


def stock() -> dict[tuple[str, str], Decimal]:
    with acting_as(RECEIVER.enterprise_id):
        return {(p.lot_number, p.stock_status): p.quantity for p in InventoryPosition.objects.all()}


def test_a_receipt_books_order_ledger_and_stock_together() -> None:
    line = confirmed(1000)
    asn = departed(line, 1000, lot="L-7")
    with acting_as(RECEIVER.enterprise_id):
        arrived = asn_arrive(actor=RECEIVER, asn_id=asn.id, version=asn.version)  # type: ignore[attr-defined]
    receipt = received(arrived, 980, damaged=Decimal(4), rejected=Decimal(6), note="两箱受潮")
    assert receipt.has_difference  # type: ignore[attr-defined]
    now = fresh(line)
    assert (now.received_quantity, now.short_quantity, now.refused_quantity, now.in_transit_quantity) == (
        980,
        10,
        10,
        0,
    )
    assert stock() == {("L-7", "UNRESTRICTED"): 980, ("L-7", "BLOCKED"): 10}
    with acting_as(SALES.enterprise_id):
        assert not InventoryPosition.objects.exists(), "stock is the buyer's own"
        assert GoodsReceipt.objects.get().lines.get().short_quantity == 10
        kinds = (
            PromiseEntry.objects.filter(schedule_line=line)
            .order_by("sequence")
            .values_list("kind", flat=True)
        )
        assert list(kinds) == ["REQUESTED", "PROMISED", "SHIPPED", "ARRIVED", "RECEIVED"]
        assert AdvanceShipNotice.objects.get().status == "received"


def test_more_than_shipped_can_be_counted_within_the_tolerance() -> None:
    line = confirmed(1000)
    asn = departed(line, 1000)
    error = refused(lambda: received(asn, 1051))
    assert (error.code, error.allowed) == ("RECEIPT_ABOVE_TOLERANCE", ["1050"])
    assert stock() == {}
    received(asn, 1050)
    now = fresh(line)
    assert (now.received_quantity, now.over_quantity, now.shipped_quantity) == (1050, 50, 1000)
    assert stock() == {("L-1", "UNRESTRICTED"): 1050}


@pytest.mark.parametrize(
    ("accepted", "counts", "code"),
    [
        (90, {"short": Decimal(5)}, "RECEIPT_UNBALANCED"),
        (100, {"over": Decimal(1)}, "RECEIPT_UNBALANCED"),
        (105, {"short": Decimal(-5)}, "RECEIPT_UNBALANCED"),
        (-1, {}, "QUANTITY_NEGATIVE"),
        ("99.5", {}, "QUANTITY_SCALE"),
    ],
)
def test_a_count_that_does_not_add_up_is_refused(
    accepted: Any, counts: dict[str, Decimal], code: str
) -> None:
    line = confirmed(100)
    asn = departed(line, 100)
    assert refused(lambda: received(asn, accepted, **counts)).code == code
    assert stock() == {}
    assert fresh(line).in_transit_quantity == 100


def test_every_line_of_the_notice_is_counted_once() -> None:
    first, second = confirmed(100), confirmed(100)
    asn = plan(AsnLineInput(first.id, Decimal(50)), AsnLineInput(second.id, Decimal(60)))
    with acting_as(SALES.enterprise_id):
        asn = asn_depart(actor=SALES, asn_id=asn.id, version=1)
    with acting_as(RECEIVER.enterprise_id):
        one, two = asn.lines.order_by("number")
        for lines in ([one], [one, one], [one, two, two], []):
            given = [ReceiptLineInput(x.id, x.quantity) for x in lines]
            error = refused(
                lambda given=given: goods_receipt_post(actor=RECEIVER, asn_id=asn.id, version=2, lines=given)
            )
            assert error.code == "RECEIPT_LINES_DIFFER"
        given = [ReceiptLineInput(x.id, x.quantity) for x in (two, one)]
        receipt = goods_receipt_post(actor=RECEIVER, asn_id=asn.id, version=2, lines=given)
        assert not receipt.has_difference
        again = refused(lambda: goods_receipt_post(actor=RECEIVER, asn_id=asn.id, version=3, lines=given))
        assert (again.code, again.allowed) == ("ILLEGAL_TRANSITION", [])
        assert StockMovement.objects.count() == 2


def test_a_notice_can_be_received_without_a_word_of_its_arrival() -> None:
    line = confirmed(100)
    receipt = received(departed(line, 100), 100)
    assert receipt.asn.arrived_at is not None  # type: ignore[attr-defined]
    assert fresh(line).status == "received"
