"""Who did what, acting for whom, from where, before and after, and why."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Own


class AuditEntry(GuardedModel):
    """One act. `enterprise` null: nobody's, such as a guess at an unknown sign-in name; no tenant sees it.

    `before` and `after` hold the fields that changed, never a secret.
    """

    visibility = Own("enterprise")
    append_only: ClassVar[bool] = True
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER,
         "via request_id action subject_type subject_id occurred_at recorded_at"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "before after reason"),
        (DataCategory.PERSONAL, DataLevel.RESTRICTED, "actor_id actor_name ip"),
    )  # fmt: skip

    enterprise = enterprise_key(null=True)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    via = models.CharField(max_length=8)
    request_id = models.CharField(max_length=64, blank=True)
    ip = models.CharField(max_length=45, blank=True)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    reason = models.CharField(max_length=300, blank=True)
    occurred_at = models.DateTimeField()
    # The database's own time: history recorded later (imports, a demo's past) shows as such, and is sealed.
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["enterprise", "-occurred_at", "-id"], name="audit_entry_newest"),
            models.Index(fields=["enterprise", "subject_id"], name="audit_entry_by_subject"),
            models.Index(fields=["recorded_at"], name="audit_entry_by_record"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type}"
