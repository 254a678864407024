"""First stage: the file into chunks, checked on the way when its columns are all recognised."""

import json
from collections.abc import Mapping
from time import monotonic
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from common.errors import Invalid
from exchange import chunks, errors, limits, store
from exchange.models import ColumnMapping, ImportChunk, ImportRun
from exchange.pipeline.checker import CheckedChunk, Checker, plain_amounts
from exchange.pipeline.progress import Progress
from exchange.pipeline.runs import advance, chunks_of, failing_clearly, one_step, rare_collection
from exchange.reading.header import Header, find_header
from exchange.reading.sniff import open_tables
from exchange.reading.table import Table
from exchange.registry import FileOrigin, ImportKind, import_kind
from exchange.states import ImportState


def read_run(*, actor: Actor, run: ImportRun) -> None:
    """READING → READY (checked) or MAPPING (columns missing); FAILED with the reason when refused."""
    with failing_clearly(actor, run), rare_collection():
        if run.state == ImportState.READING:
            _read(actor, run)


def _read(actor: Actor, run: ImportRun) -> None:
    started, kind = monotonic(), import_kind(run.kind)
    table, header = _choose(open_tables(store.path_of(run.upload.storage_key)), kind, learnt_words(run, kind))
    run.columns = [list(pair) for pair in zip(header.texts, header.fields, strict=True)]
    run.has_1904_dates = table.has_1904_dates
    epoch = _begin(run, max(0, table.height() - header.row))
    checker = None if missing_columns(run, kind) else open_checker(actor, run, kind)
    progress, done = Progress(actor), 0
    skipped = [json.loads(table.marks["example"])] if "example" in table.marks else []
    rows = chunks.data_rows(table.rows(), header.row, skipped)
    for number, batch in enumerate(chunks.chunked(rows, limits.CHUNK_ROWS)):
        done += len(batch)
        if done > limits.ROWS:
            raise Invalid(errors.FILE_TOO_MANY_ROWS, field="file", limit=limits.ROWS)
        checked = checker.check(batch) if checker else None
        with one_step():
            _store_chunk(run, number, batch, checked)
            advance(run, since=ImportState.READING, passed=epoch, rows_done=done)
            progress.tell(run)
    if not done:
        raise Invalid(errors.FILE_NO_ROWS, field="file")
    run.read_milliseconds = int((monotonic() - started) * 1000)
    with transaction.atomic():
        advance(
            run,
            since=ImportState.READING,
            passed=epoch,
            sheet=table.sheet[:80],
            header_row=header.row,
            has_1904_dates=run.has_1904_dates,
            columns=run.columns,
            row_count=done,
            read_milliseconds=run.read_milliseconds,
            **(found(checker) if checker else {"state": ImportState.MAPPING, "counts": {"rows": done}}),
        )
        progress.tell(run, always=True)


@transaction.atomic
def _begin(run: ImportRun, expected: int) -> int:
    """Start the reading anew; a worker thought dead that still lives is stopped at its next chunk."""
    epoch, since = run.checkpoint + 1, ImportState.READING
    advance(run, since=since, passed=run.checkpoint, checkpoint=epoch, rows_done=0, row_count=expected)
    chunks_of(run).delete()
    return epoch


def found(checker: Checker) -> dict[str, Any]:
    """The changes of a run whose check is through."""
    return {
        "state": ImportState.READY,
        "counts": checker.totals.counts(),
        "causes": checker.causes.stored(),
        "amounts": plain_amounts(checker.totals.amounts),
    }


def learnt_words(run: ImportRun, kind: ImportKind) -> Mapping[str, str]:
    """Header words of the enterprise's last file of this kind; a kind's own preset needs no learning."""
    if kind.preset is not None:
        return kind.preset
    memory = ColumnMapping.objects.filter(enterprise_id=run.enterprise_id, kind=kind.key).first()
    return memory.words if memory else {}


def _choose(tables: list[Table], kind: ImportKind, learnt: Mapping[str, str]) -> tuple[Table, Header]:
    """The sheet whose header fits best."""
    best: tuple[Table, Header] | None = None
    for table in tables:
        first_rows = [row for row, _ in zip(table.rows(), range(limits.HEADER_SEARCH_ROWS), strict=False)]
        header = find_header(first_rows, kind.columns, learnt)
        if best is None or header.recognised > best[1].recognised:
            best = table, header
    if best is None or not best[1].texts:
        raise Invalid(errors.FILE_NO_ROWS, field="file")
    return best


def missing_columns(run: ImportRun, kind: ImportKind) -> list[str]:
    """Keys of required columns that no column of the file is read as."""
    fields = {field for _, field in run.columns}
    return [column.key for column in kind.columns if column.is_required and column.key not in fields]


def open_checker(actor: Actor, run: ImportRun, kind: ImportKind) -> Checker:
    session = kind.open(actor, FileOrigin(run.upload.sha256, run.upload.name))
    fields = [field for _, field in run.columns]
    return Checker(kind, session, fields, has_1904_dates=run.has_1904_dates)


def _store_chunk(
    run: ImportRun, number: int, rows: list[chunks.NumberedRow], checked: CheckedChunk | None
) -> None:
    ImportChunk.objects.create(
        enterprise_id=run.enterprise_id,
        run_id=run.id,
        number=number,
        first_row=rows[0][0],
        last_row=rows[-1][0],
        packed=chunks.pack(rows),
        issues=[issue.stored() for issue in checked.issues] if checked else [],
        states=checked.states if checked else "",
        subjects={str(row): subject for row, subject in checked.known.items()} if checked else {},
    )
