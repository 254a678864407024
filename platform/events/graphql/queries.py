"""Reads of my notifications."""

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection
from api.types import Info
from common.paging import Order
from events import models, selectors
from events.graphql.types import Notification, NotificationConnection


class Query(graphene.ObjectType):
    notifications = DomainConnection(
        Notification,
        connection=NotificationConnection,
        permission=P.NOTIFICATION_READ,
        order=Order("newest", (("created_at", True), ("id", True))),
        args={"unread_only": graphene.Boolean(default_value=False)},
        description="My own, newest first.",
    )

    @staticmethod
    def resolve_notifications(root: None, info: Info, unread_only: bool) -> QuerySet[models.Notification]:
        return selectors.notification_list(info.context.actor, unread_only=unread_only)
