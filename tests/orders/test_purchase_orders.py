"""Orders before the supplier answers: created, changed, sent, seen, given up."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from accounts.roles import Role
from common.clock import today
from common.errors import DomainError
from orders.models import PromiseEntry, PurchaseOrder, PurchaseOrderLine
from orders.services.numbering import number_at
from orders.services.order_inputs import NewLine, NewSchedule
from orders.services.purchase_orders import (
    purchase_order_create,
    purchase_order_discard,
    purchase_order_mark_seen,
    purchase_order_send,
    purchase_order_update_draft,
)
from suppliers.models import Partnership, PriceBreak, SourceOption
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import (
    BUYER,
    SALES,
    answer,
    departed,
    draft,
    fresh,
    in_days,
    lines_of,
    person,
    received,
    sent,
)

pytestmark = pytest.mark.usefixtures("db")


def create(**changes: Any) -> PurchaseOrder:
    given: dict[str, Any] = {
        "partnership_id": world.LEADER_FIRST.id,
        "ship_to_site_id": world.LEADER.site_id,
        "lines": [NewLine(world.STATOR.id, [NewSchedule(Decimal(10), in_days(9))])],
    }
    with acting_as(BUYER.enterprise_id):
        return purchase_order_create(actor=BUYER, **(given | changes))


def refusal(**changes: Any) -> DomainError:
    with acting_as(BUYER.enterprise_id):
        before = PurchaseOrder.objects.count()
    with pytest.raises(DomainError) as found:
        create(**changes)
    with acting_as(BUYER.enterprise_id):
        assert PurchaseOrder.objects.count() == before
    return found.value


def line_of(quantity: Any = 10, days: int = 9, item: Any = world.STATOR.id, price: Any = None) -> NewLine:
    return NewLine(item, [NewSchedule(Decimal(quantity), in_days(days))], price)


def test_a_draft_takes_number_terms_place_and_price() -> None:
    order = create(lines=[line_of(), NewLine(world.WIRE.id, [NewSchedule(Decimal("1.5"), in_days(9))])])
    assert re.fullmatch(rf"PO-{today():%y%m}-\d{{4}}", order.number)
    assert (order.status, order.is_released, order.version, order.currency) == ("draft", False, 1, "CNY")
    assert (order.payment_terms, order.incoterm, order.tax_rate) == ("收货后 60 天", "DAP", 13)
    assert order.ship_to_name == "甲链主一厂"
    assert order.amount == Decimal("3237.90")
    with acting_as(BUYER.enterprise_id):
        lines = list(PurchaseOrderLine.objects.filter(order=order).order_by("number"))
        assert [(x.number, x.item_number, x.unit, x.unit_price) for x in lines] == [
            (10, "ED30-ST-01", "H87", Decimal(312)), (20, "EW-045", "KGM", Decimal("78.60")),
        ]  # fmt: skip
        assert lines[0].supplier_item_number == "first-ED30-ST-01"
        assert not PromiseEntry.objects.exists(), "a draft promises nothing"


def test_price_breaks_count_the_whole_line() -> None:
    with acting_as(BUYER.enterprise_id):
        option = SourceOption.objects.get(partnership_id=world.LEADER_FIRST.id, item_id=world.STATOR.id)
        PriceBreak.objects.create(
            chain_id=option.chain_id, enterprise_id=option.enterprise_id, source_option=option,
            from_quantity=Decimal(1000), unit_price=Decimal(299),
        )  # fmt: skip
    parts = [NewSchedule(Decimal(600), in_days(9)), NewSchedule(Decimal(400), in_days(16))]
    order = create(lines=[NewLine(world.STATOR.id, parts)])
    assert order.amount == Decimal(299_000)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"lines": []}, "LINES_MISSING", "lines"),
        ({"lines": [line_of()] * 201}, "TOO_MANY", "lines"),
        ({"lines": [NewLine(world.STATOR.id)]}, "SCHEDULE_MISSING", "lines.0.schedule"),
        ({"lines": [line_of(), line_of(0)]}, "QUANTITY_MISSING", "lines.1.schedule.0.quantity"),
        ({"lines": [line_of(-1)]}, "QUANTITY_NEGATIVE", "lines.0.schedule.0.quantity"),
        ({"lines": [line_of("0.5")]}, "QUANTITY_SCALE", "lines.0.schedule.0.quantity"),
        ({"lines": [line_of("1e13")]}, "QUANTITY_TOO_LARGE", "lines.0.schedule.0.quantity"),
        ({"lines": [line_of("NaN")]}, "NOT_A_NUMBER", "lines.0.schedule.0.quantity"),
        ({"lines": [line_of(days=-1)]}, "DATE_PAST", "lines.0.schedule.0.requestedDate"),
        ({"lines": [line_of(days=3000)]}, "DATE_TOO_FAR", "lines.0.schedule.0.requestedDate"),
        ({"lines": [line_of(price=Decimal(-1))]}, "PRICE_NEGATIVE", "lines.0.unitPrice"),
        ({"lines": [line_of(price=Decimal("0.1234567"))]}, "PRICE_TOO_LONG", "lines.0.unitPrice"),
        ({"note": "长" * 1001}, "TEXT_TOO_LONG", "note"),
        ({"lines": [line_of(item=world.OTHER_STATOR.id)]}, "NOT_FOUND", None),
        ({"lines": [line_of(item=uuid4())]}, "NOT_FOUND", None),
        ({"partnership_id": world.OTHER_FIRST.id}, "NOT_FOUND", None),
        ({"ship_to_site_id": world.OTHER.site_id}, "NOT_FOUND", None),
        ({"ship_to_site_id": world.FIRST.site_id}, "NOT_FOUND", None),
    ],
)
def test_a_wrong_order_is_refused_at_the_field(changes: dict[str, Any], code: str, field: str | None) -> None:
    error = refusal(**changes)
    assert (error.code, error.field) == (code, field)
    assert error.message("zh") != error.message("en")


def test_numbers_and_references_are_the_buyers_own_and_unique() -> None:
    create(number="A-1", external_reference="ERP-77")
    assert refusal(number="A-1").code == "NUMBER_TAKEN"
    taken = refusal(external_reference="ERP-77")
    assert (taken.code, taken.params["number"]) == ("REFERENCE_TAKEN", "A-1")
    # another buyer's numbers are its own
    stranger = person(world.OTHER, Role.BUYER)
    with acting_as(stranger.enterprise_id):
        theirs = purchase_order_create(
            actor=stranger, partnership_id=world.OTHER_THIRD.id, ship_to_site_id=world.OTHER.site_id, number="A-1",
            external_reference="ERP-77", lines=[line_of(item=world.OTHER_STATOR.id)],
        )  # fmt: skip
    assert theirs.number == "A-1"


def test_running_numbers_pass_over_those_given_by_hand() -> None:
    # given the numbers that would come first and third, typed by somebody
    period = f"{today():%y%m}"
    coming = [number_at(place, world.LEADER.id, "PO", period) for place in range(4)]
    for number in (coming[0], coming[2]):
        create(number=number)
    # then the running numbers go round them
    assert [create().number, create().number] == [coming[1], coming[3]]


def test_an_item_without_a_source_needs_a_price() -> None:
    with acting_as(BUYER.enterprise_id):
        SourceOption.objects.filter(item_id=world.STATOR.id).update(is_approved=False)
    assert refusal().code == "PRICE_MISSING"
    assert create(lines=[line_of(price=Decimal(1))]).amount == 10


def test_a_suspended_or_expired_partnership_takes_no_new_order_but_its_goods() -> None:
    # given a confirmed line and a draft, then the partnership is suspended
    line = lines_of(sent([100]))[0]
    answer(line)
    waiting = draft([5])
    with acting_as(BUYER.enterprise_id):
        partnerships = Partnership.objects.filter(id=world.LEADER_FIRST.id)
        partnerships.update(status="suspended")
    # then nothing new goes out
    assert refusal().code == "PARTNERSHIP_NOT_ACTIVE"
    with acting_as(BUYER.enterprise_id), pytest.raises(DomainError) as found:
        purchase_order_send(actor=BUYER, order_id=waiting.id, version=waiting.version)
    assert found.value.code == "PARTNERSHIP_NOT_ACTIVE"
    # but what was promised is shipped and received
    received(departed(fresh(line), 100), 100)
    assert fresh(line).status == "received"
    with acting_as(BUYER.enterprise_id):
        partnerships.update(status="active", valid_until=today() - timedelta(days=1))
    assert refusal().code == "PARTNERSHIP_EXPIRED"


def test_sending_starts_the_clock_and_the_ledger() -> None:
    order = sent([100, 200])
    assert (order.status, order.is_released, order.version) == ("sent", True, 2)
    assert order.acknowledge_by is not None
    assert order.sent_at is not None
    assert order.acknowledge_by - order.sent_at == timedelta(hours=24)
    for line in lines_of(order):
        assert (line.turn, line.answer_due_at, line.version) == ("SUPPLIER", order.acknowledge_by, 1)
    assert len(lines_of(order, SALES)) == 2
    with acting_as(BUYER.enterprise_id):
        assert PromiseEntry.objects.filter(order=order, kind="REQUESTED").count() == 2
        with pytest.raises(DomainError) as found:
            purchase_order_send(actor=BUYER, order_id=order.id, version=order.version)
    assert found.value.code == "ORDER_NOT_DRAFT"


def test_a_draft_is_changed_as_a_whole() -> None:
    order = draft([100])
    with acting_as(BUYER.enterprise_id):
        changed = purchase_order_update_draft(
            actor=BUYER,
            order_id=order.id,
            version=1,
            lines=[line_of(7), line_of(8, item=world.ROTOR.id)],
            note="急",
        )
        assert (changed.version, changed.note, changed.amount) == (2, "急", Decimal("3932.00"))
        with pytest.raises(DomainError) as stale:
            purchase_order_update_draft(actor=BUYER, order_id=order.id, version=1, note="x")
        assert stale.value.code == "CONFLICT"
        assert stale.value.params["current_version"] == 2
        purchase_order_send(actor=BUYER, order_id=order.id, version=2)
        with pytest.raises(DomainError) as late:
            purchase_order_update_draft(actor=BUYER, order_id=order.id, version=3, note="x")
        assert late.value.code == "ORDER_NOT_DRAFT"


def test_opening_the_order_is_noted_once_and_makes_no_answer_stale() -> None:
    order = sent([100])
    line = lines_of(order)[0]
    with acting_as(SALES.enterprise_id):
        first = purchase_order_mark_seen(actor=SALES, order_id=order.id)
        again = purchase_order_mark_seen(actor=SALES, order_id=order.id)
    assert (first.status, again.version) == ("seen", first.version)
    assert answer(line).error is None, "the answer to the version read before opening still holds"
    with acting_as(BUYER.enterprise_id):
        assert PromiseEntry.objects.filter(order=order, kind="SEEN").count() == 1


def test_a_draft_can_be_given_up() -> None:
    order = draft([100])
    with acting_as(BUYER.enterprise_id):
        gone = purchase_order_discard(actor=BUYER, order_id=order.id, version=1)
        assert (gone.status, gone.amount, gone.is_released) == ("cancelled", 0, False)
        with pytest.raises(DomainError):
            purchase_order_send(actor=BUYER, order_id=order.id, version=gone.version)
    with acting_as(SALES.enterprise_id):
        assert not PurchaseOrder.objects.filter(id=order.id).exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LOGISTICS, Role.SUPPLIER_SALES])
def test_ordering_needs_the_right(role: Role) -> None:
    actor = person(world.LEADER, role)
    with acting_as(actor.enterprise_id), pytest.raises(DomainError) as found:
        purchase_order_create(
            actor=actor,
            partnership_id=world.LEADER_FIRST.id,
            ship_to_site_id=world.LEADER.site_id,
            lines=[line_of()],
        )
    assert found.value.code == "FORBIDDEN"


def test_sending_needs_a_second_factor() -> None:
    from dataclasses import replace

    order = draft([1])
    with acting_as(BUYER.enterprise_id), pytest.raises(DomainError) as found:
        purchase_order_send(actor=replace(BUYER, mfa_at=None), order_id=order.id, version=1)
    assert found.value.code == "MFA_REQUIRED"
