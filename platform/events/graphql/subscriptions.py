"""Live notifications."""

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from events.graphql.types import Notification
from events.models import Notification as NotificationRow
from events.models import StreamEntry
from events.notifying import ADDED
from events.selectors import notification_get
from live.subscriptions import stream_field


def _read(entry: StreamEntry, actor: Actor) -> NotificationRow | None:
    return notification_get(actor, entry.subject_id)


class Subscription(graphene.ObjectType):
    notification_added = stream_field(
        Notification,
        types=(ADDED,),
        permission=P.NOTIFICATION_READ,
        read=_read,
        personal=True,
        description="Every new notification of mine, in order, none lost or doubled.",
    )
