"""API tokens of a person in one enterprise: shown once, kept as a hash, narrowed to scopes, expiring."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models.users import User
from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Gate


class ApiToken(GuardedModel):
    """`scopes` are permission names; `mfa_at` is the second factor of the session that made it."""

    visibility = Gate()
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "name created_at expires_at revoked_at"),
        (DataCategory.MANAGEMENT, DataLevel.SENSITIVE, "scopes"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user"),
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "prefix token_hash"),
        (DataCategory.PERSONAL, DataLevel.RESTRICTED, "mfa_at last_used_at"),
    )  # fmt: skip

    enterprise = enterprise_key()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=24))
    mfa_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"
