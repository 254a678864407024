"""Jobs over all enterprises: runs whose worker died go on, files past their time go."""

from datetime import timedelta
from uuid import UUID

from celery import current_app

from common.clock import now
from exchange import limits, store
from exchange.models import ExportRun, ImportRun, Upload
from exchange.states import ENDED, WORKING, ExportState, ImportState
from tenancy.context import acting_as, system_access

ALIAS = "system"
TASKS = {
    ImportState.READING: "exchange.read",
    ImportState.CHECKING: "exchange.check",
    ImportState.IMPORTING: "exchange.import",
}


def stale_runs() -> list[tuple[UUID, UUID, UUID, ImportState]]:
    """(run, enterprise, user, state) of runs nobody has moved for a while."""
    since = now() - timedelta(seconds=limits.STALE_SECONDS)
    with system_access("resume"):
        rows = ImportRun.objects.using(ALIAS).filter(state__in=WORKING, moved_at__lt=since)
        found = list(rows.values_list("id", "enterprise_id", "user_id", "state"))
    return [(run, enterprise, user, ImportState(state)) for run, enterprise, user, state in found]


def runs_resume() -> int:
    """Give every stale run to a worker again; how many. Harmless for a worker that is only slow."""
    stale = stale_runs()
    for run, enterprise, user, state in stale:
        with acting_as(enterprise, user):
            current_app.tasks[TASKS[state]].delay(str(run))
    return len(stale)


def files_purge() -> int:
    """Remove files past their time; how many. The runs themselves stay, as part of the record."""
    with system_access("purge"):
        written = ExportRun.objects.using(ALIAS).filter(
            state=ExportState.DONE, finished_at__lt=now() - timedelta(days=limits.EXPORT_DAYS)
        )
        old = now() - timedelta(days=limits.UPLOAD_DAYS)
        uploads = (
            Upload.objects.using(ALIAS)
            .filter(created_at__lt=old)
            .exclude(runs__state__in=set(ImportState) - ENDED)
        )
        keys = [
            *written.values_list("storage_key", flat=True),
            *uploads.values_list("storage_key", flat=True),
        ]
    return sum(store.forget(key) for key in keys)
