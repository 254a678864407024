"""How many numbers of documents an enterprise has given out."""

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Own


class NumberSeries(GuardedModel):
    """How many numbers an enterprise went through for a kind of document in a period (yymm)."""

    visibility = Own("enterprise")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.OPERATIONS, DataLevel.PARTNER, "prefix period"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "last_number"),
    )  # fmt: skip

    enterprise = enterprise_key()
    prefix = models.CharField(max_length=8)
    period = models.CharField(max_length=4)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "prefix", "period"], name="number_series_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.period}"
