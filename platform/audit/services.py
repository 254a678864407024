"""Writing the trail: in the transaction of the act itself, so that neither exists without the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.origin import current_origin
from audit.models import AuditEntry, AuditPending
from common.clock import now
from common.request import request_id

_LONGEST_REASON = 300


def record(
    actor: Actor,
    *,
    action: str,
    subject_type: str,
    subject_id: UUID,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    reason: str = "",
    using: str | None = None,
) -> AuditEntry:
    """Add an entry to the acting enterprise's trail, in the caller's transaction.

    `before` and `after`: the changed fields only; JSON values, Decimal, dates and ids are fine, secrets are
    not. `using`: the alias of the caller's transaction when it is not the default one.
    """
    return _write(
        using,
        enterprise_id=actor.enterprise_id,
        actor_id=actor.user_id,
        actor_name=actor.user_name,
        via=actor.via,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        before=before,
        after=after,
        reason=reason,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of several that an act records at once; the fields of `record`."""

    action: str
    subject_type: str
    subject_id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str = ""


def record_many(actor: Actor, changes: Sequence[Change]) -> None:
    """Add many entries to the acting enterprise's trail, in their order, in a few statements."""
    entries, pending = entries_of(actor, changes)
    AuditEntry.objects.bulk_create(entries, batch_size=1000)
    AuditPending.objects.bulk_create(pending, batch_size=1000)


def entries_of(actor: Actor, changes: Sequence[Change]) -> tuple[list[AuditEntry], list[AuditPending]]:
    """The same as rows still to be inserted, for an act that writes them together with its own."""
    made = [
        _entry(
            enterprise_id=actor.enterprise_id,
            actor_id=actor.user_id,
            actor_name=actor.user_name,
            via=actor.via,
            action=change.action,
            subject_type=change.subject_type,
            subject_id=change.subject_id,
            before=change.before,
            after=change.after,
            reason=change.reason,
        )
        for change in changes
    ]
    return made, [_pending(entry) for entry in made]


def record_at_gate(
    *,
    enterprise_id: UUID | None,
    actor_id: UUID | None,
    actor_name: str,
    via: str,
    action: str,
    subject_type: str,
    subject_id: UUID | None,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    reason: str,
) -> None:
    """The recorder bound to `accounts.trail`: writes through the system alias."""
    _write(
        "system",
        enterprise_id=enterprise_id,
        actor_id=actor_id,
        actor_name=actor_name,
        via=via,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        before=before,
        after=after,
        reason=reason,
    )


def _write(using: str | None, **columns: Any) -> AuditEntry:
    entry = _entry(**columns)
    entry.save(using=using, force_insert=True)
    _pending(entry).save(using=using, force_insert=True)
    return entry


def _entry(*, actor_name: str, reason: str, **columns: Any) -> AuditEntry:
    return AuditEntry(
        actor_name=actor_name[:60],
        reason=reason[:_LONGEST_REASON],
        request_id=request_id.get(),
        ip=current_origin().ip,
        occurred_at=now(),
        **columns,
    )


def _pending(entry: AuditEntry) -> AuditPending:
    return AuditPending(enterprise_id=entry.enterprise_id, entry_id=entry.id, since=datetime.now(UTC))
