"""What the exchange remembers between files."""

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Own


class ColumnMapping(GuardedModel):
    """How an enterprise's headers of one kind of file were last read: {header text: field or ""}."""

    visibility = Own("enterprise")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "kind words"),
    )  # fmt: skip

    enterprise = enterprise_key()
    kind = models.CharField(max_length=60)
    words = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise", "kind"], name="column_mapping_unique")]

    def __str__(self) -> str:
        return self.kind


class ImportedRow(GuardedModel):
    """A row that has come in once, by what it says: the same row of any later file adds nothing."""

    visibility = Own("enterprise")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "kind key subject_id"),
    )  # fmt: skip

    enterprise = enterprise_key()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    subject_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "kind", "key"], name="imported_row_unique")
        ]

    def __str__(self) -> str:
        return self.key
