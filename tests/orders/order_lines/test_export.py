"""The exported order book, read back, and who sees prices in it."""

from datetime import timedelta
from types import ModuleType

import pytest

from accounts.actor import Actor
from common import clock
from exchange import store
from exchange.pipeline.exporter import export_run
from exchange.selectors import export_run_get
from exchange.services.exports import export_open
from exchange.states import FileFormat, RowState
from orders.models import PurchaseOrder
from orders.services.purchase_orders import (
    purchase_order_send,
)
from tests.exchange.steps import acting, checked, committed, imported, rows_of
from tests.orders.order_lines.rows import HEADER, KIND, NOW, NUMBERED, STATOR, Row, lines_kept


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_the_exported_order_book_read_back_changes_nothing(
    buyer: Actor, row: Row, file_format: FileFormat
) -> None:
    with acting(buyer):
        header = [*NUMBERED, "计划行"]
        imported(
            buyer,
            [header, [*row(), "ERP-7", "10", "1"], [*row(数量="600", 要求交期="2026-12-28"), "ERP-7", "10", "2"],
             [*row(价="0.333333", 料="BT-08", 数量="700"), "ERP-8", "10", ""], [*row(价="", 数量="800"), "", "", ""]],
            KIND,
        )  # fmt: skip
        order = PurchaseOrder.objects.get(number="ERP-7")
        purchase_order_send(actor=buyer, order_id=order.id, version=order.version)
        before = lines_kept()
        export = export_open(
            actor=buyer, kind="SCHEDULE_LINES", file_format=file_format, order="ORDER_NUMBER_ASC"
        )
        export_run(actor=buyer, run=export)
        done = export_run_get(buyer, export.id)
        assert (done.state, done.row_count) == ("DONE", len(before)), done.error_params
        content = store.path_of(done.storage_key).read_bytes()
    with clock.at(NOW + timedelta(days=60)), acting(buyer):
        # two months later every requested day is past, and still nothing is wrong or new
        back = checked(buyer, content, KIND, done.file_name)
        assert {view.state for view in rows_of(buyer, back).values()} == {RowState.UNCHANGED}
        assert committed(buyer, back).counts["unchanged"] == len(before)
        assert lines_kept() == before


def test_an_export_shows_prices_only_to_those_who_may_see_them(
    buyer: Actor, row: Row, world: ModuleType
) -> None:
    with acting(buyer):
        imported(buyer, [HEADER, row()], KIND)
    quality: Actor = world.actor(world.LEADER, "QUALITY")
    with acting(quality):
        export = export_open(actor=quality, kind="SCHEDULE_LINES", file_format=FileFormat.CSV)
        export_run(actor=quality, run=export)
        text = store.path_of(export_run_get(quality, export.id).storage_key).read_text("utf-8-sig")
    assert STATOR in text
    assert "276.1" not in text  # with the point: a document's number may hold any digits
    assert "312.0" not in text
