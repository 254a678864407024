"""Stock as a spreadsheet: each row is what was found at a place, and replaces what the books say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.permissions import P
from common.errors import DomainError
from common.quantity import UNITS, check_quantity
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.issues import Issue, issue_text, refusal
from exchange.registry import ExportKind, FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from suppliers.models import InventoryPosition, Item
from suppliers.selectors.inventory import InventoryFilter, inventory_position_list
from suppliers.selectors.items import items_by_number
from suppliers.services.stock import MOST_COUNTS, Count, stock_count
from suppliers.states import InventorySource, StockStatus
from tenancy.models import Site
from tenancy.selectors import site_list

STATUS_WORDS = {
    StockStatus.UNRESTRICTED: ("可用", "Unrestricted"),
    StockStatus.IN_INSPECTION: ("待检", "In inspection"),
    StockStatus.BLOCKED: ("冻结", "Blocked"),
    StockStatus.CONSIGNED: ("寄售", "Consigned"),
}
CHOICES = {word: s.value for s, words in STATUS_WORDS.items() for word in (*words, s.value)}

SITE_UNKNOWN = issue_text(
    "STOCK_SITE_UNKNOWN",
    "查无；可用：{known}",
    "unknown; use {known}",
    title=("工厂查不到", "Unknown sites"),
    by_value=True,
)
ITEM_UNKNOWN = issue_text(
    "STOCK_ITEM_UNKNOWN",
    "查无此料",
    "no such item",
    title=("物料编码查不到", "Unknown item numbers"),
    by_value=True,
)
LOT_NEEDED = issue_text(
    "STOCK_LOT_NEEDED",
    "按批次管理，要填批次",
    "managed by lot, enter it",
    title=("缺批次号", "Lot numbers are missing"),
)
QUANTITY_WRONG = issue_text("STOCK_QUANTITY_WRONG", "{zh}", "{en}", title=("数量不对", "Wrong quantities"))

COLUMNS = (
    Column(
        "site", "工厂", "Site", CellKind.CODE, is_required=True, limit=20, aliases=("地点", "仓库", "Plant"),
        offers=lambda actor: [s.code for s in site_list(actor.enterprise_id)], example="P1",
    ),
    Column(
        "number", "物料编码", "Item number", CellKind.CODE, is_required=True, limit=40, width=18,
        aliases=("料号", "物料号", "Part No."), example="01-ED30ST01",
    ),
    Column("lot_number", "批次", "Lot", CellKind.CODE, limit=40, aliases=("批号", "批次号", "Batch"), example="L261118-1"),
    Column(
        "stock_status", "状态", "Status", CellKind.CHOICE, choices=CHOICES, aliases=("库存状态",), width=14,
        offers=lambda actor: [w[actor.language == "en"] for w in STATUS_WORDS.values()], example="可用",
    ),
    Column("quantity", "数量", "Quantity", CellKind.NUMBER, is_required=True, aliases=("库存", "Qty"), example="1200"),
)  # fmt: skip
EXPORTED = (
    *COLUMNS,
    Column("unit", "单位", "Unit", width=8),
    Column("as_of", "截至（UTC）", "As of (UTC)", width=20),
    Column("source", "来源", "Source", width=10),
)


class StockSession:
    """Sites are few and loaded at once; items as the rows name them."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor
        self._sites: dict[str, Site] = {site.code: site for site in site_list(actor.enterprise_id)}
        self._items: dict[str, Item] = {}
        self._asked: set[str] = set()

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        self._load(rows)
        for row in rows:
            yield from self._findings(row)

    def _findings(self, row: ParsedRow) -> Iterator[Issue]:
        if row.values["site"] not in self._sites:
            yield Issue(row.number, "site", SITE_UNKNOWN, params={"known": "、".join(self._sites)})
        item = self._items.get(row.values["number"])
        if item is None:
            yield Issue(row.number, "number", ITEM_UNKNOWN)
            return
        if item.is_lot_managed and not row.values.get("lot_number"):
            yield Issue(row.number, "lot_number", LOT_NEEDED)
        try:
            check_quantity(row.values["quantity"], item.unit, "quantity")
        except DomainError as error:
            params = {"zh": error.message("zh"), "en": error.message("en")}
            yield Issue(row.number, "quantity", QUANTITY_WRONG, params=params)

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        """None: a count that agrees with the books still says that it is so today."""
        return {}

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        """As many rows in one act as an act takes; one that is refused does not stop the next."""
        self._load(rows)
        for start in range(0, len(rows), MOST_COUNTS):
            yield from self._post(rows[start : start + MOST_COUNTS])

    def _post(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        counts = [self._count(row.values) for row in rows]
        try:
            positions = stock_count(actor=self._actor, counts=counts, source=InventorySource.FILE)
        except DomainError as error:
            issues = [refusal(row.number, error, "quantity") for row in rows]
            return [RowOutcome(i.row, Outcome.REFUSED, issue=i) for i in issues]
        return [
            RowOutcome(row.number, Outcome.UPDATED, str(position.id))
            for row, position in zip(rows, positions, strict=True)
        ]

    def _count(self, values: Values) -> Count:
        return Count(
            site_id=self._sites[values["site"]].id, item_id=self._items[values["number"]].id,
            quantity=values["quantity"], lot_number=values.get("lot_number") or "",
            stock_status=StockStatus(values.get("stock_status") or StockStatus.UNRESTRICTED),
        )  # fmt: skip

    def _load(self, rows: Sequence[ParsedRow]) -> None:
        missing = {row.values["number"] for row in rows} - self._asked
        self._items |= items_by_number(self._actor, missing)
        self._asked |= missing


def _place(values: Values) -> object:
    status = values.get("stock_status") or StockStatus.UNRESTRICTED.value
    return (values["site"], values["number"], values.get("lot_number") or "", status)


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = inventory_position_list(actor, read_filter(InventoryFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    ordered = rows.select_related("item", "site").order_by("item__number", "id")
    for position in ordered.iterator(chunk_size=2000):
        yield _exported(position, actor.language == "en")


def _exported(position: InventoryPosition, is_english: bool) -> Values:
    unit = UNITS[position.unit]
    return {
        "site": position.site.code,
        "number": position.item.number,
        "lot_number": position.lot_number,
        "stock_status": STATUS_WORDS[StockStatus(position.stock_status)][is_english],
        "quantity": position.quantity,
        "unit": unit.en if is_english else unit.zh,
        "as_of": f"{position.as_of:%Y-%m-%d %H:%M}",
        "source": position.source,
    }


STOCK_IMPORT = ImportKind(
    key="suppliers.stock",
    title_zh="库存",
    title_en="Stock",
    about_zh="每行是一个工厂、物料、批次、状态的实有数量；以文件为准，差额记为盘点移动。",
    about_en="Each row is what a site holds of an item, lot and status; the file wins, differences become count movements.",
    columns=COLUMNS,
    permission=P.INVENTORY_WRITE,
    open=StockSession,
    identity=_place,
)
STOCK_EXPORT = ExportKind("STOCK", "库存", "Stock", EXPORTED, P.INVENTORY_READ, _rows)
