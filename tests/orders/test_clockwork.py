"""What happens without a person: deadlines, reminders, and whom events are brought to."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from accounts.roles import Role
from common import clock
from common.errors import DomainError
from events.handlers import handlers_of
from events.models import Event, Notification
from events.notifying import as_relayed
from events.relay import relay_once
from orders.models import PromiseEntry
from orders.services.changes import LineItem, schedule_lines_cancel
from orders.services.notes import private_note_save
from orders.services.reminders import schedule_lines_remind
from orders.states import AnswerKind
from orders.tasks import answers_remind, proposals_expire
from tenancy.context import acting_as, system_access
from tests import world
from tests.orders.trade import (
    BUYER,
    SALES,
    answer,
    confirmed,
    departed,
    fresh,
    in_days,
    lines_of,
    received,
    sent,
)


def remind(line: Any, actor: Any = BUYER) -> Any:
    with acting_as(actor.enterprise_id):
        return schedule_lines_remind(actor=actor, schedule_line_ids=[line.id])[0]


@pytest.mark.usefixtures("db")
def test_reminding_reaches_the_other_side_and_rests_four_hours() -> None:
    line = lines_of(sent([10]))[0]
    assert remind(line).outcome == "REMINDED"
    again = remind(line)
    assert again.error.code == "ALREADY_REMINDED"
    assert "4 小时" in again.error.message("zh")
    with clock.at(clock.now() + timedelta(hours=5)):
        assert remind(line).error is None
    now = fresh(line)
    assert (now.version, now.last_act) == (1, "REMINDED"), "a reminder makes no answer stale"
    assert answer(line).error is None
    assert remind(line).error.code == "NOTHING_TO_REMIND"


@pytest.mark.usefixtures("db")
def test_a_side_does_not_remind_itself() -> None:
    line = lines_of(sent([10]))[0]
    assert remind(line, SALES).error.code == "NOTHING_TO_REMIND"
    answer(line, AnswerKind.COUNTER, date=in_days(60), reason_code="CAPACITY")
    assert remind(line, SALES).error is None


@pytest.mark.usefixtures("committed")
def test_the_clock_ends_overdue_proposals_and_reminds_once() -> None:
    silent, bargained = lines_of(sent([10]))[0], lines_of(sent([10]))[0]
    answer(bargained, AnswerKind.COUNTER, date=in_days(60), reason_code="CAPACITY")
    assert (proposals_expire(), answers_remind()) == (0, 0)
    with clock.at(clock.now() + timedelta(hours=25)):
        assert proposals_expire() == 1
        assert proposals_expire() == 0
        assert fresh(bargained).status == "seen"
        assert answers_remind() == 1
        assert answers_remind() == 0
    with acting_as(BUYER.enterprise_id):
        entry = PromiseEntry.objects.get(schedule_line=silent, kind="REMINDED")
        assert (entry.side, entry.actor_name) == ("BUYER", "系统")
        ended = PromiseEntry.objects.get(schedule_line=bargained, kind="COUNTER_EXPIRED")
        assert (ended.side, ended.actor_name) == ("BUYER", "系统")


def told() -> list[tuple[str, UUID, tuple[Role, ...], dict[str, Any]]]:
    """The drafts that the handlers make of every event so far."""
    found = []
    with system_access("test"):
        for event in Event.objects.using("system").order_by("number"):
            for handler in handlers_of(event.type):
                for d in handler(as_relayed(event)):
                    found.append((d.kind, d.enterprise_id, tuple(d.roles), d.params))
    return found


@pytest.mark.usefixtures("committed")
def test_events_are_brought_to_the_side_that_did_not_act() -> None:
    order = sent([10, 20, 30])
    first, second, third = lines_of(order)
    answer(first)
    answer(second, AnswerKind.COUNTER, date=in_days(60), reason_code="CAPACITY")
    with acting_as(BUYER.enterprise_id):
        schedule_lines_cancel(actor=BUYER, items=[LineItem(third.id, 1, "OTHER")])
    received(departed(fresh(first), 10), 9)
    kinds = [(kind, firm) for kind, firm, _, _ in told()]
    assert kinds == [
        ("ORDER_SENT", world.FIRST.id),
        ("ORDER_ANSWERED", world.LEADER.id),
        ("ORDER_ANSWERED", world.LEADER.id),
        ("LINE_CANCELLED", world.FIRST.id),
        ("ASN_DEPARTED", world.LEADER.id),
        ("RECEIPT_POSTED", world.FIRST.id),
    ]
    params = told()[0][3]
    assert params == {"orderNumber": order.number, "lineCount": 3, "partner": "甲链主", "partnerEn": "leader"}
    assert told()[2][3] | {"partner": ""} == {
        "orderNumber": order.number, "confirmed": 0, "countered": 1, "rejected": 0, "partner": "", "partnerEn": "first",
    }  # fmt: skip
    assert told()[5][3]["hasDifference"] is True


@pytest.mark.usefixtures("committed")
def test_a_notification_reaches_the_suppliers_sales_and_no_rival() -> None:
    sent([10])
    relay_once()
    with system_access("test"):
        rows = list(Notification.objects.using("system").values_list("enterprise_id", "kind"))
    assert rows == [(world.FIRST.id, "ORDER_SENT")]


@pytest.mark.usefixtures("committed")
def test_events_carry_no_prices() -> None:
    line = confirmed(10, price=Decimal("431.57"))
    answer(line, AnswerKind.COUNTER, price=Decimal("999.99"), reason_code="PRICE")
    with system_access("test"):
        payloads = [str(p) for p in Event.objects.using("system").values_list("payload", flat=True)]
    assert len(payloads) > 3
    assert not any("431.57" in p or "999.99" in p for p in payloads)


@pytest.mark.usefixtures("db")
def test_a_note_has_versions() -> None:
    order = sent([10])
    with acting_as(BUYER.enterprise_id):
        note = private_note_save(actor=BUYER, order_id=order.id, text=" 先问价 ")
        assert (note.text, note.version) == ("先问价", 1)
        private_note_save(actor=BUYER, order_id=order.id, text="已谈妥", version=1)
        with pytest.raises(DomainError) as stale:
            private_note_save(actor=BUYER, order_id=order.id, text="x", version=1)
    assert (stale.value.code, stale.value.params["current_version"]) == ("CONFLICT", 2)
