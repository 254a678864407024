"""Files people sent us."""

from django.db import models

from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Own


class Upload(GuardedModel):
    """A file kept outside the web root under a random name; its content has been looked into."""

    visibility = Own("enterprise")

    enterprise = enterprise_key()
    user_id = models.UUIDField()
    user_name = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["enterprise", "created_at"], name="upload_by_day")]

    def __str__(self) -> str:
        return self.name
