"""What workers do for the exchange: ids in, the person's rights restored, one stage of the pipeline."""

from dataclasses import replace
from uuid import UUID

from celery import shared_task

from accounts.actor import Actor
from accounts.gate import actor_for
from exchange.models import ExportRun, ImportRun
from exchange.pipeline import housekeeping
from exchange.pipeline.exporter import export_run
from exchange.pipeline.importer import import_run
from exchange.pipeline.reader import read_run
from exchange.pipeline.rechecker import check_run
from tenancy.context import require_acting
from tenancy.tasks import TenantTask


def _actor(run: ImportRun | ExportRun) -> Actor:
    """Whoever asked for the run, with the rights held then and still held."""
    found = actor_for(run.user_login, run.enterprise_id)
    kept = frozenset(permission for permission in found.permissions if permission.value in run.rights)
    return replace(found, permissions=kept)


def _run(run_id: str) -> tuple[Actor, ImportRun]:
    run = ImportRun.objects.select_related("upload").get(
        id=UUID(run_id), enterprise_id=require_acting().enterprise_id
    )
    return _actor(run), run


@shared_task(base=TenantTask, name="exchange.read")
def read_task(run_id: str) -> None:
    actor, run = _run(run_id)
    read_run(actor=actor, run=run)


@shared_task(base=TenantTask, name="exchange.check")
def check_task(run_id: str) -> None:
    actor, run = _run(run_id)
    check_run(actor=actor, run=run)


@shared_task(base=TenantTask, name="exchange.import")
def import_task(run_id: str) -> None:
    actor, run = _run(run_id)
    import_run(actor=actor, run=run)


@shared_task(base=TenantTask, name="exchange.export")
def export_task(run_id: str) -> None:
    run = ExportRun.objects.get(id=UUID(run_id), enterprise_id=require_acting().enterprise_id)
    export_run(actor=_actor(run), run=run)


@shared_task(name="exchange.resume")
def resume_task() -> int:
    return housekeeping.runs_resume()


@shared_task(name="exchange.purge")
def purge_task() -> int:
    return housekeeping.files_purge()
