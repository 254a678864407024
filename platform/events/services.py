"""Writing events, and a person's acts on notifications."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from common.clock import now
from events.models import Event, Notification


def emit(
    actor: Actor,
    *,
    type: str,
    chain_id: UUID | None,
    subject_type: str,
    subject_id: UUID,
    root_type: str,
    root_id: UUID,
    version: int,
    audience: Iterable[UUID],
    payload: dict[str, Any],
) -> UUID:
    """Note a fact for its audience, within the transaction that makes it one; returns the event's id.

    Call it while holding the lock of the document's row: that is what orders the events of a document.
    `payload` is JSON and goes to everyone in `audience` alike, so it may hold only what they all may know.
    Raises RuntimeError outside a transaction and ValueError without an audience.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is emitted in the transaction of what it tells")
    hearers = sorted(set(audience))
    if not hearers:
        raise ValueError(f"event {type} has no audience")
    event = Event(
        chain_id=chain_id,
        type=type,
        subject_type=subject_type,
        subject_id=subject_id,
        root_type=root_type,
        root_id=root_id,
        version=version,
        audience=hearers,
        actor_id=actor.user_id,
        actor_name=actor.user_name,
        actor_enterprise_id=actor.enterprise_id,
        payload=payload,
        occurred_at=now(),
    )
    event.save(force_insert=True)
    return event.id


@transaction.atomic
def notifications_mark_read(*, actor: Actor, notification_ids: Sequence[UUID] | None = None) -> int:
    """Mark the given (None: all) notifications of the actor as read; returns how many stay unread."""
    mine = Notification.objects.filter(
        enterprise_id=actor.enterprise_id, user=actor.user_id, read_at__isnull=True
    )
    chosen = mine if notification_ids is None else mine.filter(id__in=notification_ids)
    chosen.update(read_at=now())
    return mine.count()
