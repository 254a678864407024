"""Export runs of the acting person: what a file holds follows its maker's rights."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.errors import NotFound
from exchange.models import ExportRun


def export_run_list(actor: Actor) -> QuerySet[ExportRun]:
    """All of them; page by `imports.LATEST`."""
    require(actor, P.EXPORT_RUN)
    return ExportRun.objects.filter(enterprise_id=actor.enterprise_id, user_id=actor.user_id)


def export_run_get(actor: Actor, run_id: UUID) -> ExportRun:
    """Raises NotFound."""
    run = export_run_list(actor).filter(id=run_id).first()
    if run is None:
        raise NotFound
    return run
