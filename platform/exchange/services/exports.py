"""Asking for a list as a file."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit.services import record
from common.clock import now
from common.errors import Invalid
from exchange import errors, limits
from exchange.models import ExportRun
from exchange.registry import export_kind
from exchange.services.launching import launch_export
from exchange.states import ExportState, FileFormat

_UNDER_WAY = (ExportState.WAITING, ExportState.RUNNING)


@transaction.atomic
def export_open(
    *,
    actor: Actor,
    kind: str,
    file_format: FileFormat = FileFormat.XLSX,
    filter: Mapping[str, Any] | None = None,
    order: str | None = None,
    ids: Sequence[str] | None = None,
) -> ExportRun:
    """A run in state WAITING that nobody works on yet. Raises Forbidden, Invalid."""
    require(actor, P.EXPORT_RUN)
    require(actor, export_kind(kind).permission)
    fresh = now() - timedelta(seconds=limits.STALE_SECONDS * 10)
    waiting = ExportRun.objects.filter(
        enterprise_id=actor.enterprise_id, user_id=actor.user_id, state__in=_UNDER_WAY, created_at__gte=fresh
    )
    if waiting.count() >= limits.EXPORTS_UNDER_WAY:
        raise Invalid(errors.TOO_MANY_RUNS, limit=limits.EXPORTS_UNDER_WAY)
    run = ExportRun.objects.create(
        enterprise_id=actor.enterprise_id,
        user_id=actor.user_id,
        user_login=actor.login,
        rights=sorted(actor.permissions),
        kind=kind,
        format=file_format.value,
        filter=dict(filter or {}),
        order=order or "",
        ids=list(ids) if ids is not None else None,
        created_at=now(),
    )
    record(
        actor,
        action="exchange.export.started",
        subject_type=run._meta.label,
        subject_id=run.id,
        before=None,
        after={"kind": kind, "filter": run.filter, "ids": run.ids},
    )
    return run


@transaction.atomic
def export_start(
    *,
    actor: Actor,
    kind: str,
    file_format: FileFormat = FileFormat.XLSX,
    filter: Mapping[str, Any] | None = None,
    order: str | None = None,
    ids: Sequence[str] | None = None,
) -> ExportRun:
    """Have a list written out in the background: `filter` and `order` as the list takes them, or only `ids`."""
    run = export_open(actor=actor, kind=kind, file_format=file_format, filter=filter, order=order, ids=ids)
    launch_export(run.id)
    return run
