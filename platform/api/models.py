"""Answers kept under the key their sender gave them, so that a repeated request has one effect."""

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Person


class IdempotencyKey(GuardedModel):
    """One accepted mutation of one person in one enterprise; written in the transaction of its effect."""

    visibility = Person("user", "enterprise")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "mutation created_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "answer"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user"),
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "key fingerprint"),
    )  # fmt: skip

    enterprise = enterprise_key()
    user = models.UUIDField()
    mutation = models.CharField(max_length=80)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "user", "mutation", "key"], name="idempotency_key_unique"
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="idempotency_by_age")]

    def __str__(self) -> str:
        return f"{self.mutation} {self.key}"
