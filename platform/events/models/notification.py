"""What a person should look at."""

from typing import ClassVar

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Person


class Notification(GuardedModel):
    """One event brought to one person; made by the relay, marked as read by the person.

    The screen words it from `kind` and `params`. `position`: its place in the enterprise's stream.
    """

    visibility = Person("user", "enterprise")
    denied: ClassVar[frozenset[str]] = frozenset({"INSERT", "DELETE"})
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "params"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER,
         "event_id position kind root_type root_id created_at read_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user"),
    )  # fmt: skip

    enterprise = enterprise_key()
    user = models.UUIDField()
    event_id = models.UUIDField()
    position = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    root_type = models.CharField(max_length=60)
    root_id = models.UUIDField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "user", "event_id"], name="notification_once"),
        ]
        indexes = [
            models.Index(fields=["enterprise", "user", "-created_at", "-id"], name="notification_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"
