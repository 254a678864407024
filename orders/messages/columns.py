"""Columns of an order book, read and written alike."""

from accounts.actor import Actor
from common.quantity import UNITS
from exchange.columns import CellKind, Column
from suppliers.selectors.partnerships import PartnershipFilter, partnership_list
from tenancy.selectors import site_list


def _suppliers(actor: Actor) -> list[str]:
    mine = partnership_list(actor, PartnershipFilter(statuses=("active",), side="BUYER"))
    field = "supplier__short_name_en" if actor.language == "en" else "supplier__short_name"
    return list(mine.order_by(field).values_list(field, flat=True))


def _places(actor: Actor) -> list[str]:
    sites = site_list(actor.enterprise_id)
    return [site.name_en if actor.language == "en" else site.name for site in sites]


def _units(actor: Actor) -> list[str]:
    return [unit.en if actor.language == "en" else unit.zh for unit in UNITS.values()]


ITEM = Column(
    "item", "物料编码", "Item number", CellKind.CODE, is_required=True, limit=40, width=18, example="ED30-ST-01",
    aliases=("料号", "物料号", "物料代码", "零件号", "物料", "Part No.", "Part number", "Item", "Material"),
)  # fmt: skip
ITEM_NAME = Column(
    "item_name", "物料名称", "Item name", limit=160, width=22, example="电机定子总成",
    aliases=("品名", "零件名称", "名称", "Description"), hint_zh="只供核对，以物料编码为准",
    hint_en="for reading only; the number counts",
)  # fmt: skip
SUPPLIER = Column(
    "supplier", "供应商", "Supplier", is_required=True, limit=160, width=20, example="锐川电机", offers=_suppliers,
    aliases=("供应商名称", "供应商简称", "供应商编号", "供应商编码", "供方", "厂商", "Vendor"),
    hint_zh="简称、全称、供应商编号或统一社会信用代码", hint_en="short name, full name, supplier code or credit code",
)  # fmt: skip
QUANTITY = Column(
    "quantity", "数量", "Quantity", CellKind.NUMBER, is_required=True, is_positive=True, width=12, example="1200",
    aliases=("订购数量", "采购数量", "订单数量", "需求数量", "Qty", "Order quantity"),
)  # fmt: skip
UNIT = Column(
    "unit", "单位", "Unit", CellKind.CODE, limit=20, width=8, example="件", offers=_units,
    aliases=("计量单位", "UoM", "Unit of measure"), hint_zh="空着就按物料的单位", hint_en="blank: the item's own",
)  # fmt: skip
REQUESTED_DATE = Column(
    "requested_date", "要求交期", "Requested date", CellKind.DATE, is_required=True, width=13, example="2026-12-18",
    aliases=("交期", "交货日期", "需求日期", "要求交货日期", "要求到货日期", "Due date", "Delivery date"),
)  # fmt: skip
UNIT_PRICE = Column(
    "unit_price", "单价（含税）", "Unit price incl. tax", CellKind.NUMBER, width=14, example="312.00",
    aliases=("含税单价", "单价", "价格", "Unit price", "Price"), hint_zh="空着就按合同价", hint_en="blank: contract price",
)  # fmt: skip
UNIT_PRICE_NET = Column(
    "unit_price_net", "单价（不含税）", "Unit price excl. tax", CellKind.NUMBER, width=14,
    aliases=("不含税单价", "未税单价", "Net price"),
)  # fmt: skip
SHIP_TO = Column(
    "ship_to", "交货地", "Ship to", is_required=True, limit=80, width=16, example="两江二厂", offers=_places,
    aliases=("收货地", "交货地点", "送货地点", "工厂", "收货工厂", "Plant", "Delivery place"),
)  # fmt: skip
ORDER_NUMBER = Column(
    "order_number", "订单号", "Order number", CellKind.CODE, limit=40, width=18,
    aliases=("采购订单号", "采购订单", "PO号", "PO No.", "PO number", "PO"),
    hint_zh="空着就自动编号，按供应商和交货地归并", hint_en="blank: numbered, grouped by supplier and place",
)  # fmt: skip
LINE_NUMBER = Column(
    "line_number", "行号", "Line", CellKind.WHOLE, is_positive=True, width=8, aliases=("订单行号", "行项目", "Line no.", "Line number"),
)  # fmt: skip
SCHEDULE_NUMBER = Column(
    "schedule_number", "计划行", "Schedule line", CellKind.WHOLE, is_positive=True, width=8,
    aliases=("交货计划行", "计划行号", "Schedule"),
)  # fmt: skip
CURRENCY = Column(
    "currency", "币种", "Currency", CellKind.CODE, limit=3, width=8, aliases=("货币",), hint_zh="空着就按合同币种",
    hint_en="blank: the contract's",
)  # fmt: skip

ORDER_LINE_COLUMNS = (
    ITEM, ITEM_NAME, SUPPLIER, QUANTITY, UNIT, REQUESTED_DATE, UNIT_PRICE, SHIP_TO, ORDER_NUMBER, LINE_NUMBER,
    SCHEDULE_NUMBER, UNIT_PRICE_NET, CURRENCY,
)  # fmt: skip
