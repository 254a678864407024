"""Forecast versions and commits: what is saved, carried, frozen, refused."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from audit.models import AuditEntry
from common import clock
from common.errors import DomainError, Forbidden, NotFound
from events import services as events
from orders import selectors
from orders.models import Forecast, ForecastCommit, ForecastCommitEntry, ForecastLine
from orders.services import forecast_commits, forecasts
from orders.services.forecast_commits import CommitRow
from orders.services.forecasts import ForecastRow
from orders.states import Confidence, ForecastException
from tenancy.context import acting_as
from tests import world
from tests.orders.forecast_steps import cell, committed, drafted, line_of, published, saved, week
from tests.orders.trade import BUYER, RIVAL, SALES, STRANGER, sent

pytestmark = pytest.mark.usefixtures("db")
X = ForecastException


def refused(act: Any) -> DomainError:
    with pytest.raises(DomainError) as found:
        act()
    return found.value


def exceptions(forecast: Forecast) -> list[list[ForecastException]]:
    from orders.rules.forecasts import exceptions_of

    line = line_of(forecast)
    return [
        exceptions_of(one, is_overdue=selectors.is_overdue(line.forecast)) for one in selectors.cells_of(line)
    ]


def test_a_draft_is_the_buyers_until_published() -> None:
    draft = drafted({world.STATOR: [100, 200, 300]})
    with acting_as(SALES.enterprise_id):
        assert not Forecast.objects.exists()
        assert not ForecastLine.objects.exists()
    with acting_as(BUYER.enterprise_id):
        line = ForecastLine.objects.get()
        assert line.quantities[:4] == [100, 200, 300, 0]
        assert line.supplier_item_number == "first-ED30-ST-01"
        forecasts.forecast_publish(actor=BUYER, forecast_id=draft.id, version=2)
    with acting_as(SALES.enterprise_id):
        assert Forecast.objects.get().status == "PUBLISHED"
        commit = ForecastCommit.objects.get()
        assert (commit.open_cells, commit.quantities) == (3, [None] * 26)


def test_a_published_version_is_frozen_and_a_new_one_carries_over() -> None:
    first = published({world.STATOR: [100, 200, 300]}, frozen_weeks=2)
    assert refused(lambda: saved(first, {world.STATOR: [1]})).code == "FORECAST_PUBLISHED"
    committed(first, cell(0, 100), cell(1, 150))
    later = clock.now() + timedelta(weeks=1)
    with clock.at(later):
        second = published({world.STATOR: [250]}, frozen_weeks=2)
        line = line_of(second)
        assert (second.number, line.quantities[:3]) == (2, [250, 300, 0])
        assert line.previous_quantities[:3] == [200, 300, 0]
        assert line.previous_quantities[25] is None
        assert line.commit.quantities[:2] == [150, None]
        assert line.commit.answered_quantities[0] == 200
        assert exceptions(second)[:3] == [[X.CHANGED, X.SHORT], [], []]
        assert (line.commit.open_cells, line.commit.changed_cells, line.commit.frozen_short_cells) == (
            2,
            1,
            1,
        )
    with acting_as(SALES.enterprise_id):
        assert not Forecast.objects.get(id=first.id).is_current
    assert refused(lambda: committed(first, cell(0, 100))).code == "FORECAST_SUPERSEDED"


def test_only_one_draft_and_no_empty_or_past_version() -> None:
    draft = drafted()
    assert refused(drafted).code == "FORECAST_DRAFT_EXISTS"
    with acting_as(BUYER.enterprise_id):
        publish = partial(forecasts.forecast_publish, actor=BUYER, forecast_id=draft.id)
        assert refused(partial(publish, version=draft.version)).code == "FORECAST_EMPTY"
        draft = saved(draft, {world.STATOR: [1]})
        with clock.at(clock.now() + timedelta(weeks=1)):
            assert refused(partial(publish, version=draft.version)).code == "FORECAST_PASSED"
        forecasts.forecast_discard(actor=BUYER, forecast_id=draft.id, version=draft.version)
        assert not Forecast.objects.exists()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"weeks": 25}, "HORIZON_WRONG"),
        ({"weeks": 54}, "HORIZON_WRONG"),
        ({"frozen_weeks": 27}, "FROZEN_WRONG"),
    ],
)
def test_a_wrong_horizon_is_refused(options: dict[str, int], code: str) -> None:
    assert refused(lambda: drafted(**options)).code == code


def test_nothing_is_saved_when_a_cell_is_wrong() -> None:
    forecast = published({world.STATOR: [100, 200, 300]})
    error = refused(
        lambda: committed(
            forecast,
            cell(0, 100),
            cell(1, 150, reason_code=""),
            cell(2, "0.5"),
            cell(3, 5, confidence=Confidence.CONDITIONAL),
            cell(26, 1),
            cell(4, 1, reason_code="WHY"),
            cell(5, 1, week=week(5) + timedelta(days=1)),
        )
    )
    assert error.code == "CELLS_WRONG"
    assert [c["code"] for c in error.params["cells"]] == [
        "REASON_MISSING", "QUANTITY_SCALE", "CONDITION_MISSING", "WEEK_OUTSIDE", "REASON_UNKNOWN", "WEEK_OUTSIDE",
    ]  # fmt: skip
    assert line_of(forecast).commit.quantities == [None] * 26


def test_wrong_forecast_cells_are_named_by_item_and_week() -> None:
    draft = drafted()
    error = refused(lambda: saved(draft, {world.STATOR: [1, -2], world.WIRE: [1]}))
    assert error.params["cells"] == [
        {
            "key": str(world.STATOR.id), "week": week(1).isoformat(), "code": "QUANTITY_NEGATIVE",
            "message": "数量 -2 小于 0。请填 0 或以上的数。",
        }
    ]  # fmt: skip


def test_past_due_counts_only_what_is_open() -> None:
    forecast = published({world.STATOR: [100, 0, 300]})
    committed(forecast, cell(0, 100))
    with clock.at(clock.now() + timedelta(hours=25)):
        assert exceptions(forecast)[:3] == [[], [], [X.PAST_DUE]]


def test_commit_all_answers_every_open_week_and_keeps_the_others() -> None:
    forecast = published({world.STATOR: [100, 200], world.WIRE: [10, 10]})
    committed(forecast, cell(1, 120))
    with acting_as(SALES.enterprise_id):
        done = forecast_commits.forecast_commit_all(
            actor=SALES, forecast_id=forecast.id, version=forecast.version + 1, confidence=Confidence.SURE
        )
    commit = line_of(forecast).commit
    assert (commit.quantities[:3], commit.confidences[:2]) == ([100, 120, None], ["SURE", "LIKELY"])
    assert (commit.open_cells, commit.short_cells, done.version) == (0, 1, forecast.version + 2)
    assert line_of(forecast, world.WIRE).commit.quantities[:2] == [10, 10]


def test_each_act_leaves_one_audit_entry_one_event_and_a_line_of_history(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(
        events, "emit", lambda actor, **fact: told.append((fact["type"], len(fact["audience"])))
    )
    forecast = published({world.STATOR: [100]})
    committed(forecast, cell(0, 90))
    committed(forecast, cell(0, 95))
    with acting_as(SALES.enterprise_id):
        entries = list(ForecastCommitEntry.objects.order_by("occurred_at"))
        assert [e.quantities[0] for e in entries] == [90, 95]
        assert AuditEntry.objects.filter(action="orders.forecast.committed").count() == 2
    assert told == [
        ("orders.forecast.drafted", 1), ("orders.forecast.saved", 1), ("orders.forecast.published", 2),
        ("orders.forecast.committed", 2), ("orders.forecast.committed", 2),
    ]  # fmt: skip


def test_a_stale_version_and_the_wrong_people_are_refused() -> None:
    forecast = published({world.STATOR: [100]})
    committed(forecast, cell(0, 100))
    assert refused(lambda: committed(forecast, cell(0, 90), version=forecast.version)).code == "CONFLICT"
    with acting_as(BUYER.enterprise_id), pytest.raises(Forbidden):
        forecast_commits.forecast_commit(
            actor=BUYER, forecast_id=forecast.id, version=forecast.version + 1, rows=[]
        )
    for actor in (RIVAL, STRANGER):
        with acting_as(actor.enterprise_id):
            assert not ForecastLine.objects.exists()
            assert not ForecastCommit.objects.exists()
            with pytest.raises(NotFound):
                selectors.forecast_get(actor, forecast.id)
    with acting_as(RIVAL.enterprise_id), pytest.raises(NotFound):
        forecast_commits.forecast_commit_all(actor=RIVAL, forecast_id=forecast.id, version=3)


def test_another_buyers_item_and_anothers_line_are_not_found() -> None:
    draft = drafted()
    with acting_as(BUYER.enterprise_id), pytest.raises(NotFound):
        forecasts.forecast_save(
            actor=BUYER, forecast_id=draft.id, version=1,
            rows=[ForecastRow(world.OTHER_STATOR.id, week(0), [Decimal(1)])],
        )  # fmt: skip
    saved(draft, {world.STATOR: [5]})
    with acting_as(BUYER.enterprise_id):
        mine = forecasts.forecast_publish(actor=BUYER, forecast_id=draft.id, version=2)
    rivals = published({world.STATOR: [5]}, pair=world.LEADER_SECOND)
    line = line_of(rivals, actor=RIVAL)
    with acting_as(SALES.enterprise_id), pytest.raises(NotFound):
        forecast_commits.forecast_commit(
            actor=SALES, forecast_id=mine.id, version=mine.version, rows=[CommitRow(line.id, [cell(0, 5)])]
        )


def test_summary_and_filters_count_what_is_amiss() -> None:
    forecast = published({world.STATOR: [100, 200], world.ROTOR: [50]}, frozen_weeks=1)
    committed(forecast, cell(0, 60), cell(1, 200))
    with acting_as(BUYER.enterprise_id):
        summary = selectors.forecast_summary(BUYER)
        assert (summary.coverage_percent, summary.frozen_short_quantity) == (Decimal("74.3"), 40)
        assert (summary.open_cells, summary.open_partners, summary.short_rows) == (1, 1, 1)
        assert [(w.short_quantity, w.short_cells) for w in summary.weeks[:2]] == [(40, 1), (0, 0)]
        short = selectors.ForecastLineFilter(exception="SHORT")
        assert [r.item_id for r in selectors.forecast_line_list(BUYER, short)] == [world.STATOR.id]
        assert not selectors.forecast_line_list(BUYER, selectors.ForecastLineFilter(exception="PAST_DUE"))


def test_both_sides_read_the_same_quality() -> None:
    with clock.at(clock.now() - timedelta(weeks=3)):
        published({world.STATOR: [100, 100, 100, 100]}, frozen_weeks=2)
        sent([90], days=9)
    with clock.at(clock.now() - timedelta(weeks=2)):
        published({world.STATOR: [110, 100, 120]}, frozen_weeks=2)
    found = []
    for actor in (BUYER, SALES):
        with acting_as(actor.enterprise_id):
            found.append(selectors.forecast_quality(actor, [world.LEADER_FIRST.id])[world.LEADER_FIRST.id])
    assert found[0] == found[1]
    assert (found[0].late_change.percent, found[0].late_change.sample_size) == (Decimal("5.0"), 2)
    assert found[0].volatility.percent == Decimal("20.0")
    assert found[0].wape.percent is not None
