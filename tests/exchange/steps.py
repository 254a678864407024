"""The steps of an import, done at once as a worker would."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from accounts.actor import Actor
from exchange.models import ImportRun
from exchange.pipeline.importer import import_run
from exchange.pipeline.reader import read_run
from exchange.selectors import RowView, import_rows, import_run_get
from exchange.services import import_begin, import_open, upload_store
from exchange.states import Acceptance, ImportState
from tenancy.context import acting_as
from tests.exchange.hostile import csv_bytes


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    with acting_as(actor.enterprise_id, actor.user_id):
        yield


def checked(
    actor: Actor, content: bytes | Sequence[Sequence[str]] | Path, mapping: str, name: str = "book.csv"
) -> ImportRun:
    """Upload, read and check; call it inside `acting`."""
    if isinstance(content, Path):
        content = content.read_bytes()
    data = content if isinstance(content, bytes) else csv_bytes(content)
    upload = upload_store(actor=actor, name=name, blocks=[data])
    run = import_open(actor=actor, upload_id=upload.id, mapping=mapping)
    read_run(actor=actor, run=run)
    return fresh(actor, run.id)


def committed(actor: Actor, run: ImportRun, acceptance: Acceptance = Acceptance.GOOD) -> ImportRun:
    begun = import_begin(actor=actor, run_id=run.id, acceptance=acceptance)
    import_run(actor=actor, run=fresh(actor, begun.id))
    return fresh(actor, run.id)


def imported(
    actor: Actor, content: bytes | Sequence[Sequence[str]] | Path, mapping: str, name: str = "book.csv"
) -> ImportRun:
    run = checked(actor, content, mapping, name)
    assert run.state == ImportState.READY, (run.state, run.error_params)
    return committed(actor, run)


def fresh(actor: Actor, run_id: UUID) -> ImportRun:
    return import_run_get(actor, run_id)


def rows_of(actor: Actor, run: ImportRun) -> dict[int, RowView]:
    return {row.number: row for row in import_rows(actor, run.id, first=100).rows}


def findings(actor: Actor, run: ImportRun) -> dict[int, dict[str, str]]:
    """Row → field → code of what was found."""
    fields = [field for _, field in run.columns]
    return {
        row.number: {fields[cell.column]: cell.code for cell in row.cells if cell.code}
        for row in rows_of(actor, run).values()
        if any(cell.code for cell in row.cells)
    }
