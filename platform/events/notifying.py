"""From relayed events to the people who should hear of them.

Runs apart from the placing in streams: a faulty handler delays its own notifications, never the stream.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.models import RoleAssignment
from common.clock import now
from common.ids import new_id
from events.handlers import NotificationDraft, RelayedEvent, handlers_of
from events.models import Event, Notification, StreamEntry
from events.streams import SYSTEM, append

logger = logging.getLogger(__name__)
BATCH: Final = 200
MAX_ATTEMPTS: Final = 5
ADDED: Final = "notifications.added"
NEWS: Final = timedelta(days=2)  # older events come from imported history: listed, but nobody's unread news


def as_relayed(event: Event) -> RelayedEvent:
    return RelayedEvent(
        id=event.id,
        number=event.number,
        type=event.type,
        chain_id=event.chain_id,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        root_type=event.root_type,
        root_id=event.root_id,
        version=event.version,
        audience=tuple(event.audience),
        actor_id=event.actor_id,
        actor_name=event.actor_name,
        actor_enterprise_id=event.actor_enterprise_id,
        payload=event.payload,
        occurred_at=event.occurred_at,
    )


def _people(event: Event, draft: NotificationDraft) -> set[UUID]:
    holders = RoleAssignment.objects.using(SYSTEM).filter(
        enterprise_id=draft.enterprise_id, role__in=list(draft.roles), user__is_active=True
    )
    people = set(holders.values_list("user_id", flat=True)) if draft.roles else set()
    return (people - {event.actor_id}) | set(draft.user_ids)


def _wanted(event: Event) -> Iterator[Notification]:
    """At most one notification per person and event; the first draft that reaches a person counts."""
    seen: set[tuple[UUID, UUID]] = set()
    read_at = now() if event.occurred_at < now() - NEWS else None
    for handler in handlers_of(event.type):
        for draft in handler(as_relayed(event)):
            if draft.enterprise_id not in event.audience:
                raise ValueError(f"{event.type}: a draft for an enterprise outside the audience")
            for user_id in sorted(_people(event, draft)):
                if (draft.enterprise_id, user_id) in seen:
                    continue
                seen.add((draft.enterprise_id, user_id))
                yield Notification(
                    enterprise_id=draft.enterprise_id, user=user_id, event_id=event.id, kind=draft.kind,
                    params=draft.params, root_type=event.root_type, root_id=event.root_id,
                    created_at=event.occurred_at, read_at=read_at,
                )  # fmt: skip


def _entry(event: Event, notification: Notification) -> StreamEntry:
    return StreamEntry(
        enterprise_id=notification.enterprise_id, event_id=new_id(), chain_id=event.chain_id, type=ADDED,
        subject_type="events.Notification", subject_id=notification.id, root_type=event.root_type,
        root_id=event.root_id, version=event.version, recipient=notification.user,
        actor_enterprise_id=event.actor_enterprise_id, occurred_at=event.occurred_at, appended_at=now(),
    )  # fmt: skip


def _notify(event: Event) -> dict[UUID, int]:
    known = set(
        Notification.objects.using(SYSTEM).filter(event_id=event.id).values_list("enterprise_id", "user")
    )
    fresh = [n for n in _wanted(event) if (n.enterprise_id, n.user) not in known]
    entries = [_entry(event, notification) for notification in fresh]
    heads = append(entries)
    for notification, entry in zip(fresh, entries, strict=True):
        notification.position = entry.position
    Notification.objects.using(SYSTEM).bulk_create(fresh)
    return heads


def notify_pending() -> dict[UUID, int]:
    """Make the notifications of the next relayed events; the new heads of the streams touched.

    One transaction of the system role per batch; an event whose handler fails is tried again, a few times.
    """
    heads: dict[UUID, int] = {}
    with transaction.atomic(using=SYSTEM):
        waiting = Event.objects.using(SYSTEM).filter(relayed_at__isnull=False, notified_at__isnull=True)
        events = list(waiting.select_for_update().order_by("number")[:BATCH])
        for event in events:
            try:
                with transaction.atomic(using=SYSTEM):
                    heads.update(_notify(event))
                event.notified_at = now()
            except Exception:
                event.attempts += 1
                logger.exception("notifications of event %s failed, attempt %s", event.id, event.attempts)
                if event.attempts >= MAX_ATTEMPTS:
                    event.notified_at = now()
        Event.objects.using(SYSTEM).bulk_update(events, ["notified_at", "attempts"])
    return heads
