"""Forecasts started and overrides made by several at once: exactly one of each; what is told, and to whom."""

from decimal import Decimal
from typing import Any

import pytest

from audit.models import AuditEntry
from common.errors import DomainError
from events.models import Event
from optimizer.models import ForecastOverride, ForecastRun
from optimizer.services.planning.forecasting import forecast_carry_out, forecast_start
from optimizer.services.planning.overriding import OverrideValues, override_save
from optimizer.states.forecasting import ForecastStatus, OverrideReason
from tenancy.context import acting_as, system_access
from tests import world
from tests.optimizer.forecasts import lines_of, sold
from tests.optimizer.plans import PLANNER, monday, product
from tests.orders.at_once import at_once

pytestmark = pytest.mark.usefixtures("committed")
HANDS = 6


def attempt(act: Any) -> Any:
    try:
        return act()
    except DomainError as error:
        return error.code


def test_of_many_starts_one_is_made_and_carried_out_once() -> None:
    item = product()
    sold(item, weeks=40)
    results = at_once([(PLANNER, lambda: attempt(lambda: forecast_start(actor=PLANNER)))] * HANDS)
    assert [r for r in results if isinstance(r, str)] == ["FORECAST_OPEN"] * (HANDS - 1)
    with acting_as(world.LEADER.id):
        run = ForecastRun.objects.get()
    work = (PLANNER, lambda: forecast_carry_out(enterprise_id=world.LEADER.id, run_id=run.id))
    assert sorted(at_once([work] * 3), key=str) == sorted([ForecastStatus.DONE, None, None], key=str)
    assert len(lines_of(item)) == 26
    types = ["optimizer.forecast.started", "optimizer.forecast.begun", "optimizer.forecast.done"]
    with system_access("test"):
        told = Event.objects.using("system").filter(root_id=run.id).order_by("number")
        assert [event.type for event in told] == types
        assert {tuple(event.audience) for event in told} == {(world.LEADER.id,)}
        entries = AuditEntry.objects.using("system").filter(subject_id=run.id)
        assert sorted(entries.values_list("action", flat=True)) == sorted(types)


def test_of_many_overrides_of_a_week_one_stands() -> None:
    item = product()

    def override(quantity: int) -> Any:
        weeks = [OverrideValues(monday(2), Decimal(quantity))]
        return attempt(
            lambda: override_save(
                actor=PLANNER, item_id=item.id, weeks=weeks, reason=OverrideReason.PROMOTION
            )
        )

    results = at_once([(PLANNER, lambda q=q: override(q)) for q in range(1, HANDS + 1)])  # type: ignore[misc]
    assert results.count("CONFLICT") == HANDS - 1
    with acting_as(world.LEADER.id):
        standing = ForecastOverride.objects.get()
    assert lines_of(item) == {2: (standing.quantity, "OVERRIDE")}
