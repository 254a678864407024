"""Cells fixed in place, whole causes cured in one act, rows skipped; then everything is checked again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from common.errors import Invalid
from exchange import chunks, errors, limits
from exchange.cells.raw import TAG, shown
from exchange.issues import restored
from exchange.models import ImportChunk, ImportRun
from exchange.pipeline.causes import cause_key
from exchange.pipeline.rechecker import check_run
from exchange.pipeline.runs import chunks_of, each_chunk
from exchange.services.imports import locked_run, move
from exchange.services.launching import launch
from exchange.states import ImportState


@dataclass(frozen=True, slots=True)
class CellFix:
    """`row` as in the sheet, `column` 0-based, `value` as typed."""

    row: int
    column: int
    value: str


@transaction.atomic
def import_fix_cells(
    *,
    actor: Actor,
    run_id: UUID,
    cells: Sequence[CellFix] = (),
    causes: Sequence[str] = (),
    skip_rows: Sequence[int] = (),
) -> ImportRun:
    """Any of: single cells, causes by their key (cured by their suggestions), rows to skip.

    Small files are checked at once, larger ones in the background. Raises Invalid for unknown rows, columns
    and causes.
    """
    run, _ = locked_run(actor, run_id, ImportState.CHECKING)
    for fix in cells:
        _fix(run, fix)
    for row in skip_rows:
        chunk = _chunk_of(run, row)
        _save(chunk, skipped=sorted({*chunk.skipped, row}))
    if causes:
        _cure(run, set(causes))
    move(actor, run, ImportState.CHECKING, rows_done=0)
    if run.row_count <= limits.INSTANT_CHECK_ROWS:
        check_run(actor=actor, run=run)
    else:
        launch(ImportState.CHECKING, run.id)
    return run


def _fix(run: ImportRun, fix: CellFix) -> None:
    if not 0 <= fix.column < len(run.columns):
        raise Invalid(errors.COLUMN_UNKNOWN, field="cells", value=fix.column + 1)
    if len(fix.value) > limits.CELL_CHARACTERS:
        raise Invalid(errors.CELL_TOO_LONG, field="cells", limit=limits.CELL_CHARACTERS)
    chunk = _chunk_of(run, fix.row)
    fixes = chunk.fixes
    fixes.setdefault(str(fix.row), {})[str(fix.column)] = fix.value.replace(TAG, "")
    _save(chunk, fixes=fixes, skipped=[row for row in chunk.skipped if row != fix.row])


def _chunk_of(run: ImportRun, row: int) -> ImportChunk:
    chunk = chunks_of(run).filter(first_row__lte=row, last_row__gte=row).first()
    if chunk is None or row not in {number for number, _ in chunks.unpack(chunk.packed)}:
        raise Invalid(errors.ROW_UNKNOWN, field="cells", value=row)
    return chunk


def _save(chunk: ImportChunk, **changes: object) -> None:
    for name, value in changes.items():
        setattr(chunk, name, value)
    chunk.save(update_fields=list(changes))


def _cure(run: ImportRun, keys: set[str]) -> None:
    """Put the suggestion of every finding of these causes into its cell; skip rows that only repeat."""
    positions = {field: index for index, (_, field) in enumerate(run.columns) if field}
    cured: set[str] = set()
    for chunk in each_chunk(run):
        rows = dict(chunks.with_fixes(chunks.unpack(chunk.packed), chunk.fixes))
        fixes, skipped, touched = chunk.fixes, set(chunk.skipped), False
        for issue in map(restored, chunk.issues):
            index = positions.get(issue.column)
            cells = rows.get(issue.row, [])
            raw = shown(cells[index]) if index is not None and index < len(cells) else ""
            if (key := cause_key(issue, raw)) not in keys:
                continue
            if issue.text.skips:
                skipped.add(issue.row)
            elif issue.suggestion is not None and index is not None:
                fixes.setdefault(str(issue.row), {})[str(index)] = issue.suggestion
            else:
                continue
            cured.add(key)
            touched = True
        if touched:
            _save(chunk, fixes=fixes, skipped=sorted(skipped))
    if keys - cured:
        raise Invalid(errors.CAUSE_UNKNOWN, field="causes")
