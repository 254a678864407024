"""The forecast grid as a file: one row per item and week, exactly what the filter shows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from accounts.permissions import P
from common.quantity import UNITS
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.registry import ExportKind, Values
from orders.messages import columns as c
from orders.models import ForecastLine
from orders.rules import exceptions_of, gap, week_at
from orders.selectors.forecasts import (
    ForecastLineFilter,
    cells_of,
    commit_of,
    forecast_line_list,
    is_overdue,
)
from orders.states import CONFIDENCE_NAMES, EXCEPTION_NAMES, REASONS, Confidence, Reason

BUYER = Column("buyer", "采购方", "Buyer", width=16)
WEEK = Column("week", "周一", "Week (Monday)", CellKind.DATE, width=13)
COLUMNS = (
    BUYER, c.SUPPLIER, Column("number", "版本", "Version", width=8), c.ITEM, c.ITEM_NAME,
    Column("supplier_item_number", "供应商料号", "Supplier's item number", CellKind.CODE),
    c.UNIT, WEEK,
    Column("forecast", "预测", "Forecast", CellKind.NUMBER),
    Column("previous", "上一版", "Version before", CellKind.NUMBER),
    Column("commit", "承诺", "Committed", CellKind.NUMBER),
    Column("gap", "差额", "Gap", CellKind.NUMBER),
    Column("confidence", "把握", "Confidence", width=10),
    Column("reason", "原因", "Reason", width=14),
    Column("note", "备注", "Note", width=24),
    Column("exceptions", "异常", "Exceptions", width=20),
)  # fmt: skip


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = forecast_line_list(actor, read_filter(ForecastLineFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    found = rows.select_related("forecast", "commit", "buyer", "supplier")
    for line in found.order_by("partnership_id", "item_number", "id").iterator(chunk_size=500):
        yield from _cells(line, is_english=actor.language == "en")


def _cells(line: ForecastLine, *, is_english: bool) -> Iterator[Values]:
    word = 1 if is_english else 0
    unit, commit, overdue = UNITS[line.unit], commit_of(line), is_overdue(line.forecast)
    head = {
        "buyer": line.buyer.short_name_en if is_english else line.buyer.short_name,
        "supplier": line.supplier.short_name_en if is_english else line.supplier.short_name,
        "number": f"v{line.forecast.number}", "item": line.item_number,
        "item_name": (line.item_name_en if is_english else "") or line.item_name,
        "supplier_item_number": line.supplier_item_number, "unit": (unit.zh, unit.en)[word],
    }  # fmt: skip
    for place, cell in enumerate(cells_of(line)):
        amiss = exceptions_of(cell, is_overdue=overdue) if commit else []
        said = commit.confidences[place] if commit else ""
        why = commit.reason_codes[place] if commit else ""
        yield head | {
            "week": week_at(line.start, place), "forecast": _plain(cell.forecast), "previous": _plain(cell.previous),
            "commit": _plain(cell.commit), "gap": _plain(gap(cell)),
            "confidence": CONFIDENCE_NAMES[Confidence(said)][word] if said else "",
            "reason": REASONS[Reason(why)][word] if why else "", "note": commit.notes[place] if commit else "",
            "exceptions": "、".join(EXCEPTION_NAMES[one][word] for one in amiss),
        }  # fmt: skip


def _plain(value: Decimal | None) -> Decimal | None:
    """Without the zeros its column keeps."""
    return None if value is None else value.normalize()


FORECAST_EXPORT = ExportKind(
    "FORECAST_ROWS", "预测与承诺", "Forecast and commit", COLUMNS, P.FORECAST_READ, _rows
)
