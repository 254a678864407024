"""The supplier's commits to a forecast: a whole sheet in one act, every act kept in the history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import DomainError, Invalid, NotFound
from common.quantity import check_quantity
from orders import errors
from orders.models import Forecast, ForecastCommit, ForecastCommitEntry, ForecastLine
from orders.rules.forecasts import Tally, place_of, row_cells, tally, week_at
from orders.services.acts import number_text, reason_of
from orders.services.forecast_records import (
    WrongCell,
    check_week,
    lock_forecast,
    record_forecast,
    refuse_cells,
)
from orders.services.locking import require_side
from orders.states import CommitSource, Confidence, Side
from suppliers.services.inputs import clean_text
from tenancy.bulk import insert_many, update_many

MOST_ROWS = 5_000
NOTE_LIMIT = 200
WRITTEN = [
    "quantities", "answered_quantities", "answered_numbers", "confidences", "reason_codes", "notes", "open_cells",
    "short_cells", "over_cells", "changed_cells", "frozen_short_cells", "source", "submitted_by_name", "submitted_at",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CommitCell:
    """What is committed to one week. A reason is needed below the forecast, a note when it is conditional."""

    week: date
    quantity: Decimal
    confidence: Confidence = Confidence.LIKELY
    reason_code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CommitRow:
    """The cells of one line; weeks that are not among them stay as they are."""

    line_id: UUID
    cells: Sequence[CommitCell]


def carry_commits(
    forecast: Forecast, lines: Sequence[ForecastLine], former: Mapping[UUID, ForecastLine], number: int
) -> list[Tally]:
    """Make the commits of a version that is being published, with those of the version before over the same weeks.

    `former` are the lines of version `number` by item. The forecast a commit answered goes along, so that a change
    shows. Returns what is open, short and changed, line by line.
    """
    made = []
    for line in lines:
        commit = _blank(forecast, line)
        old = former.get(line.item_id)
        if old is not None and old.commit is not None:
            _take_along(commit, old.commit)
        _count(commit, line, forecast)
        made.append(commit)
    insert_many(made)
    return [
        Tally(c.open_cells, c.short_cells, c.over_cells, c.changed_cells, c.frozen_short_cells) for c in made
    ]


def _blank(forecast: Forecast, line: ForecastLine) -> ForecastCommit:
    weeks = forecast.weeks
    return ForecastCommit(
        chain_id=forecast.chain_id, buyer_id=forecast.buyer_id, supplier_id=forecast.supplier_id,
        forecast=forecast, line=line, start=forecast.start, weeks=weeks, quantities=[None] * weeks,
        answered_quantities=[None] * weeks, answered_numbers=[0] * weeks, confidences=[""] * weeks,
        reason_codes=[""] * weeks, notes=[""] * weeks, source=CommitSource.CARRIED.value,
    )  # fmt: skip


def _take_along(commit: ForecastCommit, old: ForecastCommit) -> None:
    shift = place_of(old.start, commit.start)
    for place in range(commit.weeks):
        source = place + shift
        if not 0 <= source < old.weeks or old.quantities[source] is None:
            continue
        for name in (
            "quantities", "answered_quantities", "answered_numbers", "confidences", "reason_codes", "notes",
        ):  # fmt: skip
            getattr(commit, name)[place] = getattr(old, name)[source]
    commit.submitted_by_name, commit.submitted_at = old.submitted_by_name, old.submitted_at


def _count(commit: ForecastCommit, line: ForecastLine, forecast: Forecast) -> None:
    found = tally(
        row_cells(
            line.quantities, line.previous_quantities, commit.quantities, commit.answered_quantities,
            forecast.frozen_weeks,
        )
    )  # fmt: skip
    commit.open_cells, commit.short_cells, commit.over_cells = found.open, found.short, found.over
    commit.changed_cells, commit.frozen_short_cells = found.changed, found.frozen_short


@transaction.atomic
def forecast_commit(
    *, actor: Actor, forecast_id: UUID, version: int, rows: Sequence[CommitRow],
    usual_reason: str = "", source: CommitSource | None = None,
) -> Forecast:  # fmt: skip
    """Commit to many cells of the current version in one act; when one is wrong nothing is saved.

    `usual_reason` stands in where a cell is below the forecast and names none.
    Raises NotFound, Forbidden, Conflict, DomainError FORECAST_SUPERSEDED, Invalid TOO_MANY, ROW_TWICE, CELLS_WRONG.
    """
    require(actor, P.FORECAST_COMMIT)
    forecast = _lock_current(actor, forecast_id, version)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Invalid(errors.TOO_MANY, field="rows", limit=MOST_ROWS, value=len(rows))
    wanted = {row.line_id: row for row in rows}
    if len(wanted) != len(rows):
        raise Invalid(errors.ROW_TWICE, field="rows")
    commits = _commits(actor, forecast, wanted)
    if len(commits) != len(rows):
        raise NotFound
    if usual_reason:
        wanted = {c.line_id: _reasoned(forecast, c.line, wanted[c.line_id], usual_reason) for c in commits}
    refuse_cells(
        wrong for commit in commits for wrong in _wrong_cells(forecast, commit.line, wanted[commit.line_id])
    )
    _write(actor, forecast, [(c, wanted[c.line_id].cells) for c in commits], source)
    return forecast


@transaction.atomic
def forecast_commit_all(
    *, actor: Actor, forecast_id: UUID, version: int, confidence: Confidence = Confidence.LIKELY,
    line_ids: Iterable[UUID] | None = None, only_open: bool = True,
) -> Forecast:  # fmt: skip
    """Commit to exactly what is forecast: in the given lines or in all, in open weeks only or in every week.

    Raises NotFound, Forbidden, Conflict, DomainError FORECAST_SUPERSEDED, Invalid CONDITION_MISSING.
    """
    require(actor, P.FORECAST_COMMIT)
    if confidence is Confidence.CONDITIONAL:
        raise Invalid(errors.CONDITION_MISSING, field="confidence")
    forecast = _lock_current(actor, forecast_id, version)
    wanted = None if line_ids is None else set(line_ids)
    commits = _commits(actor, forecast, wanted)
    if wanted is not None and len(commits) != len(wanted):
        raise NotFound
    rows = [(commit, _as_forecast(forecast, commit, confidence, only_open)) for commit in commits]
    _write(actor, forecast, [(commit, cells) for commit, cells in rows if cells], None)
    return forecast


def _as_forecast(
    forecast: Forecast, commit: ForecastCommit, confidence: Confidence, only_open: bool
) -> list[CommitCell]:
    found = []
    for place, quantity in enumerate(commit.line.quantities):
        has_answer = commit.quantities[place] is not None
        is_answered = has_answer and commit.answered_quantities[place] == quantity
        if not (only_open and (is_answered or (quantity == 0 and not has_answer))):
            found.append(CommitCell(week_at(forecast.start, place), quantity, confidence))
    return found


def _lock_current(actor: Actor, forecast_id: UUID, version: int) -> Forecast:
    forecast = lock_forecast(actor, forecast_id, version)
    require_side(actor, forecast, Side.SUPPLIER)
    if not forecast.is_current:
        raise DomainError(errors.FORECAST_SUPERSEDED, number=forecast.number)
    return forecast


def _commits(actor: Actor, forecast: Forecast, line_ids: Iterable[UUID] | None) -> list[ForecastCommit]:
    """The commits of the lines, locked by the forecast's own lock, by ascending id."""
    rows = ForecastCommit.objects.filter(supplier_id=actor.enterprise_id, forecast=forecast)
    if line_ids is not None:
        rows = rows.filter(line_id__in=list(line_ids))
    return list(rows.select_related("line").order_by("id"))


def _reasoned(forecast: Forecast, line: ForecastLine, row: CommitRow, reason: str) -> CommitRow:
    """The row with the usual reason where a cell below the forecast names none."""
    cells = []
    for cell in row.cells:
        place = place_of(forecast.start, cell.week)
        is_short = 0 <= place < forecast.weeks and cell.quantity < line.quantities[place]
        cells.append(replace(cell, reason_code=reason) if is_short and not cell.reason_code else cell)
    return CommitRow(row.line_id, cells)


def _wrong_cells(forecast: Forecast, line: ForecastLine, row: CommitRow) -> Iterable[WrongCell]:
    for cell in row.cells:
        try:
            place = check_week(forecast, cell.week)
            check_quantity(cell.quantity, line.unit)
            if cell.note:
                clean_text(cell.note, "note", limit=NOTE_LIMIT)
            if cell.reason_code:
                reason_of(cell.reason_code)
            _check_reasoned(cell, line.quantities[place])
        except DomainError as error:
            yield WrongCell(line.id, line.item_number, cell.week, error)


def _check_reasoned(cell: CommitCell, forecast: Decimal) -> None:
    if cell.quantity < forecast and not cell.reason_code:
        raise Invalid(
            errors.REASON_FOR_SHORT, value=number_text(cell.quantity), forecast=number_text(forecast)
        )
    if cell.confidence is Confidence.CONDITIONAL and not cell.note.strip():
        raise Invalid(errors.CONDITION_MISSING)


def _write(
    actor: Actor,
    forecast: Forecast,
    rows: Sequence[tuple[ForecastCommit, Sequence[CommitCell]]],
    source: CommitSource | None,
) -> None:
    """One upsert of what stands now, one insert of what happened, one audit entry, one event."""
    said = source or (CommitSource.API if actor.via == "token" else CommitSource.TYPED)
    moment = now()
    entries = []
    for commit, cells in rows:
        entry = _entry(actor, forecast, commit, said)
        for cell in cells:
            _put(commit, entry, cell, forecast)
        commit.source, commit.submitted_by_name, commit.submitted_at = said.value, actor.user_name, moment
        _count(commit, commit.line, forecast)
        entries.append(entry)
    update_many([commit for commit, _ in rows], WRITTEN)
    insert_many(entries)
    forecast.version += 1
    forecast.save(force_update=True, update_fields=["version"])
    record_forecast(
        actor, forecast, "committed", None, rows=len(rows), cells=sum(len(cells) for _, cells in rows),
        short=sum(commit.short_cells for commit, _ in rows),
        frozenShort=sum(commit.frozen_short_cells for commit, _ in rows),
    )  # fmt: skip


def _entry(
    actor: Actor, forecast: Forecast, commit: ForecastCommit, source: CommitSource
) -> ForecastCommitEntry:
    weeks = forecast.weeks
    return ForecastCommitEntry(
        chain_id=forecast.chain_id, buyer_id=forecast.buyer_id, supplier_id=forecast.supplier_id,
        forecast_id=forecast.id, line_id=commit.line_id, start=forecast.start, weeks=weeks,
        quantities=[None] * weeks, confidences=[""] * weeks, reason_codes=[""] * weeks, notes=[""] * weeks,
        source=source.value, actor_name=actor.user_name, occurred_at=now(),
    )  # fmt: skip


def _put(commit: ForecastCommit, entry: ForecastCommitEntry, cell: CommitCell, forecast: Forecast) -> None:
    place = place_of(forecast.start, cell.week)
    note = clean_text(cell.note, "note", limit=NOTE_LIMIT) if cell.note else ""
    confidence = cell.confidence.value
    for row in (commit, entry):
        row.quantities[place] = cell.quantity
        row.confidences[place] = confidence
        row.reason_codes[place] = cell.reason_code
        row.notes[place] = note
    commit.answered_quantities[place] = commit.line.quantities[place]
    commit.answered_numbers[place] = forecast.number
