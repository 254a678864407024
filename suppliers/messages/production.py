"""Production orders as a spreadsheet, in and out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.permissions import P
from common.errors import DomainError
from common.quantity import UNITS
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.issues import Issue, issue_text, refusal
from exchange.registry import ExportKind, FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from suppliers.models import Item, ProductionOrder
from suppliers.selectors.items import items_by_number
from suppliers.selectors.production import (
    ProductionFilter,
    production_order_list,
    production_orders_by_number,
)
from suppliers.services.production import ProductionValues, production_order_create, production_order_update
from suppliers.states import PRODUCTION_STATE_WORDS, InventorySource, ProductionState

CHOICES = {word: s.value for s, words in PRODUCTION_STATE_WORDS.items() for word in (*words, s.value)}
ITEM_UNKNOWN = issue_text(
    "PRODUCTION_ITEM_UNKNOWN",
    "查无此料",
    "no such item",
    title=("物料编码查不到", "Unknown item numbers"),
    by_value=True,
)
ITEM_OTHER = issue_text(
    "PRODUCTION_ITEM_OTHER",
    "这张工单是另一个物料的",
    "this production order is for another item",
    title=("工单的物料不同", "Production orders of other items"),
)
COLUMNS = (
    Column("number", "工单号", "Production order", CellKind.CODE, is_required=True, limit=40, width=18, example="MO-2611-018"),
    Column(
        "item", "物料编码", "Item number", CellKind.CODE, is_required=True, limit=40, width=18,
        aliases=("料号", "物料号"), example="01-ED30ST01",
    ),
    Column("quantity", "数量", "Quantity", CellKind.NUMBER, is_required=True, is_positive=True, example="600"),
    Column(
        "state", "进度", "State", CellKind.CHOICE, choices=CHOICES, width=10, example="在制",
        offers=lambda actor: [words[actor.language == "en"] for words in PRODUCTION_STATE_WORDS.values()],
        hint_zh="空着就是已计划", hint_en="blank: planned",
    ),
    Column("starts_on", "开工日", "Starts on", CellKind.DATE, is_required=True, example="2026-11-30"),
    Column("ready_on", "完工日", "Ready on", CellKind.DATE, is_required=True, example="2026-12-04"),
    Column("order_reference", "客户订单", "Customer order", CellKind.CODE, limit=40, example="PO-2611-0387"),
)  # fmt: skip
EXPORTED = (
    *COLUMNS,
    Column("unit", "单位", "Unit", width=8),
    Column("as_of", "截至（UTC）", "As of (UTC)", width=20),
    Column("source", "来源", "Source", width=10),
)


class ProductionSession:
    """Items and present orders are loaded as the rows name them."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor

    def _load(self, rows: Sequence[ParsedRow]) -> tuple[Mapping[str, Item], Mapping[str, ProductionOrder]]:
        items = items_by_number(self._actor, {row.values["item"] for row in rows})
        return items, production_orders_by_number(self._actor, (row.values["number"] for row in rows))

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        items, present = self._load(rows)
        for row in rows:
            item, order = items.get(row.values["item"]), present.get(row.values["number"])
            if item is None:
                yield Issue(row.number, "item", ITEM_UNKNOWN)
            elif order is not None and order.item_id != item.id:
                yield Issue(row.number, "item", ITEM_OTHER)

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        """None: an order that is as it was is so today."""
        return {}

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        """Each row is an act of its own; one that is refused does not stop the others."""
        items, present = self._load(rows)
        for row in rows:
            order = present.get(row.values["number"])
            try:
                saved = self._save(items[row.values["item"]], order, _values(row.values))
            except DomainError as error:
                yield RowOutcome(row.number, Outcome.REFUSED, issue=refusal(row.number, error, "quantity"))
            else:
                yield RowOutcome(row.number, Outcome.UPDATED if order else Outcome.CREATED, str(saved.id))

    def _save(self, item: Item, order: ProductionOrder | None, values: ProductionValues) -> ProductionOrder:
        actor, source = self._actor, InventorySource.FILE
        if order is None:
            return production_order_create(actor=actor, item_id=item.id, values=values, source=source)
        return production_order_update(
            actor=actor, order_id=order.id, version=None, values=values, source=source
        )


def _values(values: Values) -> ProductionValues:
    return ProductionValues(
        number=values["number"], quantity=values["quantity"], starts_on=values["starts_on"],
        ready_on=values["ready_on"], state=ProductionState(values.get("state") or ProductionState.PLANNED),
        order_reference=values.get("order_reference") or "",
    )  # fmt: skip


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = production_order_list(actor, read_filter(ProductionFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    word = int(actor.language == "en")
    for row in rows.select_related("item").order_by("ready_on", "number", "id").iterator(chunk_size=2000):
        unit = UNITS[row.unit]
        yield {
            "number": row.number, "item": row.item.number, "quantity": row.quantity,
            "state": PRODUCTION_STATE_WORDS[ProductionState(row.state)][word], "starts_on": row.starts_on,
            "ready_on": row.ready_on, "order_reference": row.order_reference, "unit": (unit.zh, unit.en)[word],
            "as_of": f"{row.as_of:%Y-%m-%d %H:%M}", "source": row.source,
        }  # fmt: skip


PRODUCTION_IMPORT = ImportKind(
    key="suppliers.production",
    title_zh="生产计划",
    title_en="Production schedule",
    about_zh="按工单号新增或更新：物料、数量、进度、开工和完工日。",
    about_en="Adds or updates by production order number: item, quantity, state, start and ready day.",
    columns=COLUMNS,
    permission=P.CAPACITY_WRITE,
    open=ProductionSession,
    identity=lambda values: values["number"],
)
PRODUCTION_EXPORT = ExportKind(
    "PRODUCTION", "生产计划", "Production schedule", EXPORTED, P.CAPACITY_READ, _rows
)
