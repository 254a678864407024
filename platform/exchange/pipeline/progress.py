"""Tells the own enterprise how far a run is, at most twice a second; the truth stays in the run's row."""

from functools import partial
from time import monotonic

from django.db import transaction

from accounts.actor import Actor
from events.hints import tell_changed
from events.services import emit
from exchange import limits
from exchange.models import ExportRun, ImportRun

IMPORT_EVENT = "exchange.import.progress"
EXPORT_EVENT = "exchange.export.progress"


class Progress:
    """Call `tell` as often as you like, inside the transaction whose state it reports."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._told_at = 0.0

    def tell(self, run: ImportRun | ExportRun, *, always: bool = False) -> None:
        if not always and monotonic() - self._told_at < limits.EVENTS_SECONDS:
            return
        self._told_at = monotonic()
        tell(self._actor, run)


def tell(actor: Actor, run: ImportRun | ExportRun) -> None:
    """One event about the run's present state."""
    is_import = isinstance(run, ImportRun)
    emit(
        actor,
        type=IMPORT_EVENT if is_import else EXPORT_EVENT,
        chain_id=None,
        subject_type=run._meta.label,
        subject_id=run.id,
        root_type=run._meta.label,
        root_id=run.id,
        version=getattr(run, "version", 1),
        audience=[run.enterprise_id],
        payload={"state": run.state},
    )
    # Whoever watches this very run is told at once, without the way over the stream.
    transaction.on_commit(partial(tell_changed, run.enterprise_id, run.id))
