"""The hash chain beside the entries, and the heads that make a cut tail visible."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from audit.models.entries import AuditEntry
from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Gate, Outbox


class AuditPending(GuardedModel):
    """An entry waiting for its seal; written with the entry, taken away by the sealer.

    It keeps sealing as cheap as what is new, however long the trail. One whose entry is gone stays and tells.
    """

    visibility = Outbox("enterprise")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "entry_id since"),
    )  # fmt: skip

    enterprise = enterprise_key(null=True)
    entry_id = models.UUIDField()
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["since"], name="audit_pending_oldest")]

    def __str__(self) -> str:
        return str(self.entry_id)


class AuditSeal(GuardedModel):
    """The place of an entry in its enterprise's chain; `hash` covers the previous hash and the whole entry."""

    visibility = Gate()
    append_only: ClassVar[bool] = True
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "entry position previous_hash hash"),
    )  # fmt: skip

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    enterprise = enterprise_key(null=True)
    position = models.BigIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "position"], name="audit_seal_position_unique", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="audit_seal_position_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.position}"


class AuditAnchor(GuardedModel):
    """The head of one chain, and one row for all of them together (`scope` ALL: the number of all seals).

    `code` authenticates the row under a key the database does not hold, so that whoever cuts a tail cannot
    write the fitting head.
    """

    visibility = Gate()
    data_classes = classed(
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "scope position hash code sealed_at"),
    )  # fmt: skip

    ALL = "all"
    NOBODY = "nobody"

    scope = models.CharField(max_length=36, unique=True)
    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.scope} {self.position}"
