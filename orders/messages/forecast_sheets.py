"""Forecast and commit sheets from a spreadsheet: one row per item and week, in the order of the export."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import P
from common.clock import today
from common.errors import DomainError
from exchange.columns import CellKind, Column
from exchange.issues import Issue, issue_text, refusal
from exchange.registry import FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from orders.messages import columns as c
from orders.messages.findings import ITEM_UNKNOWN, SUPPLIER_UNKNOWN
from orders.messages.lookups import Lookups, word
from orders.models import Forecast, ForecastLine
from orders.rules.forecasts import LEAST_WEEKS, monday_of, place_of, week_at
from orders.selectors.forecasts import ForecastFilter, ForecastLineFilter, forecast_line_list, forecast_list
from orders.services.forecast_commits import CommitCell, CommitRow, forecast_commit
from orders.services.forecasts import ForecastRow, forecast_draft, forecast_save
from orders.states import CONFIDENCE_NAMES, REASONS, CommitSource, Confidence

WEEK_OUTSIDE = issue_text(
    "FORECAST_WEEK_OUTSIDE",
    "不在 {low} 到 {high} 之间",
    "not between {low} and {high}",
    title=("周不在预测期内", "Weeks outside the horizon"),
)
NO_FORECAST = issue_text(
    "NO_FORECAST",
    "这家没有发来预测",
    "no forecast from this buyer",
    title=("没有对应的预测", "No such forecast"),
    by_value=True,
)
WEEK = Column(
    "week", "周", "Week", CellKind.DATE, is_required=True, width=13, example="2026-12-07",
    aliases=("周一", "日期", "需求周", "Week (Monday)", "Date"), hint_zh="这一周的任何一天", hint_en="any day of the week",
)  # fmt: skip
CUSTOMER = Column(
    "buyer", "采购方", "Buyer", is_required=True, limit=160, width=18, example="巴岳动力", aliases=("客户", "Customer"),
)  # fmt: skip
FORECAST_QUANTITY = Column(
    "quantity", "预测数量", "Forecast quantity", CellKind.NUMBER, is_required=True, width=12, example="1200",
    aliases=("预测", "数量", "Forecast", "Quantity"),
)  # fmt: skip
COMMIT_QUANTITY = Column(
    "quantity", "承诺数量", "Committed quantity", CellKind.NUMBER, is_required=True, width=12, example="1200",
    aliases=("承诺", "数量", "Committed", "Quantity"),
)  # fmt: skip
CONFIDENCE = Column(
    "confidence", "把握", "Confidence", CellKind.CHOICE, width=10, example="可能",
    choices={name: key.value for key, names in CONFIDENCE_NAMES.items() for name in (*names, key.value)},
    hint_zh="空着就是“可能”", hint_en="blank: likely",
)  # fmt: skip
REASON = Column(
    "reason", "原因", "Reason", CellKind.CHOICE, width=14, example="原材料不足",
    choices={name: key.value for key, texts in REASONS.items() for name in (texts[0], texts[1], key.value)},
    hint_zh="少于预测时必填", hint_en="needed below the forecast",
)  # fmt: skip
NOTE = Column("note", "备注", "Note", limit=200, width=24)


@dataclass(slots=True)
class _Place:
    """Where a row goes: whose sheet, which thing in it, and which Monday."""

    sheet: UUID
    thing: UUID
    week: date


class _SheetSession(ABC):
    """Finds each row's place; one act per partner and chunk."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor
        self._places: dict[int, _Place] = {}

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        return {}

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        for row in rows:
            found = self._find(row)
            if isinstance(found, Issue):
                yield found
            else:
                self._places[row.number] = found

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        for row in rows:
            found = self._find(row)
            if not isinstance(found, Issue):
                self._places[row.number] = found
        groups: defaultdict[UUID, list[ParsedRow]] = defaultdict(list)
        for row in rows:
            groups[self._places[row.number].sheet].append(row)
        for sheet, members in groups.items():
            try:
                subject = str(self._write(sheet, members))
            except DomainError as error:
                yield from (
                    RowOutcome(r.number, Outcome.REFUSED, issue=refusal(r.number, error)) for r in members
                )
            else:
                yield from (RowOutcome(r.number, Outcome.UPDATED, subject) for r in members)

    @abstractmethod
    def _find(self, row: ParsedRow) -> _Place | Issue: ...

    @abstractmethod
    def _write(self, sheet: UUID, rows: Sequence[ParsedRow]) -> UUID: ...


def _outside(row: ParsedRow, week: date, start: date, weeks: int) -> Issue | None:
    if 0 <= place_of(start, week) < weeks:
        return None
    params = {"low": start.isoformat(), "high": week_at(start, weeks - 1).isoformat()}
    return Issue(row.number, "week", WEEK_OUTSIDE, params=params)


class ForecastSheet(_SheetSession):
    """Into the drafts of the acting buyer; a supplier without a draft gets one with the last version carried over."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        super().__init__(actor, origin)
        self._lookups = Lookups(actor)
        drafts = forecast_list(actor, ForecastFilter(side="BUYER", status="DRAFT"))
        self._drafts = {draft.partnership_id: draft for draft in drafts}

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        self._lookups.load_items(row.values["item"] for row in rows)
        return super().check(rows)

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        self._lookups.load_items(row.values["item"] for row in rows)
        return super().commit(rows)

    def _find(self, row: ParsedRow) -> _Place | Issue:
        partner = self._lookups.partner(row.values["supplier"])
        item = self._lookups.items.get(row.values["item"])
        if partner is None:
            return Issue(row.number, "supplier", SUPPLIER_UNKNOWN)
        if item is None:
            return Issue(row.number, "item", ITEM_UNKNOWN)
        draft = self._drafts.get(partner.partnership.id)
        start, weeks = (draft.start, draft.weeks) if draft else (monday_of(today()), LEAST_WEEKS)
        week = monday_of(row.values["week"])
        return _outside(row, week, start, weeks) or _Place(partner.partnership.id, item.id, week)

    def _write(self, sheet: UUID, rows: Sequence[ParsedRow]) -> UUID:
        draft = Forecast.objects.filter(
            buyer_id=self._actor.enterprise_id, partnership_id=sheet, is_released=False
        ).first()
        if draft is None:
            draft = forecast_draft(actor=self._actor, partnership_id=sheet)
        series: dict[UUID, list[Decimal | None]] = {}
        for row in rows:
            place = self._places[row.number]
            weeks = series.setdefault(place.thing, [None] * draft.weeks)
            weeks[place_of(draft.start, place.week)] = row.values["quantity"]
        given = [ForecastRow(item_id, draft.start, quantities) for item_id, quantities in series.items()]
        return forecast_save(actor=self._actor, forecast_id=draft.id, version=draft.version, rows=given).id


class CommitSheet(_SheetSession):
    """Commits of the acting supplier to the current forecasts of its buyers."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        super().__init__(actor, origin)
        self._lines: dict[tuple[str, str], ForecastLine] = {}
        rows = forecast_line_list(actor, ForecastLineFilter(side="SUPPLIER")).select_related(
            "forecast", "buyer"
        )
        for line in rows:
            firm = line.buyer
            for name in (firm.short_name, firm.name, firm.short_name_en, firm.name_en, firm.uscc):
                for number in filter(None, (line.item_number, line.supplier_item_number)):
                    self._lines.setdefault((word(name), number), line)

    def _find(self, row: ParsedRow) -> _Place | Issue:
        line = self._lines.get((word(row.values["buyer"]), row.values["item"]))
        if line is None:
            return Issue(row.number, "item", NO_FORECAST)
        week = monday_of(row.values["week"])
        return _outside(row, week, line.start, line.weeks) or _Place(line.forecast_id, line.id, week)

    def _write(self, sheet: UUID, rows: Sequence[ParsedRow]) -> UUID:
        cells: defaultdict[UUID, list[CommitCell]] = defaultdict(list)
        for row in rows:
            place, values = self._places[row.number], row.values
            said = values.get("confidence") or Confidence.LIKELY.value
            reason, note = values.get("reason") or "", values.get("note") or ""
            cells[place.thing].append(
                CommitCell(place.week, values["quantity"], Confidence(said), reason, note)
            )
        forecast = Forecast.objects.get(supplier_id=self._actor.enterprise_id, id=sheet)
        given = [CommitRow(line_id, found) for line_id, found in cells.items()]
        return forecast_commit(
            actor=self._actor,
            forecast_id=sheet,
            version=forecast.version,
            rows=given,
            source=CommitSource.FILE,
        ).id


def _identity(partner: str) -> Callable[[Values], object]:
    def identity(values: Values) -> object:
        return word(values[partner]), values["item"], monday_of(values["week"])

    return identity


FORECAST_IMPORT = ImportKind(
    key="orders.forecast",
    title_zh="预测",
    title_en="Forecast",
    about_zh="每行一个物料的一周，进这家供应商的预测草稿；没有草稿就从上一版结转一份。发布仍由人来做。",
    about_en="One week of an item per row, into the supplier's draft; without a draft the last version is carried "
    "over. Publishing stays a person's act.",
    columns=(c.SUPPLIER, c.ITEM, WEEK, FORECAST_QUANTITY),
    permission=P.FORECAST_WRITE,
    open=ForecastSheet,
    identity=_identity("supplier"),
)
COMMIT_IMPORT = ImportKind(
    key="orders.forecast_commits",
    title_zh="预测承诺",
    title_en="Forecast commits",
    about_zh="每行一个物料的一周，答复采购方当前的预测。少于预测要填原因，“有条件”要在备注写明条件。",
    about_en="One week of an item per row, in answer to the buyer's current forecast. Below the forecast a reason is "
    "needed, conditional ones a note.",
    columns=(CUSTOMER, c.ITEM, WEEK, COMMIT_QUANTITY, CONFIDENCE, REASON, NOTE),
    permission=P.FORECAST_COMMIT,
    open=CommitSheet,
    identity=_identity("buyer"),
)
