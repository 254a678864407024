"""Asking again for commits: only where cells are open, once in four hours, and nobody's sheet goes stale by it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from common import clock
from common.errors import DomainError
from events.models import Event
from orders.models import Forecast
from orders.services.forecast_reminders import forecasts_remind
from tenancy.context import acting_as, system_access
from tests import world
from tests.orders.at_once import at_once
from tests.orders.forecast_steps import cell, committed, drafted, line_of, published
from tests.orders.trade import BUYER, SALES, STRANGER


def codes(*forecasts: Forecast) -> list[str]:
    with acting_as(BUYER.enterprise_id):
        done = forecasts_remind(actor=BUYER, forecast_ids=[one.id for one in forecasts])
        return [one.error.code if one.error else "OK" for one in done]


@pytest.mark.usefixtures("db")
def test_a_waiting_supplier_is_asked_once_in_four_hours() -> None:
    waiting = published({world.STATOR: [100] * 3})
    version = line_of(waiting).forecast.version
    assert codes(waiting) == ["OK"]
    assert codes(waiting) == ["FORECAST_ALREADY_REMINDED"]
    with clock.at(clock.now() + timedelta(hours=4, seconds=1)):
        assert codes(waiting) == ["OK"]
    # the supplier's sheet of before is still good
    committed(waiting, cell(0, 90), version=version)


@pytest.mark.usefixtures("db")
def test_answered_unknown_and_unpublished_ones_are_told_apart() -> None:
    answered = published({world.STATOR: [100]})
    committed(answered, cell(0, 100))
    draft = drafted({world.STATOR: [100]})
    with acting_as(BUYER.enterprise_id):
        before = Forecast.objects.get(id=answered.id).reminded_at
        done = forecasts_remind(actor=BUYER, forecast_ids=[answered.id, draft.id, uuid4()])
        assert [one.error.code for one in done if one.error] == [
            "FORECAST_ANSWERED",
            "NOT_FOUND",
            "NOT_FOUND",
        ]
        assert Forecast.objects.get(id=answered.id).reminded_at == before is None
        assert forecasts_remind(actor=BUYER) == []


@pytest.mark.usefixtures("db")
def test_without_ids_all_that_wait_are_asked_and_no_other_chain() -> None:
    mine = published({world.STATOR: [100]})
    with acting_as(BUYER.enterprise_id):
        assert [one.forecast_id for one in forecasts_remind(actor=BUYER)] == [mine.id]
    with acting_as(STRANGER.enterprise_id):
        assert forecasts_remind(actor=STRANGER) == []
        (foreign,) = forecasts_remind(actor=STRANGER, forecast_ids=[mine.id])
        assert foreign.error is not None
        assert foreign.error.code == "NOT_FOUND"


@pytest.mark.usefixtures("db")
def test_the_supplier_may_not_ask_itself() -> None:
    waiting = published({world.STATOR: [100]})
    with acting_as(SALES.enterprise_id), pytest.raises(DomainError) as caught:
        forecasts_remind(actor=SALES, forecast_ids=[waiting.id])
    assert caught.value.code == "FORBIDDEN"


@pytest.mark.usefixtures("committed")
def test_two_hands_ask_once() -> None:
    waiting = published({world.STATOR: [100]})

    def ask() -> str:
        (done,) = forecasts_remind(actor=BUYER, forecast_ids=[waiting.id])
        return done.error.code if done.error else "OK"

    results = at_once([(BUYER, ask)] * 6)

    assert sorted(results) == ["FORECAST_ALREADY_REMINDED"] * 5 + ["OK"]
    with system_access("test"):
        events = Event.objects.using("system").filter(type="orders.forecast.reminded")
        assert [set(event.audience) for event in events] == [{world.LEADER.id, world.FIRST.id}]
