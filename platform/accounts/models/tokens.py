"""API tokens of a person in one enterprise: shown once, kept as a hash, narrowed to scopes, expiring."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models.users import User
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Gate


class ApiToken(GuardedModel):
    """`scopes` are permission names; `mfa_at` is the second factor of the session that made it."""

    visibility = Gate()

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
