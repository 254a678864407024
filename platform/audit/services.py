"""Writing the trail: in the transaction of the act itself, so that neither exists without the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.origin import current_origin
from audit.models import AuditEntry
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
    instant, served, ip = now(), request_id.get(), current_origin().ip
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                enterprise_id=actor.enterprise_id, actor_id=actor.user_id, actor_name=actor.user_name[:60],
                via=actor.via, action=c.action, subject_type=c.subject_type, subject_id=c.subject_id,
                before=c.before, after=c.after, reason=c.reason[:_LONGEST_REASON], request_id=served, ip=ip,
                occurred_at=instant,
            )
            for c in changes
        ],
        batch_size=1000,
    )  # fmt: skip


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


def _write(using: str | None, *, actor_name: str, reason: str, **columns: Any) -> AuditEntry:
    entries = AuditEntry.objects.using(using) if using else AuditEntry.objects
    return entries.create(
        actor_name=actor_name[:60],
        reason=reason[:_LONGEST_REASON],
        request_id=request_id.get(),
        ip=current_origin().ip,
        occurred_at=now(),
        **columns,
    )
