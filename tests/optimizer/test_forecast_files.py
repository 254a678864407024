"""Demand history by spreadsheet: in, again without doubling, out as it stands; the forecast out with its overrides."""

from decimal import Decimal

import pytest

from optimizer.models import DemandHistory
from optimizer.services.planning.overriding import OverrideValues, override_save
from optimizer.states.forecasting import OverrideReason
from tenancy.context import acting_as
from tests import world
from tests.exchange import steps
from tests.isolation.test_matrix_files import exported
from tests.optimizer.forecasts import foretold, sold
from tests.optimizer.plans import PLANNER, PRODUCT, STRANGER, monday, product

pytestmark = pytest.mark.usefixtures("db")
HEAD = ["物料编码", "周", "销量"]
KIND = "optimizer.demand_history"


def day(week: int) -> str:
    return monday(week).isoformat()


def stated() -> list[tuple[object, ...]]:
    with acting_as(world.LEADER.id):
        return [(row.week, row.quantity, row.source) for row in DemandHistory.objects.order_by("week")]


def test_past_weeks_come_in_and_come_again_without_doubling() -> None:
    product()
    rows = [HEAD, [PRODUCT, day(-2), "120"], [PRODUCT, day(-1), "90"]]
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        for _ in range(2):
            steps.imported(PLANNER, rows, KIND)
    assert stated() == [(monday(-2), Decimal(120), "FILE"), (monday(-1), Decimal(90), "FILE")]


def test_wrong_rows_are_marked_and_the_rest_comes_in() -> None:
    product()
    rows = [
        HEAD, [PRODUCT, day(-1), "90"], ["NO-SUCH", day(-1), "1"], [PRODUCT, day(-3), "many"], [PRODUCT, day(1), "5"],
    ]  # fmt: skip
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        run = steps.checked(PLANNER, rows, KIND)
        assert (run.counts["rows"], run.counts["ok"]) == (4, 2)
        steps.committed(PLANNER, run)
    # A week still to come is refused by the service, as everywhere.
    assert stated() == [(monday(-1), Decimal(90), "FILE")]


def test_what_goes_out_is_one_s_own_and_comes_in_again() -> None:
    item = product()
    sold(item, weeks=30)
    foretold()
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        weeks = [OverrideValues(monday(2), Decimal(500))]
        override_save(
            actor=PLANNER, item_id=item.id, weeks=weeks, reason=OverrideReason.PROMOTION, note="展会"
        )
    history = exported(PLANNER, "DEMAND_HISTORY")
    assert len(history) == 31
    assert history[1][:2] == [PRODUCT, day(-30)]
    forecast = exported(PLANNER, "DEMAND_FORECAST")
    assert len(forecast) == 27
    row = dict(zip(forecast[0], forecast[3], strict=True))
    assert (row["周"], Decimal(row["调整为"]), row["原因"], row["说明"]) == (day(2), 500, "促销", "展会")
    assert all(len(exported(STRANGER, kind)) == 1 for kind in ("DEMAND_HISTORY", "DEMAND_FORECAST"))
    before = stated()
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        steps.imported(PLANNER, history, KIND)
    assert [row[:2] for row in stated()] == [row[:2] for row in before]
