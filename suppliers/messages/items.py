"""Items as a spreadsheet. Fields the file does not have stay as they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from accounts.actor import Actor
from accounts.permissions import P
from common.quantity import UNIT_WORDS, UNITS
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.issues import Issue, refusal
from exchange.registry import ExportKind, FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from suppliers.models import Item
from suppliers.selectors.items import ItemFilter, item_list, items_by_number
from suppliers.services.items import NewItem, items_upsert
from suppliers.states import ItemKind
from tenancy.selectors import home_chain

KINDS = {"外购": ItemKind.BUY, "自制": ItemKind.MAKE, "BUY": ItemKind.BUY, "MAKE": ItemKind.MAKE}
KIND_WORDS = {ItemKind.BUY: "外购", ItemKind.MAKE: "自制"}
TRUTHS = {"是": "1", "否": "", "Y": "1", "N": "", "YES": "1", "NO": "", "TRUE": "1", "FALSE": ""}

COLUMNS = (
    Column(
        "number", "物料编码", "Item number", CellKind.CODE, is_required=True, limit=40, width=18,
        aliases=("料号", "物料号", "物料代码", "零件号", "Part No.", "Part number"), example="ED30-ST-01",
    ),
    Column(
        "name", "物料名称", "Item name", is_required=True, limit=160, width=24, aliases=("品名", "名称", "Name"),
        example="电机定子总成",
    ),
    Column("name_en", "英文名称", "English name", limit=160, width=24, example="Stator assembly"),
    Column(
        "unit", "单位", "Unit", CellKind.CHOICE, is_required=True, choices=UNIT_WORDS, width=8,
        aliases=("计量单位", "UoM"), offers=lambda actor: [u.en if actor.language == "en" else u.zh for u in UNITS.values()],
        example="件",
    ),
    Column(
        "kind", "自制或外购", "Make or buy", CellKind.CHOICE, choices={k: v.value for k, v in KINDS.items()},
        example="外购", width=10,
    ),
    Column("category", "类别", "Category", limit=60, aliases=("物料类别", "分类"), example="电机"),
    Column(
        "is_lot_managed", "批次管理", "Lot managed", CellKind.CHOICE, choices=TRUTHS, example="是", width=10,
        offers=lambda actor: ["Yes", "No"] if actor.language == "en" else ["是", "否"],
    ),
    Column("drawing_revision", "图纸版本", "Drawing revision", CellKind.CODE, limit=20, example="B"),
)  # fmt: skip


class ItemSession:
    """Compares with the items that are there, by their numbers."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor
        self._chain_id = home_chain(actor.enterprise_id).id

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        return []

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        items = self._items(rows)
        return {
            row.number: str(item.id)
            for row in rows
            if (item := items.get(row.values["number"])) and _merged(row.values, item) == _merged({}, item)
        }

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        items = self._items(rows)
        new = [_merged(row.values, items.get(row.values["number"])) for row in rows]
        results = items_upsert(actor=self._actor, chain_id=self._chain_id, items=new)
        for row, result in zip(rows, results, strict=True):
            if result.error is not None:
                yield RowOutcome(
                    row.number, Outcome.REFUSED, issue=refusal(row.number, result.error, "number")
                )
            else:
                made = str(result.item.id) if result.item else None
                yield RowOutcome(row.number, Outcome[result.outcome.upper()], made)

    def _items(self, rows: Sequence[ParsedRow]) -> dict[str, Item]:
        return items_by_number(self._actor, {row.values["number"] for row in rows})


def _merged(values: Values, item: Item | None) -> NewItem:
    """The item as the file wants it, over what it is."""
    base = (
        NewItem(
            item.number, item.name, item.unit, item.name_en, item.kind, item.category, item.is_lot_managed,
            item.drawing_revision,
        )
        if item
        else NewItem("", "", "")
    )  # fmt: skip
    given: dict[str, Any] = {key: value or "" for key, value in values.items()}
    if "is_lot_managed" in given:
        given["is_lot_managed"] = bool(given["is_lot_managed"])
    if not given.get("kind", True):
        del given["kind"]
    return replace(base, **given)


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = item_list(actor, read_filter(ItemFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    descending = "-" if order and order.endswith("_DESC") else ""
    field = "name" if order and order.startswith("NAME") else "number"
    is_english = actor.language == "en"
    for item in rows.order_by(f"{descending}{field}", "id").iterator(chunk_size=2000):
        unit = UNITS[item.unit]
        yield {
            "number": item.number,
            "name": item.name,
            "name_en": item.name_en,
            "unit": unit.en if is_english else unit.zh,
            "kind": item.kind if is_english else KIND_WORDS[ItemKind(item.kind)],
            "category": item.category,
            "is_lot_managed": ("Yes" if item.is_lot_managed else "No")
            if is_english
            else ("是" if item.is_lot_managed else "否"),
            "drawing_revision": item.drawing_revision,
        }


ITEM_IMPORT = ImportKind(
    key="suppliers.items",
    title_zh="物料",
    title_en="Items",
    about_zh="按物料编码新增或更新；文件里没有的列保持原样。",
    about_en="Adds or updates items by number; columns the file lacks stay as they are.",
    columns=COLUMNS,
    permission=P.ITEM_WRITE,
    open=ItemSession,
    identity=lambda values: values["number"],
)
ITEM_EXPORT = ExportKind("ITEMS", "物料", "Items", COLUMNS, P.ITEM_READ, _rows)
