"""Second stage again: after the columns were matched or cells were fixed, check all rows anew."""

from django.db import transaction

from accounts.actor import Actor
from exchange import chunks
from exchange.models import ImportRun
from exchange.pipeline.progress import Progress
from exchange.pipeline.reader import found, open_checker
from exchange.pipeline.runs import advance, chunks_of, each_chunk, failing_clearly, one_step
from exchange.registry import import_kind
from exchange.states import ImportState


def check_run(*, actor: Actor, run: ImportRun) -> None:
    """CHECKING → READY. May be called again after a crash: it starts from the first chunk."""
    with failing_clearly(actor, run):
        if run.state == ImportState.CHECKING:
            _check(actor, run)


def _check(actor: Actor, run: ImportRun) -> None:
    checker = open_checker(actor, run, import_kind(run.kind))
    progress, done = Progress(actor), 0
    for chunk in each_chunk(run):
        rows = chunks.with_fixes(chunks.unpack(chunk.packed), chunk.fixes)
        checked = checker.check(rows, chunk.skipped)
        done += len(rows)
        with one_step():
            advance(run, since=ImportState.CHECKING, rows_done=done)
            chunks_of(run).filter(number=chunk.number).update(
                issues=[issue.stored() for issue in checked.issues],
                states=checked.states,
                subjects={str(row): subject for row, subject in checked.known.items()},
            )
            progress.tell(run)
    with transaction.atomic():
        advance(run, since=ImportState.CHECKING, **found(checker))
        progress.tell(run, always=True)
