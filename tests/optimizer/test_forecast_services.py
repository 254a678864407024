"""From a demand history to forecast lines in the demand, overrides on top, on real rows."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from audit.models import AuditEntry
from common.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from optimizer.models import DemandHistory, DemandLine, ForecastOverride
from optimizer.selectors.forecasting import (
    SeriesFilter,
    history_spans,
    override_list,
    series_get,
    series_list,
)
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.services.planning.forecasting import forecast_carry_out, forecast_fail, forecast_start
from optimizer.services.planning.history import HistoryValues, history_save
from optimizer.services.planning.overriding import OverrideValues, override_save, override_withdraw
from optimizer.states.forecasting import DemandOrigin, ForecastStatus, OverrideReason
from optimizer.states.planning import DemandKind
from suppliers.models import Item
from tenancy.context import acting_as
from tests import world
from tests.optimizer.forecasts import foretold, lines_of, series_of, sold
from tests.optimizer.plans import PLANNER, STRANGER, monday, planned, product, wanted
from tests.orders.trade import BUYER

pytestmark = pytest.mark.usefixtures("db")


def refused(act: Callable[[], Any]) -> DomainError:
    with pytest.raises(DomainError) as found, transaction.atomic(), acting_as(PLANNER.enterprise_id):
        act()
    return found.value


def overridden(
    item: Item, weeks: dict[int, int], version: int | None = None, **more: Any
) -> list[ForecastOverride]:
    values = [OverrideValues(monday(week), Decimal(q), version) for week, q in weeks.items()]
    with acting_as(PLANNER.enterprise_id):
        return override_save(
            actor=PLANNER,
            item_id=item.id,
            weeks=values,
            reason=more.pop("reason", OverrideReason.PROMOTION),
            **more,
        )


def test_a_history_becomes_a_forecast_and_goes_into_the_demand() -> None:
    item = product()
    sold(item)
    run = foretold()
    assert (run.status, run.start, run.weeks, run.series_count) == (ForecastStatus.DONE, monday(), 26, 1)
    assert run.lines_changed == 26
    series = series_of(item)
    assert series.history_weeks == 120
    assert series.demand_class == "seasonal"
    assert len(series.low) == len(series.median) == len(series.high) == len(series.expected) == 26
    assert all(a <= b <= c for a, b, c in zip(series.low, series.median, series.high, strict=True))
    assert series.origins > 0
    assert series.wape is not None
    assert series.wape < Decimal("0.2")
    assert series.ranked_error == series.wape
    lines = lines_of(item)
    assert set(lines) == set(range(26))
    assert all(source == DemandOrigin.MODEL for _, source in lines.values())
    assert all(quantity == round(quantity) and 60 <= quantity <= 140 for quantity, _ in lines.values())


def test_the_forecast_is_planned_less_the_orders_of_its_week() -> None:
    item = product()
    sold(item)
    foretold()
    expected = lines_of(item)[6][0]
    wanted(item, {6: 30}, reference="SO-1")
    with acting_as(PLANNER.enterprise_id):
        DemandLine.objects.exclude(week=monday(6)).update(quantity=0)
    run = planned()
    assert sorted(d["quantity"] for d in run.problem["demand"]) == sorted([30.0, float(expected) - 30])


def test_the_same_history_again_is_forecast_alike_and_changes_nothing() -> None:
    item = product()
    sold(item)
    foretold()
    before = series_of(item)
    sold(item)
    with acting_as(PLANNER.enterprise_id):
        assert AuditEntry.objects.filter(action="optimizer.history.saved").count() == 1
        assert set(DemandHistory.objects.values_list("version", flat=True)) == {1}
    run = foretold()
    assert (run.number, run.lines_changed) == (2, 0)
    assert series_of(item).expected == before.expected


def test_what_people_have_stated_of_a_week_stands() -> None:
    item = product()
    sold(item)
    wanted(item, {3: 777})
    foretold()
    lines = lines_of(item)
    assert lines[3] == (777, DemandOrigin.TYPED)
    assert lines[4][1] == DemandOrigin.MODEL
    # Taken back, the week is the statistics' at the next forecast.
    wanted(item, {3: 0})
    foretold()
    assert lines_of(item)[3][1] == DemandOrigin.MODEL
    # Stating just what the statistics said is a statement too.
    wanted(item, {4: int(lines[4][0])})
    assert lines_of(item)[4] == (lines[4][0], DemandOrigin.TYPED)


def test_an_override_is_in_the_demand_at_once_and_outlives_a_forecast() -> None:
    item = product()
    sold(item)
    wanted(item, {3: 777})
    foretold()
    expected = lines_of(item)
    made = overridden(item, {3: 500, 5: 0}, note="双十一之后")
    assert [(o.version, o.quantity, o.made_by_name) for o in made] == [
        (1, 500, PLANNER.user_name), (1, 0, PLANNER.user_name),
    ]  # fmt: skip
    assert made[1].replaced is not None
    assert round(made[1].replaced) == expected[5][0]
    assert lines_of(item)[3] == (500, DemandOrigin.OVERRIDE)
    assert lines_of(item)[5] == (0, DemandOrigin.OVERRIDE)
    foretold()
    assert lines_of(item)[3] == (500, DemandOrigin.OVERRIDE)

    changed = overridden(item, {3: 520}, version=1)
    assert [(o.id, o.version) for o in changed] == [(made[0].id, 2)]
    assert lines_of(item)[3] == (520, DemandOrigin.OVERRIDE)

    with acting_as(PLANNER.enterprise_id):
        ended = override_withdraw(actor=PLANNER, override_id=made[1].id, version=1)
    assert ended.withdrawn_by_name == PLANNER.user_name
    assert lines_of(item)[5] == expected[5]
    error = refused(lambda: override_withdraw(actor=PLANNER, override_id=made[1].id, version=2))
    assert error.code == "OVERRIDE_ENDED"
    assert overridden(item, {5: 9})[0].id != made[1].id


def test_an_override_needs_no_forecast() -> None:
    item = product()
    assert overridden(item, {2: 40}, reason=OverrideReason.NEW_PRODUCT)[0].replaced is None
    assert lines_of(item) == {2: (40, DemandOrigin.OVERRIDE)}
    with acting_as(PLANNER.enterprise_id):
        mine = ForecastOverride.objects.get()
        override_withdraw(actor=PLANNER, override_id=mine.id, version=1)
    assert lines_of(item) == {2: (0, DemandOrigin.MODEL)}


def test_a_stale_or_missing_version_is_refused() -> None:
    item = product()
    sold(item)
    foretold()
    mine = overridden(item, {3: 500})[0]
    for version in (None, 7):
        assert isinstance(refused(lambda v=version: overridden(item, {3: 1}, v)), Conflict)  # type: ignore[misc]
    assert isinstance(refused(lambda: overridden(item, {4: 1}, 1)), Conflict)
    assert isinstance(
        refused(lambda: override_withdraw(actor=PLANNER, override_id=mine.id, version=2)), Conflict
    )
    assert lines_of(item)[3] == (500, DemandOrigin.OVERRIDE)


def test_a_forecast_typed_over_an_override_is_refused_with_its_author() -> None:
    item = product()
    overridden(item, {3: 500})
    values = DemandValues(item.id, DemandKind.FORECAST, monday(3), Decimal(1))
    error = refused(lambda: demand_save(actor=PLANNER, lines=[values]))
    assert error.code == "FORECAST_OVERRIDDEN"
    assert PLANNER.user_name in error.message("zh")
    wanted(item, {3: 20}, reference="SO-9")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"week": monday(-1)}, "OVERRIDE_WEEK", "week"),
        ({"week": monday(105)}, "OVERRIDE_WEEK", "week"),
        ({"quantity": Decimal("0.5")}, "QUANTITY_SCALE", "quantity"),
        ({"quantity": Decimal(-1)}, "QUANTITY_NEGATIVE", "quantity"),
        ({"reason": OverrideReason.OTHER}, "OVERRIDE_NOTE_MISSING", "note"),
    ],
)
def test_wrong_overrides_are_refused_whole(changes: dict[str, Any], code: str, field: str) -> None:
    item = product()
    reason = changes.pop("reason", OverrideReason.HOLIDAY)
    bad = OverrideValues(**{"week": monday(2), "quantity": Decimal(1), **changes})
    good = OverrideValues(monday(1), Decimal(5))
    error = refused(lambda: override_save(actor=PLANNER, item_id=item.id, weeks=[good, bad], reason=reason))
    assert isinstance(error, Invalid)
    assert (error.code, error.field) == (code, field)
    with acting_as(PLANNER.enterprise_id):
        assert not ForecastOverride.objects.exists()


@pytest.mark.parametrize("week", [0, 1, -522])
def test_history_is_of_weeks_that_have_ended(week: int) -> None:
    item = product()
    rows = [HistoryValues(item.id, monday(-1), Decimal(1)), HistoryValues(item.id, monday(week), Decimal(1))]
    error = refused(lambda: history_save(actor=PLANNER, rows=rows))
    assert (error.code, error.field) == ("HISTORY_WEEK", "week")
    with acting_as(PLANNER.enterprise_id):
        assert not DemandHistory.objects.exists()


def test_bought_items_are_not_forecast_by_themselves() -> None:
    rows = [HistoryValues(world.STATOR.id, monday(-1), Decimal(1))]
    error = refused(lambda: history_save(actor=PLANNER, rows=rows))
    assert (error.code, error.field) == ("HISTORY_BOUGHT", "itemId")


def test_without_a_recent_history_nothing_is_forecast() -> None:
    item = product()
    assert refused(lambda: forecast_start(actor=PLANNER)).code == "NOTHING_TO_FORECAST"
    sold(item, weeks=30, until=10)
    assert refused(lambda: forecast_start(actor=PLANNER)).code == "HISTORY_OLD"
    # Up to eight weeks may be missing; the forecast bridges them.
    sold(item, weeks=1, until=9)
    run = foretold()
    assert (run.start, run.weeks) == (monday(-8), 34)
    assert set(lines_of(item)) == set(range(26))


def test_a_week_without_a_row_had_no_demand() -> None:
    item = product()
    with acting_as(PLANNER.enterprise_id):
        rows = [HistoryValues(item.id, monday(-back), Decimal(60)) for back in (2, 9, 17, 30, 41, 55)]
        history_save(actor=PLANNER, rows=rows)
        other = Item.objects.create(
            number="ED30-CA-00", name="电控总成", unit="H87", kind="MAKE", chain_id=item.chain_id,
            enterprise_id=item.enterprise_id,
        )  # fmt: skip
        history_save(actor=PLANNER, rows=[HistoryValues(other.id, monday(-1), Decimal(5))])
    foretold()
    series = series_of(item)
    assert (series.demand_class, series.history_weeks) == ("intermittent", 55)
    # The median of intermittent demand is nothing; what goes into the demand is the mean.
    assert 0 < sum(quantity for quantity, _ in lines_of(item).values()) < 26 * 60
    with acting_as(PLANNER.enterprise_id):
        span = history_spans(PLANNER, [item.id], 9, {item.id: monday(-1)})[item.id]
    assert span.start == monday(-9)
    assert [int(q) for q in span.quantities] == [60, 0, 0, 0, 0, 0, 0, 60, 0]


def test_one_forecast_at_a_time_and_one_that_fails_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    item = product()
    sold(item)
    with acting_as(PLANNER.enterprise_id):
        run = forecast_start(actor=PLANNER)
    assert refused(lambda: forecast_start(actor=PLANNER)).code == "FORECAST_OPEN"

    def broken(*args: Any) -> Any:
        raise RuntimeError("no memory")

    monkeypatch.setattr("optimizer.services.planning.forecasting.forecast", broken)
    status = forecast_carry_out(enterprise_id=world.LEADER.id, run_id=run.id)
    assert status is ForecastStatus.FAILED
    with acting_as(PLANNER.enterprise_id):
        assert forecast_fail(actor=PLANNER, run_id=run.id) is ForecastStatus.FAILED
    monkeypatch.undo()
    assert not lines_of(item)
    assert foretold().number == 2
    assert forecast_carry_out(enterprise_id=world.LEADER.id, run_id=run.id) is None


def test_another_enterprise_sees_and_changes_nothing_of_it() -> None:
    item, theirs = product(), product(pair=world.OTHER_FIRST)
    sold(item)
    sold(theirs, STRANGER, level=40)
    foretold()
    run = foretold(STRANGER)
    mine = overridden(item, {3: 500})[0]
    assert (run.number, run.series_count) == (1, 1)
    assert all(quantity < 60 for quantity, _ in lines_of(theirs).values())
    series = series_of(item)
    with acting_as(STRANGER.enterprise_id):
        assert [row.item_id for row in series_list(STRANGER)] == [theirs.id]
        assert not override_list(STRANGER).exists()
        assert history_spans(STRANGER, [item.id], 5, {}) == {}
        with pytest.raises(NotFound):
            series_get(STRANGER, series.id)
        with pytest.raises(NotFound):
            override_withdraw(actor=STRANGER, override_id=mine.id, version=1)
        with pytest.raises(NotFound):
            history_save(actor=STRANGER, rows=[HistoryValues(item.id, monday(-1), Decimal(1))])
        with pytest.raises(NotFound):
            override_save(actor=STRANGER, item_id=item.id, weeks=[], reason=OverrideReason.HOLIDAY)
        with pytest.raises(NotFound):
            forecast_fail(actor=STRANGER, run_id=foretold().id)


def test_the_buyer_reads_forecasts_and_makes_none() -> None:
    item = product()
    sold(item)
    with acting_as(BUYER.enterprise_id):
        for act in (
            lambda: forecast_start(actor=BUYER),
            lambda: history_save(actor=BUYER, rows=[]),
            lambda: override_save(actor=BUYER, item_id=item.id, weeks=[], reason=OverrideReason.HOLIDAY),
            lambda: override_withdraw(actor=BUYER, override_id=item.id, version=1),
        ):
            with pytest.raises(Forbidden):
                act()
        assert series_list(BUYER).count() == 1


def test_lists_are_narrowed_by_class_bias_and_override() -> None:
    item = product()
    sold(item)
    foretold()
    with acting_as(PLANNER.enterprise_id):
        assert series_list(PLANNER, SeriesFilter(classes=("seasonal",))).count() == 1
        assert not series_list(PLANNER, SeriesFilter(classes=("short",))).exists()
        assert not series_list(PLANNER, SeriesFilter(is_overridden=True)).exists()
        series_list(PLANNER).update(bias=Decimal("-0.3"))
        assert series_list(PLANNER, SeriesFilter(is_biased=True, search="ED30")).count() == 1
    overridden(item, {3: 500})
    with acting_as(PLANNER.enterprise_id):
        assert series_list(PLANNER, SeriesFilter(is_overridden=True)).count() == 1
