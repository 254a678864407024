"""Finished orders of another system into the ledger; lists of documents out of it."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings

from accounts.actor import Actor
from common import clock
from common.errors import Forbidden
from exchange import store
from exchange.pipeline.exporter import export_run
from exchange.selectors import export_run_get
from exchange.services.exports import export_open
from exchange.states import ExportState, FileFormat, RowState
from orders.models import PromiseEntry, PurchaseOrder, ScheduleLine
from orders.states import LedgerKind
from tests.exchange.steps import acting, checked, findings, imported, rows_of

KIND = "orders.history"
HEADER = [
    "订单号",
    "行号",
    "物料编码",
    "供应商",
    "数量",
    "单位",
    "要求交期",
    "承诺交期",
    "实际到货日期",
    "到货数量",
    "单价（含税）",
    "交货地",
]
GOOD = [
    "PO-2025-1",
    "10",
    "ED30-ST-01",
    "一号供应商",
    "500",
    "件",
    "2025-10-10",
    "2025-10-12",
    "2025-10-15",
    "498",
    "352.56",
    "甲链主一厂",
]


def _row(**changes: str) -> list[str]:
    return list((dict(zip(HEADER, GOOD, strict=True)) | changes).values())


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(datetime(2026, 11, 20, 2, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def buyer(db: None, world: ModuleType) -> Actor:
    actor: Actor = world.actor(world.LEADER, "BUYER")
    return actor


def test_last_years_lines_become_closed_orders_with_their_promises(buyer: Actor) -> None:
    with acting(buyer):
        run = imported(buyer, [HEADER, _row(), _row(行号="20", 承诺交期="", 到货数量="")], KIND)
        assert (run.counts["created"], run.counts["refused"]) == (2, 0)
        order = PurchaseOrder.objects.get(number="PO-2025-1")
        assert (order.status, order.is_released) == ("closed", True)
        first, second = ScheduleLine.objects.filter(order=order).order_by("line_number")
        assert (first.first_promised_date, first.received_quantity) == (date(2025, 10, 12), 498)
        assert (second.first_promised_date, second.received_quantity) == (date(2025, 10, 10), 500)
        assert first.unit_price == 312
        received = PromiseEntry.objects.get(schedule_line=first, kind=LedgerKind.RECEIVED)
        assert received.new_date == date(2025, 10, 15)
        again = imported(
            buyer, [HEADER, _row(), _row(行号="20", 承诺交期="", 到货数量="")], KIND, "other.csv"
        )
        assert (again.counts["created"], again.counts["unchanged"]) == (0, 2)


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"供应商": "谁"}, "supplier", "SUPPLIER_UNKNOWN"),
        ({"物料编码": "ED30-ST-1"}, "item", "ITEM_UNKNOWN_NEAR"),
        ({"交货地": "月球"}, "ship_to", "SITE_UNKNOWN"),
        ({"单位": "套"}, "unit", "UNIT_WRONG"),
        ({"数量": "5.5"}, "quantity", "NUMBER_SCALE"),
        ({"实际到货日期": ""}, "actual_date", "MISSING"),
        ({"单价（含税）": ""}, "unit_price", "PRICE_UNKNOWN"),
        ({"订单号": ""}, "order_number", "MISSING"),
    ],
)
def test_each_cause_is_told_at_its_cell(
    buyer: Actor, changes: dict[str, str], column: str, code: str
) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, _row(**changes)], KIND)
        assert findings(buyer, run)[2][column] == code
        assert rows_of(buyer, run)[2].state is RowState.REFUSED


def test_a_number_of_a_living_order_is_refused_on_import(buyer: Actor) -> None:
    lines = ["物料编码", "供应商", "数量", "要求交期", "交货地", "订单号"]
    with acting(buyer):
        imported(
            buyer,
            [lines, ["ED30-ST-01", "一号供应商", "500", "2026-12-18", "甲链主一厂", "PO-2025-1"]],
            "orders.order_lines",
        )
        run = imported(buyer, [HEADER, _row(), _row(订单号="PO-2025-2")], KIND)
        assert (run.counts["created"], run.counts["refused"]) == (1, 1)
        assert rows_of(buyer, run)[2].message


LISTS = (
    "SCHEDULE_LINES",
    "PURCHASE_ORDERS",
    "ADVANCE_SHIP_NOTICES",
    "GOODS_RECEIPTS",
    "ITEMS",
    "PARTNERSHIPS",
)


def _export(actor: Actor, kind: str, **given: Any) -> list[list[str]]:
    run = export_open(actor=actor, kind=kind, file_format=FileFormat.CSV, **given)
    export_run(actor=actor, run=run)
    done = export_run_get(actor, run.id)
    assert done.state == ExportState.DONE, done.error_params
    text = store.path_of(done.storage_key).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_every_list_can_be_written_out_by_both_sides(buyer: Actor, world: ModuleType) -> None:
    seller: Actor = world.actor(world.FIRST, "SUPPLIER_SALES")
    with acting(buyer):
        imported(buyer, [HEADER, _row()], KIND)
        ours = {kind: _export(buyer, kind) for kind in LISTS}
    with acting(seller):
        theirs = {kind: _export(seller, kind) for kind in LISTS}
    assert [row[0] for row in ours["SCHEDULE_LINES"]] == ["PO-2025-1"]
    assert [row[0] for row in theirs["PURCHASE_ORDERS"]] == ["PO-2025-1"]
    # the buyer's own code for its supplier, and who typed the order, stay with the buyer
    assert [row[0] for row in theirs["PARTNERSHIPS"]] == ["", ""]
    assert theirs["PURCHASE_ORDERS"][0][-1] == ""
    assert {row[0] for row in ours["PARTNERSHIPS"]} == {"V-003", "V-004"}


def test_a_stranger_gets_none_of_it(buyer: Actor, world: ModuleType) -> None:
    with acting(buyer):
        imported(buyer, [HEADER, _row()], KIND)
        ids = [str(i) for i in ScheduleLine.objects.values_list("id", flat=True)]
    for firm, role in ((world.OTHER, "BUYER"), (world.SECOND, "SUPPLIER_SALES")):
        stranger: Actor = world.actor(firm, role)
        with acting(stranger):
            assert _export(stranger, "SCHEDULE_LINES") == []
            assert _export(stranger, "SCHEDULE_LINES", ids=ids) == []


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"statuses": ["CLOSED"]}, 1), ({"statuses": ["DRAFT", "SENT"]}, 0), ({"tab": "DONE"}, 1), ({"search": "PO-2025"}, 1),
        ({"requestedFrom": "2025-10-11"}, 0), ({"late": True}, 0), ({"tab": None}, 1),
    ],
)  # fmt: skip
def test_the_filter_of_the_list_is_the_filter_of_the_file(
    buyer: Actor, given: dict[str, Any], count: int
) -> None:
    with acting(buyer):
        imported(buyer, [HEADER, _row()], KIND)
        assert len(_export(buyer, "SCHEDULE_LINES", filter=given, order="ORDER_NUMBER_DESC")) == count


def test_lists_need_their_own_right(buyer: Actor, world: ModuleType) -> None:
    viewer: Actor = world.actor(world.LEADER, "VIEWER")
    with acting(viewer), pytest.raises(Forbidden):
        export_open(actor=viewer, kind="SCHEDULE_LINES")
    with acting(buyer), pytest.raises(Forbidden):
        export_open(actor=buyer, kind="AUDIT_ENTRIES")
