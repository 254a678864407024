"""Writes the file of an export run."""

import logging

from django.db import DatabaseError, transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit.services import record
from common.clock import now
from common.errors import DomainError
from common.ids import new_id
from exchange import errors, store
from exchange.models import ExportRun
from exchange.pipeline.progress import tell
from exchange.pipeline.runs import stored_error
from exchange.registry import export_kind
from exchange.states import ExportState, FileFormat
from exchange.writing.listing import write_listing

log = logging.getLogger(__name__)


def export_run(*, actor: Actor, run: ExportRun) -> None:
    """WAITING or RUNNING → DONE or FAILED. Called again after a crash it writes a new file."""
    if run.state in (ExportState.DONE, ExportState.FAILED):
        return
    kind = export_kind(run.kind)
    key, path = store.new_path(run.enterprise_id)
    try:
        require(actor, P.EXPORT_RUN)
        require(actor, kind.permission)
        _move(actor, run, state=ExportState.RUNNING)
        with transaction.atomic():
            rows = kind.rows(actor, run.filter, run.order or None, run.ids)
            count = write_listing(
                path=path,
                file_format=FileFormat(run.format),
                columns=kind.columns,
                rows=rows,
                language=actor.language,
            )
        path.chmod(0o600)
    except DomainError as error:
        store.forget(key)
        _move(actor, run, state=ExportState.FAILED, error_code=error.code, error_params=stored_error(error))
    except DatabaseError:
        store.forget(key)
        raise
    except Exception:
        store.forget(key)
        reference = new_id().hex[:12]
        log.exception("export run %s broke, reference %s", run.id, reference)
        broken = DomainError(errors.RUN_BROKEN, reference=reference)
        _move(actor, run, state=ExportState.FAILED, error_code=broken.code, error_params=stored_error(broken))
    else:
        _done(actor, run, key, count)


def _done(actor: Actor, run: ExportRun, key: str, count: int) -> None:
    title = export_kind(run.kind).title(actor.language)
    name = f"{title}-{now().astimezone():%Y%m%d-%H%M}.{run.format.lower()}"
    with transaction.atomic():
        _move(actor, run, state=ExportState.DONE, row_count=count, file_name=name, storage_key=key)
        record(
            actor,
            action="exchange.export.done",
            subject_type=run._meta.label,
            subject_id=run.id,
            before=None,
            after={"kind": run.kind, "filter": run.filter, "ids": run.ids, "rows": count},
        )


def _move(actor: Actor, run: ExportRun, **changes: object) -> None:
    if changes["state"] in (ExportState.DONE, ExportState.FAILED):
        changes["finished_at"] = now()
    for name, value in changes.items():
        setattr(run, name, value)
    with transaction.atomic():
        run.save(update_fields=list(changes))
        tell(actor, run)
