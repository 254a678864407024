"""Reading one's own stream and notifications."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from events.errors import Resync
from events.models import Notification, StreamEntry, StreamHead


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is kept of a stream: entries after `floor` up to `head`."""

    floor: int
    head: int


@dataclass(frozen=True, slots=True)
class StreamSlice:
    """Entries in order. `position`: read up to here, also where entries were for others only."""

    entries: list[StreamEntry]
    position: int
    head: int


def stream_bounds(enterprise_id: UUID) -> Bounds:
    head = StreamHead.objects.filter(enterprise_id=enterprise_id).first()
    return Bounds(head.pruned_position, head.last_position) if head else Bounds(0, 0)


def parse_position(after: str | int, bounds: Bounds) -> int:
    """The position as a number. Raises Resync when the stream cannot be resumed there."""
    text = str(after)
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
    if not bounds.floor <= value <= bounds.head:
        raise Resync(after=text[:20], position=str(bounds.head))
    return value


def entries_after(enterprise_id: UUID, after: int, limit: int) -> list[StreamEntry]:
    """The next entries of an enterprise's stream, those for single persons included."""
    rows = StreamEntry.objects.filter(enterprise_id=enterprise_id, position__gt=after)
    return list(rows.order_by("position")[:limit])


def stream_since(actor: Actor, after: str | int, limit: int = 200) -> StreamSlice:
    """The next at most `limit` entries of the actor's enterprise after a position, in order.

    Entries for other persons are left out but counted. Raises Resync when `after` is not kept any more.
    """
    bounds = stream_bounds(actor.enterprise_id)
    position = parse_position(after, bounds)
    rows = entries_after(actor.enterprise_id, position, limit)
    mine = [row for row in rows if row.recipient in (None, actor.user_id)]
    return StreamSlice(mine, rows[-1].position if rows else position, bounds.head)


def stream_of_root(actor: Actor, root_id: UUID) -> QuerySet[StreamEntry]:
    """What is kept of one document's events in the actor's stream."""
    rows = StreamEntry.objects.filter(enterprise_id=actor.enterprise_id, root_id=root_id)
    return rows.filter(Q(recipient__isnull=True) | Q(recipient=actor.user_id))


def notification_list(actor: Actor, *, unread_only: bool = False) -> QuerySet[Notification]:
    mine = Notification.objects.filter(enterprise_id=actor.enterprise_id, user=actor.user_id)
    return mine.filter(read_at__isnull=True) if unread_only else mine


def notification_get(actor: Actor, notification_id: UUID) -> Notification | None:
    return notification_list(actor).filter(id=notification_id).first()


def unread_count(actor: Actor) -> int:
    return notification_list(actor, unread_only=True).count()
