"""The lists of this app as files: exactly what their filter shows, prices only for those who may see them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import can
from common.quantity import UNITS
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.registry import ExportKind, Values
from orders.messages import columns as c
from orders.messages.rounding import gross_of
from orders.selectors.goods import AsnFilter, ReceiptFilter, asn_list, receipt_list
from orders.selectors.purchase_orders import PurchaseOrderFilter, purchase_order_list
from orders.selectors.schedule_lines import ScheduleLineFilter, schedule_line_list
from orders.states import ASN_STATUS_NAMES, STATUS_NAMES, AsnStatus, ScheduleStatus

PAGE = 2_000

STATUS = Column("status", "状态", "Status", width=10)
BUYER = Column("buyer", "采购方", "Buyer", width=16)
PRICE_COLUMNS = {"unit_price", "unit_price_net", "amount", "amount_with_tax"}

SCHEDULE_LINE_COLUMNS = (
    c.ORDER_NUMBER, c.LINE_NUMBER, c.SCHEDULE_NUMBER, STATUS, BUYER, c.SUPPLIER, c.ITEM, c.ITEM_NAME,
    Column("supplier_item_number", "供应商料号", "Supplier's item number", CellKind.CODE),
    c.QUANTITY, c.UNIT, c.REQUESTED_DATE,
    Column("promised_date", "承诺交期", "Promised date", CellKind.DATE, width=13),
    Column("first_promised_date", "首次承诺", "First promise", CellKind.DATE, width=13),
    Column("confirmed_quantity", "确认数量", "Confirmed", CellKind.NUMBER, width=12),
    Column("backordered_quantity", "欠交数量", "Backordered", CellKind.NUMBER, width=12),
    Column("shipped_quantity", "已发数量", "Shipped", CellKind.NUMBER, width=12),
    Column("received_quantity", "已收数量", "Received", CellKind.NUMBER, width=12),
    c.UNIT_PRICE, c.UNIT_PRICE_NET,
    Column("amount", "金额（不含税）", "Amount excl. tax", CellKind.NUMBER, width=14),
    c.CURRENCY, c.SHIP_TO,
    Column("external_reference", "外部单号", "External reference", CellKind.CODE),
)  # fmt: skip
PURCHASE_ORDER_COLUMNS = (
    c.ORDER_NUMBER, STATUS, BUYER, c.SUPPLIER, c.SHIP_TO,
    Column("line_count", "行数", "Lines", CellKind.WHOLE, width=8),
    Column("amount", "金额（不含税）", "Amount excl. tax", CellKind.NUMBER, width=14),
    Column("amount_with_tax", "金额（含税）", "Amount incl. tax", CellKind.NUMBER, width=14),
    c.CURRENCY,
    Column("payment_terms", "付款条件", "Payment terms", width=18),
    Column("incoterm", "贸易术语", "Incoterm", width=10),
    Column("sent_at", "发出时间（UTC）", "Sent (UTC)", width=20),
    Column("external_reference", "外部单号", "External reference", CellKind.CODE),
    Column("created_by_name", "建立人", "Created by", width=12),
)  # fmt: skip
ASN_COLUMNS = (
    Column("number", "发货通知", "Ship notice", CellKind.CODE, width=18), STATUS, BUYER, c.SUPPLIER, c.ORDER_NUMBER,
    c.LINE_NUMBER, c.SCHEDULE_NUMBER, c.ITEM, c.ITEM_NAME, c.QUANTITY, c.UNIT,
    Column("lot_number", "批次", "Lot", CellKind.CODE),
    Column("package_count", "件数", "Packages", CellKind.WHOLE, width=8),
    Column("sscc", "SSCC", "SSCC", CellKind.CODE, width=20),
    Column("vehicle_plate", "车牌", "Plate", width=12),
    Column("carrier_name", "承运商", "Carrier", width=16),
    Column("departed_at", "出发（UTC）", "Departed (UTC)", width=20),
    Column("estimated_arrival_at", "预计到达（UTC）", "ETA (UTC)", width=20),
    c.SHIP_TO,
)  # fmt: skip
RECEIPT_COLUMNS = (
    Column("number", "收货单", "Receipt", CellKind.CODE, width=18),
    Column("asn_number", "发货通知", "Ship notice", CellKind.CODE, width=18),
    BUYER, c.SUPPLIER, c.ORDER_NUMBER, c.LINE_NUMBER, c.SCHEDULE_NUMBER, c.ITEM, c.ITEM_NAME, c.UNIT,
    Column("lot_number", "批次", "Lot", CellKind.CODE),
    Column("shipped_quantity", "发货数量", "Shipped", CellKind.NUMBER),
    Column("accepted_quantity", "实收", "Accepted", CellKind.NUMBER),
    Column("short_quantity", "短少", "Short", CellKind.NUMBER),
    Column("over_quantity", "多到", "Over", CellKind.NUMBER),
    Column("damaged_quantity", "破损", "Damaged", CellKind.NUMBER),
    Column("rejected_quantity", "拒收", "Rejected", CellKind.NUMBER),
    Column("posted_at", "过账时间（UTC）", "Posted (UTC)", width=20),
    Column("received_by_name", "收货人", "Received by", width=12),
    Column("note", "备注", "Note", width=24),
)  # fmt: skip

# Orders of the lists as clients name them → columns; the id makes each complete.
ORDERS = {
    "REQUESTED_DATE": "requested_date", "PROMISED_DATE": "due_date", "ORDER_NUMBER": "order_number",
    "AMOUNT": "amount", "QUANTITY": "ordered_quantity", "DEVIATION": "deviation_days", "LAST_ACT": "last_act_at",
    "ITEM": "item_number", "NUMBER": "number", "CREATED": "created_at",
}  # fmt: skip


def _ordered(rows: "QuerySet[Any]", order: str | None, default: str) -> "QuerySet[Any]":
    name, _, direction = (order or default).rpartition("_")
    field = ORDERS.get(name, ORDERS[default.rpartition("_")[0]])
    known = {f.name for f in rows.model._meta.concrete_fields}
    field = field if field in known else ORDERS[default.rpartition("_")[0]]
    sign = "-" if direction == "DESC" else ""
    return rows.order_by(f"{sign}{field}", f"{sign}id")


def _chosen(rows: "QuerySet[Any]", ids: Sequence[str] | None) -> "QuerySet[Any]":
    return rows if ids is None else rows.filter(id__in=ids)


def _word(names: tuple[str, str], actor: Actor) -> str:
    return names[1] if actor.language == "en" else names[0]


def _parties(actor: Actor, row: Any) -> Values:
    is_english = actor.language == "en"
    return {
        "buyer": row.buyer.short_name_en if is_english else row.buyer.short_name,
        "supplier": row.supplier.short_name_en if is_english else row.supplier.short_name,
    }


def _unit(actor: Actor, unit: str) -> str:
    return _word((UNITS[unit].zh, UNITS[unit].en), actor)


def _place(actor: Actor, document: Any) -> str:
    return _word((document.ship_to_name, document.ship_to_name_en or document.ship_to_name), actor)


def _line(actor: Actor, part: Any) -> Values:
    """What a schedule line says of itself wherever it is listed."""
    line = part.line
    is_english = actor.language == "en"
    return {
        "order_number": part.order_number,
        "line_number": part.line_number,
        "schedule_number": part.number,
        "item": part.item_number,
        "item_name": (line.item_name_en if is_english else "") or line.item_name,
        "supplier_item_number": line.supplier_item_number,
        "unit": _unit(actor, part.unit),
    }


def schedule_line_rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    """The order book."""
    wanted = read_filter(ScheduleLineFilter, given, lower=("statuses",))
    rows = _ordered(_chosen(schedule_line_list(actor, wanted), ids), order, "REQUESTED_DATE_ASC")
    sees_prices = can(actor, P.PRICE_READ)
    for part in rows.select_related("line", "order", "buyer", "supplier").iterator(chunk_size=PAGE):
        net = part.unit_price
        values = {
            **_parties(actor, part),
            **_line(actor, part),
            "status": _word(STATUS_NAMES[ScheduleStatus(part.status)], actor),
            "quantity": part.ordered_quantity,
            "requested_date": part.requested_date,
            "promised_date": part.confirmed_date,
            "first_promised_date": part.first_promised_date,
            "confirmed_quantity": part.confirmed_quantity,
            "backordered_quantity": part.backordered_quantity,
            "shipped_quantity": part.shipped_quantity,
            "received_quantity": part.received_quantity,
            "unit_price": gross_of(net, part.order.tax_rate),
            "unit_price_net": net,
            "amount": part.amount,
            "currency": part.order.currency,
            "ship_to": _place(actor, part.order),
            "external_reference": part.order.external_reference,
        }
        yield values if sees_prices else {k: v for k, v in values.items() if k not in PRICE_COLUMNS}


def purchase_order_rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    """Orders, one row each."""
    wanted = read_filter(PurchaseOrderFilter, given, lower=("statuses",))
    rows = _ordered(_chosen(purchase_order_list(actor, wanted), ids), order, "CREATED_DESC")
    sees_prices = can(actor, P.PRICE_READ)
    found = rows.select_related("buyer", "supplier").prefetch_related("lines")
    for row in found.iterator(chunk_size=PAGE):
        values = {
            **_parties(actor, row),
            "order_number": row.number,
            "status": _word(STATUS_NAMES[ScheduleStatus(row.status)], actor),
            "ship_to": _place(actor, row),
            "line_count": len(row.lines.all()),
            "amount": row.amount,
            "amount_with_tax": gross_of(row.amount, row.tax_rate),
            **{key: getattr(row, key) for key in ("currency", "payment_terms", "incoterm", "sent_at")},
            "external_reference": row.external_reference,
            "created_by_name": row.created_by_name if row.buyer_id == actor.enterprise_id else "",
        }
        yield values if sees_prices else {k: v for k, v in values.items() if k not in PRICE_COLUMNS}


def asn_rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    """Ship notices, one row per line."""
    wanted = read_filter(AsnFilter, given, lower=("statuses",))
    rows = _ordered(_chosen(asn_list(actor, wanted), ids), order, "CREATED_DESC")
    lines = "lines__schedule_line__line"
    for asn in rows.select_related("buyer", "supplier").prefetch_related(lines).iterator(chunk_size=PAGE):
        head = {
            **_parties(actor, asn),
            "number": asn.number,
            "status": _word(ASN_STATUS_NAMES[AsnStatus(asn.status)], actor),
            "ship_to": _place(actor, asn),
            "vehicle_plate": asn.vehicle_plate,
            "carrier_name": asn.carrier_name,
            "departed_at": asn.departed_at,
            "estimated_arrival_at": asn.estimated_arrival_at,
        }
        for line in sorted(asn.lines.all(), key=lambda one: one.number):
            own = {
                "quantity": line.quantity,
                "lot_number": line.lot_number,
                "package_count": line.package_count,
            }
            yield head | _line(actor, line.schedule_line) | own | {"sscc": line.sscc}


def receipt_rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    """Goods receipts, one row per line."""
    wanted = read_filter(ReceiptFilter, given)
    rows = _chosen(receipt_list(actor, wanted), ids).order_by("-posted_at", "-id")
    lines = "lines__asn_line__schedule_line__line"
    found = rows.select_related("buyer", "supplier", "asn").prefetch_related(lines)
    figures = [column.key for column in RECEIPT_COLUMNS if column.key.endswith("_quantity")]
    for receipt in found.iterator(chunk_size=PAGE):
        head = {
            **_parties(actor, receipt),
            "number": receipt.number,
            "asn_number": receipt.asn.number,
            "posted_at": receipt.posted_at,
            "received_by_name": receipt.received_by_name if receipt.buyer_id == actor.enterprise_id else "",
        }
        for line in receipt.lines.all():
            own = {key: getattr(line, key) for key in (*figures, "lot_number", "note")}
            yield head | _line(actor, line.asn_line.schedule_line) | own


LISTS = (
    ExportKind("SCHEDULE_LINES", "订单簿", "Order book", SCHEDULE_LINE_COLUMNS, P.ORDER_READ, schedule_line_rows),
    ExportKind("PURCHASE_ORDERS", "采购订单", "Purchase orders", PURCHASE_ORDER_COLUMNS, P.ORDER_READ, purchase_order_rows),
    ExportKind("ADVANCE_SHIP_NOTICES", "发货通知", "Ship notices", ASN_COLUMNS, P.ASN_READ, asn_rows),
    ExportKind("GOODS_RECEIPTS", "收货单", "Goods receipts", RECEIPT_COLUMNS, P.RECEIPT_READ, receipt_rows),
)  # fmt: skip
