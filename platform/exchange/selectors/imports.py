"""Import runs of the acting enterprise."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.errors import NotFound
from common.paging import Order
from exchange.models import ImportRun

LATEST = Order("LATEST", (("created_at", True), ("id", True)))


def import_run_list(actor: Actor) -> QuerySet[ImportRun]:
    """All of them; page by `LATEST`."""
    require(actor, P.IMPORT_RUN)
    return ImportRun.objects.select_related("upload").filter(enterprise_id=actor.enterprise_id)


def import_run_get(actor: Actor, run_id: UUID) -> ImportRun:
    """Raises NotFound."""
    run = import_run_list(actor).filter(id=run_id).first()
    if run is None:
        raise NotFound
    return run
