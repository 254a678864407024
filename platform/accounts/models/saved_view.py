"""Filters a person keeps for themselves."""

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Person


class SavedView(GuardedModel):
    """A saved filter, order and set of columns of one list. `content` is what the screen wrote, unread here."""

    visibility = Person("user", "enterprise")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "list name content is_default position"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "user"),
    )  # fmt: skip

    enterprise = enterprise_key()
    user = models.UUIDField()
    list = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    content = models.JSONField()
    is_default = models.BooleanField(default=False)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "user", "list", "name"], name="saved_view_name_unique"
            ),
            models.UniqueConstraint(
                fields=["enterprise", "user", "list"],
                condition=models.Q(is_default=True),
                name="saved_view_one_default",
            ),
        ]

    def __str__(self) -> str:
        return self.name
