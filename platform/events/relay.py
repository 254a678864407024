"""The relay: gives committed events their place in every audience's stream, and tells the sockets.

Which events: those not relayed yet, by number. A lower number that is committed late is simply found by a later
pass, so none is ever skipped; two events of one document are never out of order, because the second writer
waited at the document's row until the first had committed. One relay works at a time (an advisory lock of the
transaction; a second relay process stands by). A crash before the commit repeats the pass, a crash after it loses
only hints, which sockets make up for by asking.
"""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import connections, transaction

from audit.sealing import seal_pending
from common.clock import now
from events.handlers import handlers_of
from events.hints import tell_positions
from events.models import Event, StreamEntry
from events.notifying import notify_pending
from events.streams import SYSTEM, append
from tenancy.context import system_access

BATCH: Final = 500
LOCK: Final = 7_140_010


@dataclass(slots=True)
class Relayed:
    """What one pass did. `heads`: the new last position per enterprise."""

    events: int = 0
    heads: dict[UUID, int] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        """There may be more waiting."""
        return self.events >= BATCH


def _takes_turn() -> bool:
    with connections[SYSTEM].cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _entries(event: Event) -> list[StreamEntry]:
    return [
        StreamEntry(
            enterprise_id=enterprise_id,
            event_id=event.id,
            chain_id=event.chain_id,
            type=event.type,
            subject_type=event.subject_type,
            subject_id=event.subject_id,
            root_type=event.root_type,
            root_id=event.root_id,
            version=event.version,
            actor_enterprise_id=event.actor_enterprise_id,
            actor_name=event.actor_name if enterprise_id == event.actor_enterprise_id else "",
            payload=event.payload,
            occurred_at=event.occurred_at,
            appended_at=now(),
        )
        for enterprise_id in event.audience
    ]


def _mark(events: list[Event]) -> None:
    """The events have their places; those nobody reacts to are through altogether."""
    done, rows = now(), Event.objects.using(SYSTEM)
    silent = [event.id for event in events if not handlers_of(event.type)]
    loud = [event.id for event in events if handlers_of(event.type)]
    if silent:
        rows.filter(id__in=silent).update(relayed_at=done, notified_at=done)
    if loud:
        rows.filter(id__in=loud).update(relayed_at=done)


def place_pending() -> Relayed:
    """One batch of events into the streams, in one transaction of the system role."""
    with transaction.atomic(using=SYSTEM):
        if not _takes_turn():
            return Relayed()
        waiting = Event.objects.using(SYSTEM).filter(relayed_at__isnull=True)
        events = list(waiting.order_by("number")[:BATCH])
        heads = append([entry for event in events for entry in _entries(event)])
        _mark(events)
    return Relayed(len(events), heads)


def relay_once(*, seals: bool = True) -> Relayed:
    """One whole pass: streams, hints, notifications and, unless told not to, audit seals.

    Raises what the database raises.
    """
    with system_access("event-relay"):
        placed = place_pending()
        tell_positions(placed.heads)
        notified = notify_pending()
        tell_positions(notified)
    if seals:
        seal_pending()
    placed.heads.update(notified)
    return placed
