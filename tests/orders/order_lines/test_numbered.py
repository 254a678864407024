"""Files that bring order numbers and line numbers of their own."""

from datetime import date

from accounts.actor import Actor
from exchange.states import RowState
from orders.models import PurchaseOrder, PurchaseOrderLine
from orders.services.purchase_orders import (
    purchase_order_send,
)
from tests.exchange.steps import acting, checked, findings, imported, rows_of
from tests.orders.order_lines.rows import KIND, NUMBERED, Row


def test_order_numbers_of_the_file_are_kept(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        rows = [[*row(), "ERP-7", "10"], [*row(数量="600"), "ERP-7", "30"], [*row(数量="700"), "ERP-7", ""]]
        imported(buyer, [NUMBERED, *rows], KIND)
        order = PurchaseOrder.objects.get(number="ERP-7")
        assert list(order.lines.order_by("number").values_list("number", flat=True)) == [10, 30, 40]
        more = imported(buyer, [NUMBERED, [*row(数量="900"), "ERP-7", ""]], KIND)
        assert more.counts["created"] == 1
        order.refresh_from_db()
        assert (order.lines.count(), order.version) == (4, 2)
        assert order.amount == sum(line.amount for line in order.lines.all())


def test_a_changed_row_of_a_draft_is_an_update(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        imported(buyer, [NUMBERED, [*row(), "ERP-7", "10"]], KIND)
        run = imported(buyer, [NUMBERED, [*row(数量="1500", 要求交期="2026-12-28"), "ERP-7", "10"]], KIND)
        assert (run.counts["created"], run.counts["updated"]) == (0, 1)
        line = PurchaseOrderLine.objects.get(order__number="ERP-7")
        part = line.schedule_lines.get()
        assert (line.ordered_quantity, part.requested_quantity, part.requested_date) == (
            1500,
            1500,
            date(2026, 12, 28),
        )
        assert line.amount == part.amount == line.order.amount


def test_sent_orders_and_foreign_numbers_are_not_touched(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        imported(buyer, [NUMBERED, [*row(), "ERP-7", "10"]], KIND)
        order = PurchaseOrder.objects.get(number="ERP-7")
        purchase_order_send(actor=buyer, order_id=order.id, version=order.version)
        rows = [
            [*row(数量="1500"), "ERP-7", "10"], [*row(), "ERP-7", "10"], [*row(供应商="二号供应商", 数量="700"), "ERP-7", "20"],
            [*row(数量="500"), "ERP-8", "10"], [*row(供应商="二号供应商", 数量="900"), "ERP-8", "20"],
        ]  # fmt: skip
        run = checked(buyer, [NUMBERED, *rows], KIND)
        found = {
            number: row_findings.get("order_number") for number, row_findings in findings(buyer, run).items()
        }
        assert found[2] == "ORDER_SENT"
        assert (found[4], found[6]) == ("ORDER_OTHER", "ORDER_OTHER")
        states = {number: view.state for number, view in rows_of(buyer, run).items()}
        assert (states[3], states[5]) == (RowState.REFUSED, RowState.OK)


def test_the_same_line_number_with_another_item_is_refused(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        imported(buyer, [NUMBERED, [*row(), "ERP-7", "10"]], KIND)
        run = imported(
            buyer,
            [NUMBERED, [*row(料="ED30-RT-01", 数量="500"), "ERP-7", "10"], [*row(数量="900"), "ERP-7", "20"]],
            KIND,
        )
        assert (run.counts["refused"], run.counts["created"]) == (1, 1)
        assert rows_of(buyer, run)[2].message


def test_schedule_lines_of_one_line_stay_together(buyer: Actor, row: Row) -> None:
    header = [*NUMBERED, "计划行"]
    rows = [[*row(), "ERP-7", "10", "1"], [*row(数量="600", 要求交期="2026-12-28"), "ERP-7", "10", "2"]]
    with acting(buyer):
        imported(buyer, [header, *rows], KIND)
        line = PurchaseOrderLine.objects.get(order__number="ERP-7")
        assert (line.ordered_quantity, line.schedule_lines.count()) == (1800, 2)
