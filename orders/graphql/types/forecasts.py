"""Forecasts, the grid of forecast and commit, and how good the forecasts are."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import graphene

from api.types import Date, DateTime, DecimalString, Info
from api.values import Indicator, unit_name
from common.clock import today
from common.language import current_language
from orders import rules, selectors, states
from orders.graphql import forecast_loaders as loaders
from orders.graphql.enums import ReasonCode
from orders.models import Forecast as ForecastRowModel
from orders.models import ForecastLine
from tenancy.graphql.parties import PartyFields, PartySide, is_buyer

ForecastStatus = graphene.Enum.from_enum(
    states.ForecastStatus, name="ForecastStatus", description=states.ForecastStatus.__doc__
)
Confidence = graphene.Enum.from_enum(
    states.Confidence, name="Confidence", description=states.Confidence.__doc__
)
CommitSource = graphene.Enum.from_enum(
    states.CommitSource, name="CommitSource", description=states.CommitSource.__doc__
)
ForecastException = graphene.Enum.from_enum(
    states.ForecastException, name="ForecastException", description=states.ForecastException.__doc__
)
QUALITY = {
    "bias": (
        "偏差 ＝ Σ（预测 − 已订）÷ Σ 已订；预测取该周开始前最后发布的一版，近 13 周；大于 0 表示采购方偏高",
        "Bias = Σ(forecast − ordered) ÷ Σ ordered; the forecast is the last published before the week, over the last 13"
        " weeks; above 0 the buyer forecasts too much",
    ),
    "wape": (
        "误差 WAPE ＝ Σ|预测 − 已订| ÷ Σ 已订，近 13 周",
        "WAPE = Σ|forecast − ordered| ÷ Σ ordered, over the last 13 weeks",
    ),
    "late_change": (
        "晚改 ＝ 冻结期内 Σ|新版 − 旧版| ÷ Σ 旧版，相邻两版之间",
        "Late change = Σ|new − old| ÷ Σ old inside the frozen horizon, between successive versions",
    ),
    "volatility": (
        "波动 ＝ 冻结期外 Σ|新版 − 旧版| ÷ Σ 旧版，相邻两版之间",
        "Volatility = Σ|new − old| ÷ Σ old beyond the frozen horizon, between successive versions",
    ),
}  # fmt: skip


class ForecastQuality(graphene.ObjectType):
    """How good the buyer's forecast is; the same for both sides."""

    bias = graphene.Field(Indicator, required=True)
    wape = graphene.Field(Indicator, required=True)
    late_change = graphene.Field(Indicator, required=True)
    volatility = graphene.Field(Indicator, required=True)


def quality_shown(found: rules.Quality) -> dict[str, Any]:
    """The figures with their formulas in the reader's language and the weeks they cover."""
    since, until = selectors.quality_period(today())
    word = 1 if current_language() == "en" else 0
    return {
        name: {
            "value": getattr(found, name).percent, "unit": "percent", "formula": formula[word], "start": since,
            "end": until, "sample_size": getattr(found, name).sample_size,
        }
        for name, formula in QUALITY.items()
    }  # fmt: skip


class Forecast(PartyFields, graphene.ObjectType):
    """One version of a buyer's forecast to a supplier."""

    id = graphene.ID(required=True)
    partnership_id = graphene.ID(required=True)
    number = graphene.Int(required=True)
    status = ForecastStatus(required=True)
    version = graphene.Int(required=True)
    is_current = graphene.Boolean(required=True)
    start = Date(required=True, description="Monday of the first week.")
    weeks = graphene.Int(required=True)
    frozen_weeks = graphene.Int(required=True)
    created_at = DateTime(required=True)
    created_by_name = graphene.String(required=True, description="Empty for the other side's people.")
    published_at = DateTime()
    acknowledge_by = DateTime()
    is_overdue = graphene.Boolean(required=True, description="The time to answer has passed.")
    row_count = graphene.Int(required=True)
    open_cells = graphene.Int(required=True, description="Weeks that wait for the supplier's answer.")
    last_submitted_at = DateTime(description="The supplier's last act; null without one.")

    @staticmethod
    def resolve_created_by_name(row: ForecastRowModel, info: Info) -> str:
        return str(row.created_by_name) if is_buyer(info.context.actor, row) else ""

    @staticmethod
    def resolve_is_overdue(row: ForecastRowModel, info: Info) -> bool:
        return selectors.is_overdue(row)

    @staticmethod
    def resolve_row_count(row: ForecastRowModel, info: Info) -> Any:
        return _state(row, info).then(lambda found: found.rows)

    @staticmethod
    def resolve_open_cells(row: ForecastRowModel, info: Info) -> Any:
        return _state(row, info).then(lambda found: found.open_cells)

    @staticmethod
    def resolve_last_submitted_at(row: ForecastRowModel, info: Info) -> Any:
        return _state(row, info).then(lambda found: found.submitted_at)


def _state(row: ForecastRowModel, info: Info) -> Any:
    return info.context.loaders.get(loaders.StateByForecastLoader).load(row.id)


class ForecastCell(graphene.ObjectType):
    """One week of one item: what is forecast, what is committed, and what is amiss."""

    week = Date(required=True, description="Its Monday.")
    forecast = DecimalString(required=True)
    previous = DecimalString(description="In the version before, or in the one asked for by `compareWith`.")
    commit = DecimalString(description="Null: no answer.")
    gap = DecimalString(description="Committed minus forecast.")
    confidence = Confidence()
    reason_code = ReasonCode()
    note = graphene.String(required=True)
    is_frozen = graphene.Boolean(required=True)
    is_open = graphene.Boolean(required=True, description="The supplier owes an answer.")
    exceptions = graphene.List(graphene.NonNull(ForecastException), required=True)


class ForecastMoment(graphene.ObjectType):
    """One act that touched a cell. FORECAST: a version was published; COMMIT: the supplier answered."""

    kind = graphene.String(required=True, description="FORECAST or COMMIT.")
    number = graphene.Int(required=True, description="Of the version.")
    quantity = DecimalString(required=True)
    confidence = Confidence()
    reason_code = ReasonCode()
    note = graphene.String(required=True)
    source = CommitSource()
    side = PartySide(required=True)
    by_name = graphene.String(required=True, description="Empty for the other side's people.")
    occurred_at = DateTime(required=True)


class ForecastRow(PartyFields, graphene.ObjectType):
    """One item of a forecast: the row of the grid."""

    id = graphene.ID(required=True)
    forecast = graphene.Field(Forecast, required=True)
    item_id = graphene.ID(description="Null when I may not read the buyer's item.")
    item_number = graphene.String(required=True)
    item_name = graphene.String(required=True)
    item_name_en = graphene.String(required=True)
    supplier_item_number = graphene.String(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    cells = graphene.List(
        graphene.NonNull(ForecastCell),
        required=True,
        compare_with=graphene.Int(
            description="Number of the version to compare with; absent: the one before."
        ),
    )
    short_cells = graphene.Int(required=True)
    open_cells = graphene.Int(required=True)
    changed_cells = graphene.Int(required=True)
    submitted_at = DateTime()
    source = CommitSource()
    history = graphene.List(
        graphene.NonNull(ForecastMoment),
        required=True,
        week=Date(description="Its Monday; absent: the first week of the row."),
        description="How a cell became what it is, newest first.",
    )

    @staticmethod
    def resolve_item_id(row: ForecastLine, info: Info) -> Any:
        return row.item_id if is_buyer(info.context.actor, row) else None

    @staticmethod
    def resolve_unit_name(row: ForecastLine, info: Info) -> str:
        return unit_name(row.unit)

    @staticmethod
    def resolve_cells(row: ForecastLine, info: Info, compare_with: int | None = None) -> Any:
        if compare_with is None:
            return _cells(row, row.previous_quantities)
        key = (row.partnership_id, row.item_id)
        found = info.context.loaders.get(loaders.LineOfVersionLoader, compare_with).load(key)
        return found.then(lambda other: _cells(row, _laid(row, other)))

    @staticmethod
    def resolve_short_cells(row: ForecastLine, info: Info) -> int:
        return _count(row, "short_cells")

    @staticmethod
    def resolve_open_cells(row: ForecastLine, info: Info) -> int:
        return _count(row, "open_cells")

    @staticmethod
    def resolve_changed_cells(row: ForecastLine, info: Info) -> int:
        return _count(row, "changed_cells")

    @staticmethod
    def resolve_submitted_at(row: ForecastLine, info: Info) -> datetime | None:
        return getattr(selectors.commit_of(row), "submitted_at", None)

    @staticmethod
    def resolve_source(row: ForecastLine, info: Info) -> str | None:
        return getattr(selectors.commit_of(row), "source", None)

    @staticmethod
    def resolve_history(row: ForecastLine, info: Info, week: date | None = None) -> Any:
        found = info.context.loaders.get(loaders.VersionsByLineLoader).load((row.partnership_id, row.item_id))
        return found.then(lambda lines: _moments(info, lines, week or row.start))


def _count(row: ForecastLine, name: str) -> int:
    return getattr(selectors.commit_of(row), name, 0)


def _laid(row: ForecastLine, other: ForecastLine | None) -> list[Decimal | None]:
    if other is None:
        return [None] * row.weeks
    return rules.moved(other.quantities, other.start, row.start, row.weeks)


def _cells(row: ForecastLine, compared: list[Decimal | None]) -> list[dict[str, Any]]:
    commit, overdue = selectors.commit_of(row), selectors.is_overdue(row.forecast)
    return [
        {
            "week": rules.week_at(row.start, place), "forecast": cell.forecast, "previous": compared[place],
            "commit": cell.commit, "gap": rules.gap(cell), "is_frozen": cell.is_frozen,
            "confidence": (commit.confidences[place] or None) if commit else None,
            "reason_code": (commit.reason_codes[place] or None) if commit else None,
            "note": commit.notes[place] if commit else "",
            "is_open": commit is not None and rules.is_open(cell),
            "exceptions": rules.exceptions_of(cell, is_overdue=overdue) if commit else [],
        }
        for place, cell in enumerate(selectors.cells_of(row))
    ]  # fmt: skip


def _moments(info: Info, lines: list[ForecastLine], week: date) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in lines:
        place = rules.place_of(line.start, week)
        if not 0 <= place < line.weeks:
            continue
        mine = is_buyer(info.context.actor, line)
        common = {"number": line.forecast.number, "note": ""}
        found.append(
            common
            | {
                "kind": "FORECAST", "quantity": line.quantities[place], "side": "BUYER",
                "by_name": line.forecast.created_by_name if mine else "",
                "occurred_at": line.forecast.published_at,
            }
        )  # fmt: skip
        for entry in line.entries.all():
            if entry.quantities[place] is not None:
                found.append(
                    common
                    | {
                        "kind": "COMMIT", "quantity": entry.quantities[place], "side": "SUPPLIER",
                        "confidence": entry.confidences[place] or None,
                        "reason_code": entry.reason_codes[place] or None, "note": entry.notes[place],
                        "source": entry.source, "by_name": "" if mine else entry.actor_name,
                        "occurred_at": entry.occurred_at,
                    }
                )  # fmt: skip
    return sorted(found, key=lambda moment: moment["occurred_at"], reverse=True)


class ForecastWeekGap(graphene.ObjectType):
    """What is short in one week over all rows."""

    week = Date(required=True)
    short_quantity = DecimalString(required=True, description="In the summary's unit.")
    short_cells = graphene.Int(required=True, description="In any unit.")


class ForecastSummary(graphene.ObjectType):
    """Totals over all published rows of a filter; quantities in the unit most rows have."""

    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    row_count = graphene.Int(required=True)
    coverage_percent = DecimalString(
        description="Σ min(committed, forecast) ÷ Σ forecast; null without rows."
    )
    frozen_short_quantity = DecimalString(required=True)
    frozen_short_rows = graphene.Int(required=True)
    short_cells = graphene.Int(required=True)
    short_rows = graphene.Int(required=True)
    open_cells = graphene.Int(required=True)
    open_partners = graphene.Int(required=True)
    overdue_partners = graphene.Int(required=True)
    changed_cells = graphene.Int(required=True)
    weeks = graphene.List(graphene.NonNull(ForecastWeekGap), required=True)

    @staticmethod
    def resolve_unit_name(row: selectors.ForecastSummary, info: Info) -> str:
        return unit_name(row.unit) if row.unit else ""
