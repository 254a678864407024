"""What a person should look at."""

from typing import Any

import graphene

from api.connections import Connection, Listing
from api.types import JSON, DateTime, Info
from events.selectors import unread_count


class Notification(graphene.ObjectType):
    """One event brought to one person; the screen words it from `kind` and `params`."""

    id = graphene.ID(required=True)
    position = graphene.String(required=True, description="Pass it as `after` to resume the subscription.")
    kind = graphene.String(required=True)
    params = graphene.Field(JSON, required=True)
    root_type = graphene.String(required=True)
    root_id = graphene.ID(required=True)
    created_at = DateTime(required=True)
    read_at = DateTime()


class NotificationConnection(Connection):
    """My notifications, newest first."""

    class Meta:
        node = Notification

    unread_count = graphene.Int(required=True, description="Of all of mine, not of the filter.")

    @staticmethod
    def resolve_unread_count(listing: Listing, info: Info) -> Any:
        return unread_count(info.context.actor)
