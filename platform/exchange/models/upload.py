"""Files people sent us."""

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Own


class Upload(GuardedModel):
    """A file kept outside the web root under a random name; its content has been looked into."""

    visibility = Own("enterprise")
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "name"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "size sha256 created_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user_id user_name"),
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED, "storage_key"),
    )  # fmt: skip

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
