"""Rows of a run as the preview shows them: what the file says, how it was read, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from common.errors import Invalid
from common.paging import CURSOR_INVALID, MAX_PAGE, PAGE_SIZE_INVALID
from exchange import chunks
from exchange.cells.columns import ColumnReader, as_text
from exchange.cells.raw import shown
from exchange.issues import Issue, Severity, restored
from exchange.models import ImportChunk, ImportRun
from exchange.pipeline.checker import column_plan
from exchange.pipeline.runs import chunks_of
from exchange.registry import import_kind
from exchange.selectors.imports import import_run_get
from exchange.states import BY_LETTER, RowState

_WEIGHT = {Severity.ERROR: 2, Severity.ATTENTION: 1, Severity.REWRITTEN: 0}


@dataclass(frozen=True, slots=True)
class CellView:
    """`value` is what would be imported, None where it cannot be read."""

    column: int
    raw: str
    value: str | None
    is_fixed: bool
    severity: str | None = None
    code: str | None = None
    message: str | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """`number` as in the sheet; `message` when the row as a whole was refused."""

    number: int
    state: RowState
    cells: list[CellView]
    message: str | None
    subject_id: str | None


@dataclass(frozen=True, slots=True)
class RowPage:
    rows: list[RowView]
    cursors: list[str]
    has_next: bool
    total: int


def import_rows(
    actor: Actor,
    run_id: UUID,
    *,
    states: Sequence[RowState] | None = None,
    only_errors: bool = False,
    first: int = 50,
    after: str | None = None,
) -> RowPage:
    """Rows in sheet order, only those of the given states. Cursors are row numbers.

    Raises NotFound, Invalid for sizes outside 1–100 and foreign cursors.
    """
    if not 1 <= first <= MAX_PAGE:
        raise Invalid(PAGE_SIZE_INVALID, field="first", value=first, limit=MAX_PAGE)
    if after is not None and not (after.isascii() and after.isdigit() and len(after) < 10):
        raise Invalid(CURSOR_INVALID, field="after")
    run = import_run_get(actor, run_id)
    wanted = {RowState.REFUSED} if only_errors else set(states or RowState)
    letters = {letter for letter, state in BY_LETTER.items() if state in wanted}
    total = sum(sum(map(held.count, letters)) for held in chunks_of(run).values_list("states", flat=True))
    rows = _page(run, letters, int(after or 0), first + 1, actor.language)
    shown_rows = rows[:first]
    return RowPage(shown_rows, [str(row.number) for row in shown_rows], len(rows) > first, total)


def _page(run: ImportRun, letters: set[str], after: int, size: int, language: str) -> list[RowView]:
    kind = import_kind(run.kind)
    fields = [field for _, field in run.columns]
    readers = dict(column_plan(kind, fields, has_1904_dates=run.has_1904_dates))
    found: list[RowView] = []
    numbers = chunks_of(run).filter(last_row__gt=after).order_by("number").values_list("number", "states")
    for number, states in list(numbers):
        if not letters & set(states):
            continue
        chunk = chunks_of(run).get(number=number)
        found += _rows_of(run, chunk, readers, letters, after, size - len(found), language)
        if len(found) >= size:
            break
    return found


def _rows_of(
    run: ImportRun,
    chunk: ImportChunk,
    readers: dict[int, ColumnReader],
    letters: set[str],
    after: int,
    size: int,
    language: str,
) -> list[RowView]:
    issues: dict[int, list[Issue]] = {}
    for issue in map(restored, chunk.issues):
        issues.setdefault(issue.row, []).append(issue)
    rows = chunks.with_fixes(chunks.unpack(chunk.packed), chunk.fixes)
    found = []
    for (number, cells), letter in zip(rows, chunk.states, strict=True):
        if number <= after or letter not in letters:
            continue
        found.append(
            RowView(
                number=number,
                state=BY_LETTER[letter],
                cells=_cells(
                    run, cells, readers, chunk.fixes.get(str(number), {}), issues.get(number, []), language
                ),
                message=_whole_row(issues.get(number, []), language),
                subject_id=chunk.subjects.get(str(number)),
            )
        )
        if len(found) == size:
            break
    return found


def _whole_row(issues: list[Issue], language: str) -> str | None:
    said = [issue.text.cell.render(language, issue.params) for issue in issues if not issue.column]
    return "；".join(said) or None


def _cells(
    run: ImportRun,
    cells: list[str],
    readers: dict[int, ColumnReader],
    fixes: dict[str, str],
    issues: list[Issue],
    language: str,
) -> list[CellView]:
    by_field: dict[str, Issue] = {}
    for issue in sorted(issues, key=lambda i: _WEIGHT[i.severity]):
        by_field[issue.column] = issue
    views = []
    for index, (_, field) in enumerate(run.columns):
        raw = cells[index] if index < len(cells) else ""
        read = readers[index].read(raw) if index in readers else None
        value = as_text(read.value) if read and not read.is_refused else None
        found = by_field.get(field) if field else None
        text, severity, params, suggestion = None, None, {}, None
        if found is not None:
            text, severity, params, suggestion = found.text, found.severity, found.params, found.suggestion
        elif read and read.finding:
            text, severity, params = read.finding.text, read.finding.severity, read.finding.params
        views.append(
            CellView(
                column=index,
                raw=shown(raw),
                value=value,
                is_fixed=str(index) in fixes,
                severity=severity.value if severity else None,
                code=text.code if text else None,
                message=text.cell.render(language, params) if text else None,
                suggestion=suggestion,
            )
        )
    return views
