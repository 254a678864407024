"""Partnerships as a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.permissions import P
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.registry import ExportKind, Values
from suppliers.selectors.partnerships import PartnershipFilter, partnership_list
from suppliers.states import PARTNERSHIP_STATUS_NAMES, PartnershipStatus

COLUMNS = (
    Column("supplier_code", "供应商编号", "Supplier code", CellKind.CODE),
    Column("side", "我方", "My side", width=8),
    Column("partner", "伙伴", "Partner", width=30),
    Column("uscc", "统一社会信用代码", "Social credit code", CellKind.CODE, width=22),
    Column("status", "状态", "Status", width=10),
    Column("currency", "币种", "Currency", width=8),
    Column("tax_rate", "税率 %", "Tax rate %", CellKind.NUMBER, width=8),
    Column("payment_terms", "付款条件", "Payment terms", width=20),
    Column("incoterm", "贸易术语", "Incoterm", width=10),
    Column("quantity_tolerance_percent", "数量容差 %", "Quantity tolerance %", CellKind.NUMBER),
    Column("date_tolerance_days", "交期容差（天）", "Date tolerance (days)", CellKind.WHOLE),
    Column("price_tolerance_percent", "价格容差 %", "Price tolerance %", CellKind.NUMBER),
    Column("over_delivery_percent", "允许多交 %", "Over-delivery %", CellKind.NUMBER),
    Column("under_delivery_percent", "允许少交 %", "Under-delivery %", CellKind.NUMBER),
    Column("acknowledge_hours", "确认时限（小时）", "Acknowledge within (hours)", CellKind.WHOLE),
    Column("freeze_days", "冻结期（天）", "Freeze (days)", CellKind.WHOLE),
)
_PLAIN = tuple(c.key for c in COLUMNS if c.key not in ("side", "partner", "uscc", "status", "supplier_code"))


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = partnership_list(actor, read_filter(PartnershipFilter, given, lower=("statuses",)))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    is_english = actor.language == "en"
    descending = "-" if order and order.endswith("_DESC") else ""
    field = "supplier_code" if order and order.startswith("CODE") else "supplier__name"
    for row in rows.select_related("buyer", "supplier").order_by(f"{descending}{field}", "id"):
        is_buyer = row.buyer_id == actor.enterprise_id
        partner = row.supplier if is_buyer else row.buyer
        zh, en = PARTNERSHIP_STATUS_NAMES[PartnershipStatus(row.status)]
        side = ("Buyer", "采购方") if is_buyer else ("Supplier", "供应方")
        yield {
            # the buyer's own code for its supplier is none of the supplier's business
            "supplier_code": row.supplier_code if is_buyer else "",
            "side": side[0] if is_english else side[1],
            "partner": partner.name_en if is_english else partner.name,
            "uscc": partner.uscc,
            "status": en if is_english else zh,
            **{key: getattr(row, key) for key in _PLAIN},
        }


PARTNERSHIP_EXPORT = ExportKind(
    "PARTNERSHIPS", "合作关系", "Partnerships", COLUMNS, P.PARTNERSHIP_READ, _rows
)
