"""Demand by spreadsheet: in with marked cells, again without doubling, out as it stands."""

from decimal import Decimal

import pytest

from optimizer.models import DemandLine
from tenancy.context import acting_as
from tests import world
from tests.exchange import steps
from tests.isolation.test_matrix_files import exported
from tests.optimizer.plans import PLANNER, PRODUCT, STRANGER, monday, planned, product, wanted

pytestmark = pytest.mark.usefixtures("db")
HEAD = ["物料编码", "类别", "周", "数量", "优先级", "客户订单"]


def day(week: int) -> str:
    return monday(week).isoformat()


def imported(*rows: list[str]) -> dict[str, int]:
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        return dict(steps.imported(PLANNER, [HEAD, *rows], "optimizer.demand").counts)


def lines() -> list[tuple[object, ...]]:
    with acting_as(world.LEADER.id):
        found = DemandLine.objects.order_by("week", "kind")
        return [(x.kind, x.week, x.quantity, x.priority, x.reference, x.source) for x in found]


def test_orders_and_forecasts_come_in_and_come_again_without_doubling() -> None:
    product()
    rows = [[PRODUCT, "预测", day(4), "1200", "", ""], [PRODUCT, "", day(5), "30", "1", "SO-7"]]
    imported(*rows)
    expected = [
        ("FORECAST", monday(4), Decimal(1200), 2, "", "FILE"),
        ("ORDER", monday(5), Decimal(30), 1, "SO-7", "FILE"),
    ]
    assert lines() == expected
    imported(*rows)
    assert lines() == expected
    imported([PRODUCT, "预测", day(4), "900", "3", ""])
    assert lines()[0] == ("FORECAST", monday(4), Decimal(900), 3, "", "FILE")


def test_wrong_cells_are_marked_and_the_rest_comes_in() -> None:
    product()
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        run = steps.checked(
            PLANNER,
            [
                HEAD,
                [PRODUCT, "预测", day(4), "1200", "", ""],
                ["NO-SUCH", "预测", day(4), "1", "", ""],
                [PRODUCT, "预测", day(5), "5", "", "SO-1"],
                [PRODUCT, "销售订单", day(5), "5", "", ""],
                [PRODUCT, "预测", day(6), "many", "", ""],
            ],
            "optimizer.demand",
        )
        assert (run.counts["rows"], run.counts["ok"]) == (5, 1)
        steps.committed(PLANNER, run)
    assert [row[:3] for row in lines()] == [("FORECAST", monday(4), Decimal(1200))]


def test_a_row_refused_at_the_end_does_not_stop_the_others() -> None:
    product()
    imported([PRODUCT, "预测", day(4), "10", "", ""], [PRODUCT, "预测", day(200), "10", "", ""])
    assert [row[1] for row in lines()] == [monday(4)]


def test_what_goes_out_is_what_came_in_and_ones_own() -> None:
    wanted(product(), {4: 1200})
    rows = exported(PLANNER, "DEMAND")
    assert rows[1][:3] == [PRODUCT, "预测", day(4)]
    assert Decimal(rows[1][3]) == 1200
    assert len(rows) == 2
    assert len(exported(STRANGER, "DEMAND")) == 1


def test_the_orders_of_the_newest_plan_go_out() -> None:
    wanted(product(), {6: 100})
    assert len(exported(PLANNER, "PLAN_ORDER")) == 1
    planned()
    rows = exported(PLANNER, "PLAN_ORDER")
    assert {row[0] for row in rows[1:]} == {"ED30-ST-01", "ED30-RT-01"}
    assert len(exported(STRANGER, "PLAN_ORDER")) == 1
