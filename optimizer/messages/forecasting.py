"""Demand history in and out, and the forecast out, as spreadsheets: a row for each item and week."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
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
from optimizer.models import DemandSeries
from optimizer.selectors.forecasting import (
    HistoryFilter,
    OverrideFilter,
    SeriesFilter,
    history_list,
    override_list,
    series_list,
)
from optimizer.services.planning.history import HistoryValues, history_save
from optimizer.states.forecasting import OVERRIDE_REASON_NAMES, OverrideReason
from suppliers.models import Item
from suppliers.rules import monday_of
from suppliers.selectors.items import items_by_number
from suppliers.states import InventorySource

COLUMNS = (
    Column(
        "item", "物料编码", "Item number", CellKind.CODE, is_required=True, limit=40, width=18,
        aliases=("料号", "物料号", "产品编码"), example="ED30-00",
    ),
    Column(
        "week", "周", "Week", CellKind.DATE, is_required=True, example="2026-11-09", aliases=("日期", "销售周"),
        hint_zh="该周任意一天；只收过完的周", hint_en="any day of it; past weeks only",
    ),
    Column(
        "quantity", "销售数量", "Quantity sold", CellKind.NUMBER, is_required=True, example="690",
        aliases=("数量", "销量", "出货数量"), hint_zh="没有行的周按 0 计", hint_en="a week without a row counts as 0",
    ),
)  # fmt: skip
NAMED = (Column("name", "名称", "Name", width=24), Column("unit", "单位", "Unit", width=8))
HISTORY_EXPORTED = (
    *COLUMNS,
    *NAMED,
    Column("as_of", "截至（UTC）", "As of (UTC)", width=20),
    Column("source", "来源", "Source", width=10),
)
FORECAST_EXPORTED = (
    Column("item", "物料编码", "Item number", width=18),
    *NAMED,
    Column("week", "周", "Week", width=12),
    Column("low", "P10", "P10"),
    Column("median", "P50", "P50"),
    Column("high", "P90", "P90"),
    Column("expected", "期望值", "Expected"),
    Column("override", "调整为", "Override"),
    Column("reason", "原因", "Reason", width=14),
    Column("note", "说明", "Note", width=24),
    Column("made_by", "调整人", "By", width=12),
    Column("forecast_at", "预测于（UTC）", "Forecast at (UTC)", width=20),
)
BATCH = 200


class HistorySession:
    """Items are loaded as the rows name them."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        items = items_by_number(self._actor, {row.values["item"] for row in rows})
        for row in rows:
            if row.values["item"] not in items:
                yield Issue(row.number, "item", ITEM_UNKNOWN)

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        """None: a week that is as it was is so today."""
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

    def _one_by_one(self, values: Mapping[int, HistoryValues]) -> Iterable[RowOutcome]:
        for number, value in values.items():
            try:
                saved = self._save([value])
            except DomainError as error:
                yield RowOutcome(number, Outcome.REFUSED, issue=refusal(number, error, "quantity"))
            else:
                yield RowOutcome(number, Outcome.UPDATED, str(saved[0].id))

    def _save(self, values: Sequence[HistoryValues]) -> Sequence[Any]:
        return history_save(actor=self._actor, rows=values, source=InventorySource.FILE)


def _values(item: Item, values: Values) -> HistoryValues:
    return HistoryValues(item.id, values["week"], values["quantity"])


def _named(item: Item, word: int) -> Values:
    unit = UNITS[item.unit]
    return {
        "item": item.number, "name": (item.name, item.name_en or item.name)[word], "unit": (unit.zh, unit.en)[word],
    }  # fmt: skip


def _history(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = history_list(actor, read_filter(HistoryFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    word = int(actor.language == "en")
    for row in rows.order_by("item__number", "week", "id").iterator(chunk_size=2000):
        yield {
            **_named(row.item, word), "week": row.week, "quantity": row.quantity,
            "as_of": f"{row.as_of:%Y-%m-%d %H:%M}", "source": row.source,
        }  # fmt: skip


def _forecast(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = series_list(actor, read_filter(SeriesFilter, given)).filter(start__isnull=False)
    if ids is not None:
        rows = rows.filter(id__in=ids)
    word = int(actor.language == "en")
    for row in rows.order_by("item__number", "id").iterator(chunk_size=BATCH):
        yield from _weeks(actor, row, word)


def _weeks(actor: Actor, row: DemandSeries, word: int) -> Iterator[Values]:
    assert row.start is not None
    standing = {o.week: o for o in override_list(actor, OverrideFilter(row.item_id, is_standing=True))}
    for place, figures in enumerate(zip(row.low, row.median, row.high, row.expected, strict=True)):
        week = row.start + timedelta(weeks=place)
        override = standing.get(week)
        reason = OVERRIDE_REASON_NAMES[OverrideReason(override.reason)][word] if override else ""
        yield {
            **_named(row.item, word), "week": week,
            **dict(zip(("low", "median", "high", "expected"), figures, strict=True)),
            "override": override.quantity if override else None, "reason": reason,
            "note": override.note if override else "", "made_by": override.made_by_name if override else "",
            "forecast_at": f"{row.forecast_at:%Y-%m-%d %H:%M}",
        }  # fmt: skip


HISTORY_IMPORT = ImportKind(
    key="optimizer.demand_history",
    title_zh="需求历史",
    title_en="Demand history",
    about_zh="按物料和周新增或更新已经过完的周的销售数量，统计预测由此而来。",
    about_en="Adds or updates by item and week what was sold in past weeks; the statistical forecast is made from it.",
    columns=COLUMNS,
    permission=P.PLAN_WRITE,
    open=HistorySession,
    identity=lambda v: (v["item"], monday_of(v["week"]).isoformat()),
)
HISTORY_EXPORT = ExportKind(
    "DEMAND_HISTORY", "需求历史", "Demand history", HISTORY_EXPORTED, P.PLAN_READ, _history
)
FORECAST_EXPORT = ExportKind(
    "DEMAND_FORECAST", "需求预测", "Demand forecast", FORECAST_EXPORTED, P.PLAN_READ, _forecast
)
