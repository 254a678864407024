"""Acts on my notifications."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.ids import sought_ids
from api.mutation import DomainMutation
from api.types import Info, Payload
from events.services import notifications_mark_read


class NotificationsPayload(Payload):
    unread_count = graphene.Int()


class NotificationsMarkRead(DomainMutation):
    """Mark notifications of mine as read; absent ids: all. Ids that are not mine change nothing."""

    permission = P.NOTIFICATION_READ
    Output = NotificationsPayload

    class Arguments:
        ids = graphene.List(graphene.NonNull(graphene.ID))

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, ids: list[str] | None = None) -> dict[str, Any]:
        chosen = None if ids is None else sought_ids(ids)
        return {"unread_count": notifications_mark_read(actor=actor, notification_ids=chosen)}


class Mutation(graphene.ObjectType):
    notifications_mark_read = NotificationsMarkRead.Field()
