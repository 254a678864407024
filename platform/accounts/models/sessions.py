"""Sessions: the key lives in the browser's cookie, only its hash here."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models.users import User
from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Gate


class Session(GuardedModel):
    """One signed-in browser. `enterprise` is the one last acted for, `acted_for` all of this session."""

    visibility = Gate()
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "expires_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user acted_for"),
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "key_hash"),
        (DataCategory.PERSONAL, DataLevel.RESTRICTED, "created_at last_seen_at mfa_at revoked_at ip agent"),
    )  # fmt: skip

    key_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sessions")
    enterprise = enterprise_key(null=True)
    acted_for = ArrayField(models.UUIDField(), default=list)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mfa_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    ip = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.created_at:%Y-%m-%d %H:%M}"
