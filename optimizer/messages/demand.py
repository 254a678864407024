"""Demand as a spreadsheet, in and out: a row for each item, week and order."""

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
from optimizer.selectors import DemandFilter, demand_list
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.states.planning import DEMAND_KIND_NAMES, DemandKind
from suppliers.models import Item
from suppliers.rules import monday_of
from suppliers.selectors.items import items_by_number
from suppliers.states import InventorySource

CHOICES = {word: kind.value for kind, words in DEMAND_KIND_NAMES.items() for word in (*words, kind.value)}
ITEM_UNKNOWN = issue_text(
    "DEMAND_ITEM_UNKNOWN",
    "查无此料",
    "no such item",
    title=("物料编码查不到", "Unknown item numbers"),
    by_value=True,
)
REFERENCE = issue_text(
    "DEMAND_REFERENCE_KIND",
    "销售订单要填订单号，预测不能填",
    "an order needs its number, a forecast has none",
    title=("客户订单号与类别不符", "Order numbers that do not fit the kind"),
)
COLUMNS = (
    Column(
        "item", "物料编码", "Item number", CellKind.CODE, is_required=True, limit=40, width=18,
        aliases=("料号", "物料号", "产品编码"), example="ED30-00",
    ),
    Column(
        "kind", "类别", "Kind", CellKind.CHOICE, choices=CHOICES, width=10, example="预测",
        offers=lambda actor: [words[actor.language == "en"] for words in DEMAND_KIND_NAMES.values()],
        hint_zh="空着：有订单号就是销售订单，没有就是预测", hint_en="blank: an order if it has a number, else a forecast",
    ),
    Column("week", "周", "Week", CellKind.DATE, is_required=True, example="2026-11-30", hint_zh="该周任意一天", hint_en="any day of it"),
    Column("quantity", "数量", "Quantity", CellKind.NUMBER, is_required=True, example="1200"),
    Column(
        "priority", "优先级", "Priority", CellKind.WHOLE, example="2", hint_zh="1 最先满足，空着就是 2",
        hint_en="1 is served first; blank: 2",
    ),
    Column("reference", "客户订单", "Customer order", CellKind.CODE, limit=40, example="SO-2611-018"),
)  # fmt: skip
EXPORTED = (
    *COLUMNS,
    Column("name", "名称", "Name", width=24),
    Column("unit", "单位", "Unit", width=8),
    Column("as_of", "截至（UTC）", "As of (UTC)", width=20),
    Column("source", "来源", "Source", width=10),
)


class DemandSession:
    """Items are loaded as the rows name them."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        items = items_by_number(self._actor, {row.values["item"] for row in rows})
        for row in rows:
            if row.values["item"] not in items:
                yield Issue(row.number, "item", ITEM_UNKNOWN)
            if bool(row.values.get("reference")) != (_kind(row.values) is DemandKind.ORDER):
                yield Issue(row.number, "reference", REFERENCE)

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        """None: a line that is as it was is so today."""
        return {}

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        """All rows in one act where they can be; where one is refused, each by itself."""
        items = items_by_number(self._actor, {row.values["item"] for row in rows})
        values = {row.number: _values(items[row.values["item"]], row.values) for row in rows}
        try:
            self._save(list(values.values()))
        except DomainError:
            yield from self._one_by_one(values)
        else:
            for number in values:
                yield RowOutcome(number, Outcome.UPDATED, "")

    def _one_by_one(self, values: Mapping[int, DemandValues]) -> Iterable[RowOutcome]:
        for number, value in values.items():
            try:
                saved = self._save([value])
            except DomainError as error:
                yield RowOutcome(number, Outcome.REFUSED, issue=refusal(number, error, "quantity"))
            else:
                yield RowOutcome(number, Outcome.UPDATED, str(saved[0].id))

    def _save(self, values: Sequence[DemandValues]) -> Sequence[Any]:
        return demand_save(actor=self._actor, lines=values, source=InventorySource.FILE)


def _kind(values: Values) -> DemandKind:
    """Without a word for it a row is an order when it names one."""
    given = values.get("kind")
    return (
        DemandKind(given) if given else DemandKind.ORDER if values.get("reference") else DemandKind.FORECAST
    )


def _values(item: Item, values: Values) -> DemandValues:
    return DemandValues(
        item_id=item.id, kind=_kind(values), week=values["week"], quantity=values["quantity"],
        priority=int(values.get("priority") or 2), reference=values.get("reference") or "",
    )  # fmt: skip


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = demand_list(actor, read_filter(DemandFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    word = int(actor.language == "en")
    for row in rows.select_related("item").order_by("week", "item__number", "id").iterator(chunk_size=2000):
        unit = UNITS[row.item.unit]
        yield {
            "item": row.item.number, "kind": DEMAND_KIND_NAMES[DemandKind(row.kind)][word], "week": row.week,
            "quantity": row.quantity, "priority": row.priority, "reference": row.reference,
            "name": (row.item.name, row.item.name_en or row.item.name)[word], "unit": (unit.zh, unit.en)[word],
            "as_of": f"{row.as_of:%Y-%m-%d %H:%M}", "source": row.source,
        }  # fmt: skip


DEMAND_IMPORT = ImportKind(
    key="optimizer.demand",
    title_zh="需求",
    title_en="Demand",
    about_zh="按物料、周和客户订单新增或更新：销售订单和预测的数量，0 就是取消。",
    about_en="Adds or updates by item, week and customer order: quantities of orders and forecasts; 0 takes one back.",
    columns=COLUMNS,
    permission=P.PLAN_WRITE,
    open=DemandSession,
    identity=lambda v: (
        v["item"],
        monday_of(v["week"]).isoformat(),
        _kind(v).value,
        v.get("reference") or "",
    ),
)
DEMAND_EXPORT = ExportKind("DEMAND", "需求", "Demand", EXPORTED, P.PLAN_READ, _rows)
