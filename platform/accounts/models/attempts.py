"""Every guess at a password or code, counted per account and per address."""

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel
from tenancy.visibility import Gate


class SignInAttempt(GuardedModel):
    """`account` is the name as guessed, whether it exists or not; `address` an IPv4 or an IPv6 /64."""

    class Kind(models.TextChoices):
        PASSWORD = "password"  # noqa: S105 - a name, not a secret
        CODE = "code"
        CHANGE = "change"

    class Outcome(models.TextChoices):
        PENDING = "pending"
        FAILED = "failed"
        SUCCEEDED = "succeeded"
        LOCKED = "locked"

    visibility = Gate()
    data_classes = classed(
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "kind outcome"),
        (DataCategory.PERSONAL, DataLevel.RESTRICTED, "account address at"),
    )  # fmt: skip

    kind = models.CharField(max_length=8, choices=Kind)
    account = models.CharField(max_length=254)
    address = models.CharField(max_length=50)
    outcome = models.CharField(max_length=9, choices=Outcome)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "account", "at"], name="attempt_by_account"),
            models.Index(fields=["kind", "address", "at"], name="attempt_by_address"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["pending", "failed", "succeeded", "locked"]),
                name="attempt_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.account} {self.outcome}"
