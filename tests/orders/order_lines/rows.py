"""The columns of the files these tests read, and what became of their rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from orders.models import ScheduleLine

KIND = "orders.order_lines"
HEADER = ["物料编码", "物料名称", "供应商", "数量", "单位", "要求交期", "单价（含税）", "交货地"]
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
STATOR, SUPPLIER = "ED30-ST-01", "一号供应商"
Row = Callable[..., list[str]]


NUMBERED = [*HEADER, "订单号", "行号"]


def lines_kept() -> list[tuple[str, int, Decimal, date, Decimal]]:
    rows = ScheduleLine.objects.order_by("order_number", "line_number", "number")
    return list(
        rows.values_list("order_number", "line_number", "ordered_quantity", "requested_date", "unit_price")
    )
