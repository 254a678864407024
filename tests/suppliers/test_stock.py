"""Stock acts: what each kind does, counts, files, and that any course of them adds up."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from common.errors import DomainError
from suppliers.models import InventoryPosition, StockMovement
from suppliers.services import stock
from suppliers.states import InventorySource, MovementKind, StockStatus
from tenancy.context import acting_as
from tenancy.models import Site
from tests import world
from tests.exchange import steps
from tests.isolation.asking import ask
from tests.suppliers.sharing import SALES, count, move, product

_K, _S = MovementKind, StockStatus


def second_site() -> Site:
    with acting_as(world.FIRST.id):
        return Site.objects.get_or_create(
            enterprise_id=world.FIRST.id, code="P2",
            defaults={"name": "二厂", "name_en": "second", "kind": "warehouse", "address": "两江新区 2 号"},
        )[0]  # fmt: skip


def books() -> dict[tuple[str, str], Decimal]:
    """What lies where in which status, nothing left out that is not zero."""
    with acting_as(world.FIRST.id):
        rows = InventoryPosition.objects.filter(enterprise_id=world.FIRST.id).exclude(quantity=0)
        return {(p.site.code, p.stock_status): p.quantity for p in rows.select_related("site")}


@pytest.mark.usefixtures("db")
def test_each_kind_of_movement_does_what_it_says() -> None:
    item, other = product(), second_site()
    move(_K.RECEIPT, 100, item)
    move(_K.ISSUE, 10, item)
    move(_K.CONSUMPTION, 20, item)
    move(_K.TRANSFER, 15, item, to_site_id=other.id)
    move(_K.BLOCK, 25, item)
    move(_K.RELEASE, 5, item, stock_status=_S.BLOCKED)
    assert books() == {
        ("P1", "UNRESTRICTED"): 35, ("P2", "UNRESTRICTED"): 15, ("P1", "BLOCKED"): 20,
    }  # fmt: skip
    count(33, item)
    assert books()["P1", "UNRESTRICTED"] == 33
    with acting_as(world.FIRST.id):
        last = StockMovement.objects.filter(kind="COUNT").get()
        assert (last.quantity, last.stock_status) == (-2, "UNRESTRICTED")


@pytest.mark.usefixtures("db")
def test_a_count_that_agrees_moves_nothing_and_makes_the_figure_young() -> None:
    item = product()
    count(12, item)
    with acting_as(world.FIRST.id):
        InventoryPosition.objects.update(source="FILE", as_of=world.BORN)
    position = count(12, item)
    assert position.as_of > world.BORN
    assert position.source == InventorySource.TYPED
    with acting_as(world.FIRST.id):
        assert StockMovement.objects.count() == 1


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("STOCK_SHORT", {"kind": _K.ISSUE, "quantity": Decimal(11)}),
    ("STATUS_NOT_FOR_MOVEMENT", {"kind": _K.CONSUMPTION, "stock_status": _S.BLOCKED}),
    ("STATUS_NOT_FOR_MOVEMENT", {"kind": _K.COUNT}),
    ("STATUS_NOT_FOR_MOVEMENT", {"kind": _K.RELEASE}),
    ("QUANTITY_ZERO", {"quantity": Decimal(0)}),
    ("QUANTITY_ZERO", {"quantity": Decimal(-3)}),
    ("QUANTITY_SCALE", {"quantity": Decimal("0.5")}),
    ("SITE_SAME", {"kind": _K.TRANSFER, "to_site_id": world.FIRST.site_id}),
    ("NOT_FOUND", {"kind": _K.TRANSFER}),
    ("NOT_FOUND", {"site_id": world.LEADER.site_id}),
    ("NOT_FOUND", {"item_id": world.STATOR.id}),
]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("code", "wrong"), REFUSED)
def test_wrong_movements_are_refused_with_the_cause_and_change_nothing(
    code: str, wrong: dict[str, Any]
) -> None:
    item = product()
    move(_K.RECEIPT, 10, item)
    values = {
        "kind": _K.ISSUE,
        "site_id": world.FIRST.site_id,
        "item_id": item.id,
        "quantity": Decimal(1),
    } | wrong
    with acting_as(world.FIRST.id), pytest.raises(DomainError) as refused:
        stock.stock_move(actor=SALES, act=stock.StockAct(**values))
    assert refused.value.code == code
    assert refused.value.message("zh")
    assert books() == {("P1", "UNRESTRICTED"): 10}


@pytest.mark.usefixtures("db")
def test_a_lot_managed_item_needs_its_lot() -> None:
    item = product("with-lots", lots=True)
    with pytest.raises(DomainError) as refused:
        move(_K.RECEIPT, 1, item)
    assert refused.value.code == "LOT_MISSING"
    assert move(_K.RECEIPT, 1, item, lot_number="L1")[0].lot_number == "L1"


ACT = st.tuples(
    st.sampled_from([*(k for k in MovementKind if k is not _K.COUNT), _K.COUNT]),
    st.integers(0, 60),
    st.sampled_from(list(StockStatus)),
)


@pytest.mark.usefixtures("db")
@given(st.lists(ACT, max_size=12))
def test_any_course_of_movements_adds_up(course: list[tuple[MovementKind, int, StockStatus]]) -> None:
    """Never negative; the movements of a place sum to its position; replaying them gives the position again."""
    with transaction.atomic():
        item, other = product(), second_site()
        for kind, quantity, status in course:
            try:
                if kind is _K.COUNT:
                    count(quantity, item, status)
                else:
                    to_site = other.id if kind is _K.TRANSFER else None
                    move(kind, quantity, item, stock_status=status, to_site_id=to_site)
            except DomainError:
                pass
        with acting_as(world.FIRST.id):
            places = ("site_id", "item_id", "lot_number", "stock_status")
            sums = StockMovement.objects.order_by().values_list(*places).annotate(Sum("quantity"))
            moved = {tuple(row[:4]): row[4] for row in sums}
            held = {
                tuple(row[:4]): row[4] for row in InventoryPosition.objects.values_list(*places, "quantity")
            }
            assert all(quantity >= 0 for quantity in held.values())
            assert {k: v for k, v in moved.items() if v} == {k: v for k, v in held.items() if v}
            replayed: dict[tuple[Any, ...], Decimal] = {}
            for row in StockMovement.objects.order_by("occurred_at", "id"):
                place = (row.site_id, row.item_id, row.lot_number, row.stock_status)
                replayed[place] = replayed.get(place, Decimal(0)) + row.quantity
            assert {k: v for k, v in replayed.items() if v} == {k: v for k, v in held.items() if v}
        transaction.set_rollback(True)


@pytest.mark.usefixtures("db")
def test_a_file_of_stock_marks_its_wrong_cells_and_counts_the_rest(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    product()
    product("with-lots", lots=True)
    rows = [
        ["工厂", "物料编码", "批次", "状态", "数量"],
        ["P1", "first-ED30-ST-01", "", "可用", "1200"],
        ["P1", "first-ED30-ST-01", "", "冻结", "15"],
        ["P9", "first-ED30-ST-01", "", "", "1"],
        ["P1", "nothing", "", "", "1"],
        ["P1", "with-lots", "", "", "1"],
        ["P1", "with-lots", "L1", "", "0.5"],
    ]
    with acting_as(SALES.enterprise_id, SALES.user_id):
        run = steps.checked(SALES, rows, "suppliers.stock")
        assert steps.findings(SALES, run) == {
            4: {"site": "STOCK_SITE_UNKNOWN"}, 5: {"number": "STOCK_ITEM_UNKNOWN"},
            6: {"lot_number": "STOCK_LOT_NEEDED"}, 7: {"quantity": "STOCK_QUANTITY_WRONG"},
        }  # fmt: skip
        done = steps.committed(SALES, run)
    assert done.counts["updated"] == 2
    assert books() == {("P1", "UNRESTRICTED"): 1200, ("P1", "BLOCKED"): 15}
    with acting_as(world.FIRST.id):
        assert set(InventoryPosition.objects.values_list("source", flat=True)) == {"FILE"}


@pytest.mark.usefixtures("db")
def test_a_file_longer_than_one_act_is_counted_whole(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    product("with-lots", lots=True)
    rows = [["P1", "with-lots", f"L{n}", "", "2"] for n in range(stock.MOST_COUNTS + 5)]
    with acting_as(SALES.enterprise_id, SALES.user_id):
        done = steps.imported(SALES, [["工厂", "物料编码", "批次", "状态", "数量"], *rows], "suppliers.stock")
        held = InventoryPosition.objects.filter(lot_number__startswith="L").aggregate(Sum("quantity"))
    assert (done.counts["updated"], done.counts["refused"]) == (len(rows), 0)
    assert held == {"quantity__sum": Decimal(2 * len(rows))}


@pytest.mark.usefixtures("db")
def test_the_same_key_moves_stock_once() -> None:
    item = product()
    act = (
        "mutation($key: String!, $site: ID!, $item: ID!) { stockMove(idempotencyKey: $key, kind: RECEIPT, siteId: $site,"
        ' itemId: $item, quantity: "7") { positions { quantity ageHours isStale source } errors { code } } }'
    )
    variables = {"key": "one-act-of-a-person", "site": str(world.FIRST.site_id), "item": str(item.id)}
    first, again = ask(SALES, act, variables), ask(SALES, act, variables)
    assert first == again
    assert first["data"]["stockMove"]["positions"] == [
        {"quantity": "7", "ageHours": 0, "isStale": False, "source": "TYPED"}
    ]
    assert books() == {("P1", "UNRESTRICTED"): 7}
