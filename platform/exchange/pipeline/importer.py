"""Last stage: the checked rows into the business, chunk by chunk or all at once.

GOOD rows: one transaction per chunk, whose end moves the checkpoint; a killed worker's successor goes on
from there. ALL rows: one transaction; whatever stops it leaves nothing.
"""

from collections import Counter

from django.db import connection, transaction

from accounts.actor import Actor
from audit.services import record
from exchange import chunks
from exchange.models import ImportChunk, ImportRun
from exchange.pipeline.progress import Progress
from exchange.pipeline.reader import open_checker
from exchange.pipeline.runs import (
    Stopped,
    advance,
    chunks_of,
    each_chunk,
    failing_clearly,
    one_step,
    rare_collection,
)
from exchange.registry import Outcome, RowOutcome, import_kind
from exchange.states import IMPORTABLE, LETTERS, Acceptance, ImportState, RowState

_IMPORTABLE = {LETTERS[state] for state in IMPORTABLE}
_REFUSED = LETTERS[RowState.REFUSED]
_BY_OUTCOME = {outcome: LETTERS[RowState(outcome.value)] for outcome in Outcome}


def import_run(*, actor: Actor, run: ImportRun) -> None:
    """IMPORTING → DONE. With ALL, a row refused after all sends the run back to CHECKING, nothing written."""
    with failing_clearly(actor, run), rare_collection():
        if run.state != ImportState.IMPORTING:
            return
        if run.acceptance == Acceptance.ALL:
            _all_or_nothing(actor, run)
        else:
            _good_rows(actor, run)


class Importer:
    """One pass over the chunks of a run. Rows are checked once more: the preview may be hours old."""

    def __init__(self, actor: Actor, run: ImportRun) -> None:
        self._checker = open_checker(actor, run, import_kind(run.kind))

    def take(self, chunk: ImportChunk) -> list[RowOutcome]:
        """Import one chunk inside the caller's transaction and keep what became of each row."""
        rows = chunks.with_fixes(chunks.unpack(chunk.packed), chunk.fixes)
        checked = self._checker.check(rows, chunk.skipped)
        letters = zip((number for number, _ in rows), chunk.states, checked.states, strict=True)
        # good in the preview and good now; doubles of rows in earlier chunks were found by the preview
        wanted = {number for number, then, now in letters if then in _IMPORTABLE and now in _IMPORTABLE}
        outcomes = list(self._checker.session.commit([row for row in checked.parsed if row.number in wanted]))
        by_row = {outcome.row: _BY_OUTCOME[outcome.outcome] for outcome in outcomes}
        chunk.states = "".join(
            by_row.get(number)
            or (then if then not in _IMPORTABLE else now if now not in _IMPORTABLE else _REFUSED)
            for (number, _), then, now in zip(rows, chunk.states, checked.states, strict=True)
        )
        chunk.subjects |= {str(row): subject for row, subject in checked.known.items()}
        chunk.subjects |= {str(o.row): o.subject_id for o in outcomes if o.subject_id}
        if {number for number, _ in rows} - wanted or any(o.issue for o in outcomes):
            found = [*checked.issues, *(o.issue for o in outcomes if o.issue)]
            known = {(stored[0], stored[1], stored[2]) for stored in chunk.issues}
            chunk.issues += [i.stored() for i in found if (i.row, i.column, i.text.code) not in known]
        chunk.save(update_fields=["states", "subjects", "issues"])
        return outcomes


def _good_rows(actor: Actor, run: ImportRun) -> None:
    importer, progress = Importer(actor, run), Progress(actor)
    for chunk in each_chunk(run, since=run.checkpoint):
        with one_step():
            advance(
                run,
                since=ImportState.IMPORTING,
                passed=chunk.number,
                checkpoint=chunk.number + 1,
                rows_done=run.rows_done + len(chunk.states),
            )
            importer.take(chunk)
            progress.tell(run)
    with transaction.atomic():
        _finish(actor, run)


def _all_or_nothing(actor: Actor, run: ImportRun) -> None:
    with transaction.atomic():
        _claim(run)
        importer = Importer(actor, run)
        for chunk in each_chunk(run):
            outcomes = importer.take(chunk)
            if _REFUSED in chunk.states or any(o.outcome is Outcome.REFUSED for o in outcomes):
                transaction.set_rollback(True)
                break
            if not ImportRun.objects.filter(id=run.id, state=ImportState.IMPORTING).exists():
                raise Stopped
        else:
            run.rows_done = run.row_count
            _finish(actor, run)
    if run.state == ImportState.IMPORTING:
        with transaction.atomic():
            advance(run, since=ImportState.IMPORTING, state=ImportState.CHECKING, rows_done=0)


def _claim(run: ImportRun) -> None:
    """Let only one worker write a run in one piece. The row itself stays free, so that it can be aborted."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [str(run.id)])
        if not cursor.fetchone()[0]:
            raise Stopped


def _finish(actor: Actor, run: ImportRun) -> None:
    letters: Counter[str] = Counter()
    for states in chunks_of(run).values_list("states", flat=True):
        letters.update(states)
    counts = {**run.counts, **{state.value.lower(): letters[letter] for state, letter in LETTERS.items()}}
    advance(run, since=ImportState.IMPORTING, state=ImportState.DONE, counts=counts, rows_done=run.row_count)
    record(
        actor,
        action="exchange.import.done",
        subject_type=run._meta.label,
        subject_id=run.id,
        before=None,
        after={"kind": run.kind, "file": run.upload.name, "sha256": run.upload.sha256, "counts": counts},
    )
    Progress(actor).tell(run, always=True)
