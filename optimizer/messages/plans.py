"""The orders of a plan as a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import P
from common.quantity import UNITS
from exchange.columns import Column
from exchange.filters import read_filter
from exchange.registry import ExportKind, Values
from optimizer.selectors import PlanOrderFilter, plan_list, plan_order_list
from optimizer.states.planning import PLANNED

COLUMNS = (
    Column("item", "物料编码", "Item number", width=18),
    Column("name", "名称", "Name", width=24),
    Column("partner", "供应商", "Supplier", width=20),
    Column("order_week", "下单周", "Order week", width=12),
    Column("arrival_week", "到货周", "Arrival week", width=12),
    Column("quantity", "数量", "Quantity", width=12),
    Column("unit", "单位", "Unit", width=8),
    Column("unit_price", "单价（未税）", "Unit price (net)", width=14),
    Column("amount", "金额（未税）", "Amount (net)", width=16),
    Column("order_number", "采购订单", "Purchase order", width=18),
)


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    """Of the newest plan there is; with `ids`, of these lines."""
    newest = plan_list(actor).filter(status__in=[s.value for s in PLANNED]).order_by("-number").first()
    run_id: UUID | None = newest.id if newest else None
    if run_id is None:
        return
    rows = plan_order_list(actor, run_id, read_filter(PlanOrderFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    word = int(actor.language == "en")
    ordered = rows.select_related("item", "source_option__partnership__supplier")
    for row in ordered.order_by("order_week", "item__number", "id").iterator(chunk_size=2000):
        supplier = row.source_option.partnership.supplier
        unit = UNITS[row.item.unit]
        yield {
            "item": row.item.number, "name": (row.item.name, row.item.name_en or row.item.name)[word],
            "partner": (supplier.short_name, supplier.short_name_en or supplier.short_name)[word],
            "order_week": row.order_week, "arrival_week": row.arrival_week, "quantity": row.quantity,
            "unit": (unit.zh, unit.en)[word], "unit_price": row.unit_price, "amount": row.amount,
            "order_number": row.order_number,
        }  # fmt: skip


PLAN_ORDER_EXPORT = ExportKind("PLAN_ORDER", "计划订单", "Planned orders", COLUMNS, P.PLAN_READ, _rows)
