"""Each enterprise's own stream: every event it may hear of, numbered without gaps."""

from typing import ClassVar

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own

READ_ONLY = frozenset({"INSERT", "UPDATE", "DELETE"})


class StreamEntry(GuardedModel):
    """One event at its place in one enterprise's stream; written by the relay.

    `event_id` is the inbox key: an event can enter a stream once. `actor_name` is empty for the other side's people.
    `recipient`: set where the entry concerns one person only (a user id).
    """

    visibility = Own("enterprise")
    denied: ClassVar[frozenset[str]] = READ_ONLY
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "payload"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER,
         "position event_id type subject_type subject_id root_type root_id actor_enterprise_id "
         "occurred_at appended_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "recipient actor_name"),
    )  # fmt: skip

    enterprise = enterprise_key()
    position = models.BigIntegerField()
    event_id = models.UUIDField()
    chain = chain_key(null=True)
    type = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    root_type = models.CharField(max_length=60)
    root_id = models.UUIDField()
    version = models.PositiveIntegerField()
    recipient = models.UUIDField(null=True)
    actor_enterprise_id = models.UUIDField()
    actor_name = models.CharField(max_length=60, blank=True)
    payload = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    appended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "position"], name="stream_position_unique"),
            models.UniqueConstraint(fields=["enterprise", "event_id"], name="stream_event_once"),
        ]
        indexes = [models.Index(fields=["enterprise", "root_id", "position"], name="stream_by_root")]

    def __str__(self) -> str:
        return f"{self.position} {self.type}"


class StreamHead(GuardedModel):
    """How far an enterprise's stream goes, and up to where it has been pruned."""

    visibility = Own("enterprise")
    denied: ClassVar[frozenset[str]] = READ_ONLY
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "last_position pruned_position"),
    )  # fmt: skip

    enterprise = enterprise_key()
    last_position = models.BigIntegerField(default=0)
    pruned_position = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise"], name="stream_head_unique")]

    def __str__(self) -> str:
        return f"{self.pruned_position}–{self.last_position}"
