"""What one side writes beside a shared order for itself."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from orders.models.purchase_order import PurchaseOrder
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own


class PrivateNote(GuardedModel):
    """An internal note on an order; the other party never learns that it exists."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "order": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"}
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "buyer supplier order updated_at"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "updated_by_name"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "text"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    order = models.ForeignKey(PurchaseOrder, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_by_name = models.CharField(max_length=120)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "order"], name="private_note_one_per_order"),
            models.CheckConstraint(
                condition=Q(enterprise=F("buyer")) | Q(enterprise=F("supplier")),
                name="private_note_by_a_party",
            ),
        ]

    def __str__(self) -> str:
        return f"note on {self.order_id}"
