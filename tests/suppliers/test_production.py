"""Production orders: one's own, exact; partners see what a grant lets them, in the same act."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from common import clock
from common.clock import today
from common.errors import DomainError, Forbidden
from suppliers.models import Item, ProductionOrder, SharedFigure
from suppliers.rules import monday_of
from suppliers.selectors import shared_figure_list, sharing_preview
from suppliers.services.production import (
    ProductionValues,
    production_order_create,
    production_order_remove,
    production_order_update,
)
from suppliers.services.sharing import NewGrant, sharing_grant_set
from suppliers.states import Grain, ProductionState, SharedField
from tenancy.context import acting_as
from tests import world
from tests.exchange import steps
from tests.orders.trade import BUYER, RIVAL, SALES

pytestmark = pytest.mark.usefixtures("db")
S = ProductionState


@pytest.fixture
def item(db: None) -> Item:
    with acting_as(world.FIRST.id):
        return Item.objects.create(
            chain_id=world.CHAIN,
            enterprise_id=world.FIRST.id,
            number="F-ST-01",
            name="定子",
            unit="H87",
            kind="MAKE",
        )


def monday(weeks: int = 0) -> Any:
    return monday_of(today()) + timedelta(weeks=weeks)


def made(
    item: Item, number: str, quantity: int, state: ProductionState = S.PLANNED, *, weeks: int = 0
) -> ProductionOrder:
    values = ProductionValues(number, Decimal(quantity), monday(-3), monday(weeks), state)
    with acting_as(SALES.enterprise_id):
        return production_order_create(actor=SALES, item_id=item.id, values=values)


def granted(item: Item, field: SharedField, grain: Grain = Grain.EXACT) -> None:
    with acting_as(SALES.enterprise_id):
        wanted = NewGrant(world.LEADER_FIRST.id, field, grain, "计划", item_ids=[item.id])
        sharing_grant_set(actor=SALES, grant=wanted)


def seen(actor: Any = BUYER) -> list[tuple[Any, ...]]:
    with acting_as(actor.enterprise_id):
        rows = shared_figure_list(actor).order_by("field", "week")
        return [(f.field, f.week, f.quantity, f.low, f.high, f.source) for f in rows]


def refused(act: Callable[[], Any]) -> DomainError:
    with pytest.raises(DomainError) as found, transaction.atomic():
        act()
    return found.value


def test_ready_by_week_and_work_in_progress_follow_every_change(item: Item) -> None:
    made(item, "M-1", 100, S.IN_WORK, weeks=1)
    made(item, "M-2", 50, S.PLANNED, weeks=1)
    assert seen() == []
    granted(item, SharedField.READY_QUANTITY)
    granted(item, SharedField.WORK_IN_PROGRESS)
    third = made(item, "M-3", 30, S.IN_WORK, weeks=2)
    assert seen() == [
        ("READY_QUANTITY", monday(1), 150, None, None, "TYPED"),
        ("READY_QUANTITY", monday(2), 30, None, None, "TYPED"),
        ("WORK_IN_PROGRESS", None, 130, None, None, "TYPED"),
    ]
    with acting_as(SALES.enterprise_id):
        production_order_remove(actor=SALES, order_id=third.id, version=1)
    assert [row[2] for row in seen()] == [150, 100]
    assert seen(RIVAL) == []
    with acting_as(BUYER.enterprise_id):
        assert not ProductionOrder.objects.exists()


def test_what_is_overdue_stands_in_this_week_and_what_is_done_long_ago_nowhere(item: Item) -> None:
    made(item, "M-1", 40, S.IN_WORK, weeks=-2)
    made(item, "M-2", 70, S.READY, weeks=-2)
    granted(item, SharedField.READY_QUANTITY)
    assert [row[1:3] for row in seen()] == [(monday(0), 40)]


def test_a_range_stays_in_its_step_and_the_preview_is_what_is_seen(item: Item) -> None:
    made(item, "M-1", 120, S.IN_WORK, weeks=1)
    with acting_as(SALES.enterprise_id):
        shown = sharing_preview(
            SALES, partnership_id=world.LEADER_FIRST.id, field=SharedField.READY_QUANTITY, grain=Grain.RANGE,
            item_ids=[item.id],
        )  # fmt: skip
    granted(item, SharedField.READY_QUANTITY, Grain.RANGE)
    assert [row[2:5] for row in seen()] == [(None, 100, 200)]
    assert [(f.low, f.high, f.week) for f in shown] == [(100, 200, monday(1))]
    with acting_as(SALES.enterprise_id):
        assert refused(
            lambda: sharing_grant_set(
                actor=SALES,
                grant=NewGrant(
                    world.LEADER_FIRST.id, SharedField.WORK_IN_PROGRESS, Grain.LIGHT, "x", item_ids=[item.id]
                ),
            )
        ).code == "GRAIN_NOT_FOR_FIELD"  # fmt: skip


def test_wrong_values_stale_versions_and_strangers_are_refused(item: Item) -> None:
    order = made(item, "M-1", 100)
    assert refused(lambda: made(item, "M-1", 5)).code == "CODE_TAKEN"
    early = ProductionValues("M-1", Decimal(5), monday(1), monday(0))
    odd = ProductionValues("M-1", Decimal("0.5"), monday(0), monday(1))
    for version, values, code in (
        (1, early, "READY_BEFORE_START"),
        (1, odd, "QUANTITY_SCALE"),
        (9, odd, "CONFLICT"),
    ):
        with acting_as(SALES.enterprise_id):
            act = partial(
                production_order_update, actor=SALES, order_id=order.id, version=version, values=values
            )
            assert refused(act).code == code
    with acting_as(BUYER.enterprise_id), pytest.raises(Forbidden):
        production_order_remove(actor=BUYER, order_id=order.id, version=1)
    with acting_as(RIVAL.enterprise_id):
        error = refused(lambda: production_order_remove(actor=RIVAL, order_id=order.id, version=1))
        assert error.code == "NOT_FOUND"


def test_a_file_makes_and_renews_orders_with_their_age(item: Item) -> None:
    head = ["工单号", "物料编码", "数量", "进度", "开工日", "完工日", "客户订单"]
    day = monday(1).isoformat()
    granted(item, SharedField.WORK_IN_PROGRESS)
    with acting_as(SALES.enterprise_id, SALES.user_id):
        rows = [
            ["M-7", "F-ST-01", "600", "在制", day, day, "PO-1"],
            ["M-8", "F-ST-01", "40", "", day, day, ""],
        ]
        run = steps.imported(SALES, [head, *rows], "suppliers.production")
        assert run.counts["created"] == 2
        with clock.at(clock.now() + timedelta(hours=2)):
            again = steps.imported(
                SALES, [head, ["M-7", "F-ST-01", "500", "在制", day, day, ""]], "suppliers.production"
            )
        assert again.counts["updated"] == 1
        assert SharedFigure.objects.get().quantity == 500
    assert seen()[0][5] == "FILE"
