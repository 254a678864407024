"""What planning knows of items as a spreadsheet, in and out: a row for each item."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from accounts.actor import Actor
from accounts.permissions import P
from common.errors import DomainError
from common.quantity import UNITS
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.issues import Issue, refusal
from exchange.registry import ExportKind, FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from optimizer.messages.demand import ITEM_UNKNOWN
from optimizer.models import PlanningItem
from optimizer.selectors import PlanningItemFilter, planning_item_list, terms_by_item
from optimizer.services.planning.terms import TermsValues, planning_items_save
from suppliers.models import Item
from suppliers.selectors.items import items_by_number

PAGE = 2000
COLUMNS = (
    Column(
        "item", "物料编码", "Item number", CellKind.CODE, is_required=True, limit=40, width=18,
        aliases=("料号", "物料号"), example="ED30-ST-01",
    ),
    Column(
        "safety_stock", "安全库存", "Safety stock", CellKind.NUMBER, example="200", hint_zh="空着就不改",
        hint_en="blank: unchanged",
    ),
    Column(
        "margin", "单件毛利（元）", "Margin per piece (CNY)", CellKind.NUMBER, example="680",
        hint_zh="卖出一件赚多少，不含税", hint_en="what a sold piece earns, without tax",
    ),
    Column(
        "production_cost", "单件加工费（元）", "Production cost per piece (CNY)", CellKind.NUMBER, example="85",
        hint_zh="只填自制件，不含材料", hint_en="made items only, without material",
    ),
)  # fmt: skip
EXPORTED = (*COLUMNS, Column("name", "名称", "Name", width=24), Column("unit", "单位", "Unit", width=8))


class TermsSession:
    """Items are loaded as the rows name them."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        items = items_by_number(self._actor, {row.values["item"] for row in rows})
        return [Issue(row.number, "item", ITEM_UNKNOWN) for row in rows if row.values["item"] not in items]

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        """None: an item that is as it was is so today."""
        return {}

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        """All rows in one act where they can be; where one is refused, each by itself."""
        items = items_by_number(self._actor, {row.values["item"] for row in rows})
        values = {row.number: _values(items[row.values["item"]], row.values) for row in rows}
        try:
            planning_items_save(actor=self._actor, items=list(values.values()))
        except DomainError:
            yield from self._one_by_one(values)
        else:
            for number in values:
                yield RowOutcome(number, Outcome.UPDATED, "")

    def _one_by_one(self, values: Mapping[int, TermsValues]) -> Iterable[RowOutcome]:
        for number, value in values.items():
            try:
                saved = planning_items_save(actor=self._actor, items=[value])
            except DomainError as error:
                yield RowOutcome(number, Outcome.REFUSED, issue=refusal(number, error, "item"))
            else:
                yield RowOutcome(number, Outcome.UPDATED, str(saved[0].id))


def _values(item: Item, values: Values) -> TermsValues:
    return TermsValues(
        item.id, values.get("safety_stock"), values.get("margin"), values.get("production_cost")
    )


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = planning_item_list(actor, read_filter(PlanningItemFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    word = int(actor.language == "en")
    ordered = rows.order_by("number", "id").iterator(chunk_size=PAGE)
    while page := list(islice(ordered, PAGE)):
        terms = terms_by_item(actor, [item.id for item in page])
        for item in page:
            set_, unit = terms.get(item.id) or PlanningItem(), UNITS[item.unit]
            yield {
                "item": item.number, "safety_stock": set_.safety_stock, "margin": set_.margin,
                "production_cost": set_.production_cost, "name": (item.name, item.name_en or item.name)[word],
                "unit": (unit.zh, unit.en)[word],
            }  # fmt: skip


TERMS_IMPORT = ImportKind(
    key="optimizer.planning_item",
    title_zh="计划参数",
    title_en="Planning terms",
    about_zh="按物料更新安全库存、毛利和加工费；空着的单元格不改。",
    about_en="Updates safety stock, margin and production cost by item; blank cells change nothing.",
    columns=COLUMNS,
    permission=P.PLAN_WRITE,
    open=TermsSession,
    identity=lambda v: (v["item"],),
)
TERMS_EXPORT = ExportKind("PLANNING_ITEM", "计划参数", "Planning terms", EXPORTED, P.PLAN_READ, _rows)
