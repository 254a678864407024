"""The refused rows of a run, cell by cell, for reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from exchange import chunks
from exchange.cells.raw import shown
from exchange.issues import Severity, restored
from exchange.pipeline.runs import each_chunk
from exchange.registry import import_kind
from exchange.selectors.imports import import_run_get
from exchange.states import LETTERS, RowState


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """`column`: the file's own header, or the field's name when the file has no such column."""

    row: int
    column: str
    value: str
    reason: str


def refused_cells(actor: Actor, run_id: UUID) -> Iterator[RefusedCell]:
    """In sheet order; a row with several bad cells comes several times. Raises NotFound."""
    run = import_run_get(actor, run_id)
    kind, letter = import_kind(run.kind), LETTERS[RowState.REFUSED]
    places = {field: (index, text) for index, (text, field) in enumerate(run.columns) if field}
    labels = {column.key: column.label(actor.language) for column in kind.columns}
    for chunk in each_chunk(run):
        if letter not in chunk.states:
            continue
        rows = chunks.with_fixes(chunks.unpack(chunk.packed), chunk.fixes)
        cells = {
            number: row for (number, row), state in zip(rows, chunk.states, strict=True) if state == letter
        }
        for issue in map(restored, chunk.issues):
            if issue.row not in cells or issue.severity is not Severity.ERROR:
                continue
            index, header = places.get(issue.column, (None, labels.get(issue.column, "")))
            row = cells[issue.row]
            value = shown(row[index]) if index is not None and index < len(row) else ""
            yield RefusedCell(issue.row, header, value, issue.text.cell.render(actor.language, issue.params))
