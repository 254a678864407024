"""Reading the trail: the audit administrator's alone, in their own enterprise."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit.models import AuditEntry, AuditSeal
from common.paging import Order
from tenancy.context import system_access

NEWEST_FIRST = Order("NEWEST", (("occurred_at", True), ("id", True)))


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Half-open period [since, until); the rest must be equal."""

    since: datetime | None = None
    until: datetime | None = None
    actor_id: UUID | None = None
    action: str | None = None
    subject_type: str | None = None
    subject_id: UUID | None = None


def audit_entry_list(actor: Actor, wanted: EntryFilter | None = None) -> QuerySet[AuditEntry]:
    """Entries of the acting enterprise; page them by NEWEST_FIRST. Raises Forbidden, MfaRequired."""
    require(actor, P.AUDIT_READ)
    chosen = wanted or EntryFilter()
    terms = {
        "occurred_at__gte": chosen.since,
        "occurred_at__lt": chosen.until,
        "actor_id": chosen.actor_id,
        "action": chosen.action,
        "subject_type": chosen.subject_type,
        "subject_id": chosen.subject_id,
    }
    given = {term: value for term, value in terms.items() if value is not None}
    return AuditEntry.objects.filter(enterprise_id=actor.enterprise_id, **given)


def seals_of(actor: Actor, entry_ids: list[UUID]) -> dict[UUID, AuditSeal]:
    """The places of the acting enterprise's entries in the chain; an entry not sealed yet is absent."""
    require(actor, P.AUDIT_READ)
    with system_access("audit-verify"):
        seals = AuditSeal.objects.filter(entry_id__in=entry_ids, enterprise_id=actor.enterprise_id)
        return {seal.entry_id: seal for seal in seals}
