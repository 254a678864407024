"""Delivery history as the SCMS programme published it: vendors, items and places come into being with it.

One row is one delivered order line: packs of an item, the day it was scheduled for, the day it came. Prices are
US dollars per pack. Its country names went through a wrong character set on the way.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from accounts.actor import Actor
from accounts.permissions import P
from exchange.columns import CellKind, Column
from exchange.issues import Issue, Severity
from exchange.registry import FileOrigin, ImportKind, ParsedRow, RowOutcome, Values
from orders.messages import findings as f
from orders.messages.history import HistorySession, reference_of
from orders.messages.lookups import Partner, word
from orders.messages.rounding import grouped
from suppliers.models import Item
from suppliers.selectors.items import items_by_number
from suppliers.services.items import NewItem, items_upsert
from suppliers.services.onboarding import NewSupplier, places_ensure, suppliers_onboard
from suppliers.services.partnerships import Terms
from tenancy.models import Site
from tenancy.selectors import home_chain

CURRENCY = "USD"
TERMS = Terms(currency=CURRENCY, tax_rate=Decimal(0))
PACKS = "PK"
ONE_DOLLAR = Decimal(1)


def mended(text: str) -> str:
    """Text that was UTF-8, read as Mac Roman and saved so: "C√¥te" becomes "Côte"."""
    if "√" not in text:
        return text
    try:
        return text.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return text


def item_number(description: str) -> str:
    """The file numbers no items: the description names them, its digest is their number."""
    return "SCMS-" + hashlib.sha256(description.encode()).hexdigest()[:12].upper()


COLUMNS = (
    Column("reference", "行标识", "Line id", CellKind.CODE, is_required=True, limit=80),
    Column("order_number", "订单号", "Order number", CellKind.CODE, is_required=True, limit=40),
    Column("supplier", "供应商", "Vendor", is_required=True, limit=120, repair=mended),
    Column("item_name", "物料名称", "Item description", is_required=True, limit=160, repair=mended),
    Column("category", "类别", "Product group", limit=60),
    Column(
        "quantity",
        "数量（包）",
        "Quantity (packs)",
        CellKind.NUMBER,
        is_required=True,
        is_positive=True,
        scale=0,
    ),
    Column("unit_price_net", "每包单价（USD）", "Pack price (USD)", CellKind.NUMBER, is_required=True),
    Column("value", "行金额（USD）", "Line value (USD)", CellKind.NUMBER),
    Column("requested_date", "计划交期", "Scheduled delivery", CellKind.DATE, is_required=True),
    Column("actual_date", "实际交付", "Delivered", CellKind.DATE, is_required=True),
    Column("ordered_on", "下单日期", "Sent to vendor", CellKind.DATE),
    Column("ship_to", "交货国家", "Country", is_required=True, limit=80, repair=mended),
)
PRESET = {
    "id": "reference", "po_so": "order_number", "vendor": "supplier", "item_description": "item_name",
    "product_group": "category", "line_item_quantity": "quantity", "pack_price": "unit_price_net",
    "line_item_value": "value", "scheduled_delivery_date": "requested_date", "delivered_to_client_date": "actual_date",
    "po_sent_to_vendor_date": "ordered_on", "country": "ship_to", "unit_price": "",
}  # fmt: skip


class ScmsSession(HistorySession):
    """Unknown vendors, items and places are announced once each and made when the file is imported."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        super().__init__(actor, origin)
        self._announced: set[tuple[str, str]] = set()

    def prepare(self, rows: Sequence[ParsedRow]) -> None:
        for row in rows:
            row.values["item"] = item_number(row.values["item_name"])
        super().prepare(rows)

    def check_row(self, row: ParsedRow) -> Iterable[Issue]:
        partner, item, site = self.meaning(row.values)
        for column, thing, text in (
            ("supplier", partner, f.SUPPLIER_NEW), ("item_name", item, f.ITEM_NEW), ("ship_to", site, f.SITE_NEW),
        ):  # fmt: skip
            name = (column, row.values[column])
            if thing is None and name not in self._announced:
                self._announced.add(name)
                yield Issue(row.number, column, text, Severity.ATTENTION)
        if partner is not None and partner.partnership.currency != CURRENCY:
            params = {"currency": partner.partnership.currency}
            yield Issue(row.number, "supplier", f.CURRENCY_DIFFERS, params=params)
        if row.values["unit_price_net"] < 0:
            yield Issue(row.number, "unit_price_net", f.PRICE_NEGATIVE)
        yield from self._oddities(row)

    def _oddities(self, row: ParsedRow) -> Iterable[Issue]:
        values = row.values
        total = values["quantity"] * values["unit_price_net"]
        if values.get("value") is not None and abs(total - values["value"]) > ONE_DOLLAR:
            params = {"expected": grouped(total)}
            yield Issue(row.number, "value", f.VALUE_DIFFERS, Severity.ATTENTION, params)
        if values.get("ordered_on") and values["ordered_on"] > values["actual_date"]:
            yield Issue(row.number, "ordered_on", f.ORDERED_AFTER, Severity.ATTENTION)

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        self._make_suppliers(rows)
        self._make_items(rows)
        self._make_places(rows)
        yield from super().commit(rows)

    def meaning(self, values: Values) -> tuple[Partner | None, Item | None, Site | None]:
        partner, item, _ = super().meaning(values)
        # countries are whole names here: "South Sudan" is no dock of "South"
        return partner, item, self.lookups.sites.get(word(values["ship_to"]))

    def _make_suppliers(self, rows: Sequence[ParsedRow]) -> None:
        names = dict.fromkeys(row.values["supplier"] for row in rows)
        new = [NewSupplier(name, TERMS) for name in names if self.lookups.partner(name) is None]
        if new:
            for name, partnership in suppliers_onboard(actor=self.actor, suppliers=new).items():
                self.lookups.add_partner(name, Partner(partnership, name, None))

    def _make_items(self, rows: Sequence[ParsedRow]) -> None:
        wanted = {
            row.values["item"]: row.values for row in rows if row.values["item"] not in self.lookups.items
        }
        if not wanted:
            return
        base = NewItem("", "", PACKS)
        items = [
            replace(base, number=number, name=values["item_name"], name_en=values["item_name"], category=values["category"] or "")
            for number, values in wanted.items()
        ]  # fmt: skip
        items_upsert(actor=self.actor, chain_id=home_chain(self.actor.enterprise_id).id, items=items)
        self.lookups.items |= items_by_number(self.actor, wanted)

    def _make_places(self, rows: Sequence[ParsedRow]) -> None:
        names = dict.fromkeys(row.values["ship_to"] for row in rows)
        new = [name for name in names if word(name) not in self.lookups.sites]
        if new:
            made = places_ensure(actor=self.actor, names=new)
            self.lookups.sites |= {word(name): made[name] for name in new}


SCMS_IMPORT = ImportKind(
    key="scms",
    title_zh="SCMS 交付历史",
    title_en="SCMS delivery history",
    about_zh="美国援助项目公开的交付记录：供应商、物料和目的地随文件建立，行作为已完成订单进台账。",
    about_en="Published deliveries of the SCMS programme: vendors, items and places are made, lines become closed orders.",
    columns=COLUMNS,
    permission=P.ORDER_WRITE,
    open=ScmsSession,
    identity=lambda values: (values["order_number"], reference_of(values)),
    amount=lambda values: (CURRENCY, values["quantity"] * values["unit_price_net"]),
    preset=PRESET,
)
