"""The outbox: what happened, written in the transaction in which it happened."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Outbox


class Event(GuardedModel):
    """One fact and who shall hear of it. Only the relay reads it.

    `number` is given by the database at insert. It orders the events of one document, whose writers wait for each
    other at its row; across documents a lower number may be committed later, so nobody reads "after number n".
    `root` is the document the subject belongs to. `relayed_at`: has its place in every audience's stream;
    `notified_at`: its notifications are made.
    """

    visibility = Outbox("actor_enterprise")
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "payload"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "actor_enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER,
         "number type subject_type subject_id root_type root_id audience occurred_at relayed_at "
         "notified_at attempts"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "actor_id actor_name"),
    )  # fmt: skip

    number = models.BigIntegerField(default=0, editable=False)
    chain = chain_key(null=True)
    type = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    root_type = models.CharField(max_length=60)
    root_id = models.UUIDField()
    version = models.PositiveIntegerField()
    audience = ArrayField(models.UUIDField())
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    actor_enterprise = enterprise_key()
    payload = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    relayed_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["number"], condition=Q(relayed_at__isnull=True), name="event_to_relay"),
            models.Index(fields=["number"], condition=Q(notified_at__isnull=True), name="event_to_notify"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.type}"
