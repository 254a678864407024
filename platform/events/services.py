"""Writing events, and a person's acts on notifications."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    using: str | None = None,
) -> UUID:
    """Note a fact for its audience, within the transaction that makes it one; returns the event's id.

    Call it while holding the lock of the document's row: that is what orders the events of a document.
    `payload` is JSON and goes to everyone in `audience` alike, so it may hold only what they all may know.
    `using`: the alias of the caller's transaction when it is not the default one.
    Raises RuntimeError outside a transaction and ValueError without an audience.
    """
    if not transaction.get_connection(using).in_atomic_block:
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
    event.save(force_insert=True, using=using)
    return event.id


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of several that an act emits at once; the fields of `emit`."""

    type: str
    chain_id: UUID | None
    subject_type: str
    subject_id: UUID
    root_type: str
    root_id: UUID
    version: int
    audience: tuple[UUID, ...]
    payload: dict[str, Any]


def emit_many(actor: Actor, happenings: Sequence[Happening]) -> None:
    """Note many facts, in their order, in a few statements; the rules of `emit` hold for each."""
    Event.objects.bulk_create(events_of(actor, happenings), batch_size=1000)


def events_of(actor: Actor, happenings: Sequence[Happening]) -> list[Event]:
    """The same as rows still to be inserted, for an act that writes them together with its own."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is emitted in the transaction of what it tells")
    if any(not h.audience for h in happenings):
        raise ValueError("an event without an audience")
    return [
        Event(
            chain_id=h.chain_id, type=h.type, subject_type=h.subject_type, subject_id=h.subject_id,
            root_type=h.root_type, root_id=h.root_id, version=h.version, audience=sorted(set(h.audience)),
            actor_id=actor.user_id, actor_name=actor.user_name, actor_enterprise_id=actor.enterprise_id,
            payload=h.payload, occurred_at=now(),
        )
        for h in happenings
    ]  # fmt: skip


@transaction.atomic
def notifications_mark_read(*, actor: Actor, notification_ids: Sequence[UUID] | None = None) -> int:
    """Mark the given (None: all) notifications of the actor as read; returns how many stay unread."""
    mine = Notification.objects.filter(
        enterprise_id=actor.enterprise_id, user=actor.user_id, read_at__isnull=True
    )
    chosen = mine if notification_ids is None else mine.filter(id__in=notification_ids)
    chosen.update(read_at=now())
    return mine.count()
