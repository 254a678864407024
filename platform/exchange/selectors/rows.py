"""Rows of a run as the preview shows them: what the file says, how it was read, what is wrong."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from common.errors import Invalid
from common.paging import CURSOR_INVALID, MAX_PAGE, PAGE_SIZE_INVALID
from exchange import chunks
from exchange.cells.columns import ColumnReader, as_text
from exchange.cells.raw import shown
from exchange.issues import Issue, Severity, restored
from exchange.models import ImportChunk, ImportRun
from exchange.pipeline.checker import column_plan
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
    run = import_run_get(actor, run_id)
    return import_row_pages(actor, [run], states=states, only_errors=only_errors, first=first, after=after)[
        run.id
    ]


def import_row_pages(
    actor: Actor,
    runs: Sequence[ImportRun],
    *,
    states: Sequence[RowState] | None = None,
    only_errors: bool = False,
    first: int = 50,
    after: str | None = None,
) -> dict[UUID, RowPage]:
    """The same page of the rows of many runs of the actor's enterprise, with two queries. Raises Invalid."""
    if not 1 <= first <= MAX_PAGE:
        raise Invalid(PAGE_SIZE_INVALID, field="first", value=first, limit=MAX_PAGE)
    if after is not None and not (after.isascii() and after.isdigit() and len(after) < 10):
        raise Invalid(CURSOR_INVALID, field="after")
    wanted = {RowState.REFUSED} if only_errors else set(states or RowState)
    letters = {letter for letter, state in BY_LETTER.items() if state in wanted}
    place = _Place(int(after or 0), first + 1)
    held = ImportChunk.objects.filter(enterprise_id=actor.enterprise_id, run_id__in=[run.id for run in runs])
    totals, read = _read(held, letters, place)
    pages = {}
    for run in runs:
        rows = _page(run, read[run.id], letters, place, actor.language)
        cursors = [str(row.number) for row in rows[:first]]
        pages[run.id] = RowPage(rows[:first], cursors, len(rows) > first, totals[run.id])
    return pages


def _read(
    held: "QuerySet[ImportChunk]", letters: set[str], place: "_Place"
) -> tuple[Mapping[UUID, int], Mapping[UUID, list[ImportChunk]]]:
    """The wanted rows of every run, counted, and the chunks in which those of the page lie."""
    totals: defaultdict[UUID, int] = defaultdict(int)
    extents: defaultdict[UUID, list[tuple[int, int, int, int]]] = defaultdict(list)
    said = held.order_by("run_id", "number").values_list(
        "run_id", "number", "first_row", "last_row", "states"
    )
    for run_id, number, first_row, last_row, states in said:
        count = sum(map(states.count, letters))
        totals[run_id] += count
        extents[run_id].append((number, first_row, last_row, count))
    which = Q(pk__in=[])
    for run_id, known in extents.items():
        which |= Q(run_id=run_id, number__in=place.chunks_for(known))
    read: defaultdict[UUID, list[ImportChunk]] = defaultdict(list)
    for chunk in held.filter(which).order_by("run_id", "number"):
        read[chunk.run_id].append(chunk)
    return totals, read


@dataclass(frozen=True, slots=True)
class _Place:
    """`size` rows after row `after`."""

    after: int
    size: int

    def chunks_for(self, extents: Sequence[tuple[int, int, int, int]]) -> list[int]:
        """Numbers of the chunks that surely hold them, of (number, first row, last row, wanted rows)."""
        numbers, sure = [], 0
        for number, first_row, last_row, count in extents:
            if last_row <= self.after or not count:
                continue
            numbers.append(number)
            # of a chunk that begins before the place nobody knows how many wanted rows come after it
            sure += count if first_row > self.after else 0
            if sure >= self.size:
                break
        return numbers


def _page(
    run: ImportRun, chunks_read: Sequence[ImportChunk], letters: set[str], place: _Place, language: str
) -> list[RowView]:
    kind = import_kind(run.kind)
    fields = [field for _, field in run.columns]
    readers = dict(column_plan(kind, fields, has_1904_dates=run.has_1904_dates))
    found: list[RowView] = []
    for chunk in chunks_read:
        if len(found) >= place.size:
            break
        found += _rows_of(run, chunk, readers, letters, place.after, place.size - len(found), language)
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
