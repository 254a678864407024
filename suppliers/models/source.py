"""Where an item can be bought, at which terms. Private to the buyer: a supplier never sees a rival's."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from suppliers.models.fields import not_negative, percent, price, quantity
from suppliers.models.item import Item
from suppliers.models.partnership import Partnership
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own


class SourceOption(GuardedModel):
    """An item from a partnership: price, minimum order quantity, order multiple, lead time, share bounds."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "partnership": {"chain": "chain", "enterprise": "buyer"},
        "item": {"enterprise": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "partnership item supplier_item_number currency minimum_order_quantity order_multiple "
         "lead_time_days"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "unit_price is_approved"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "share_min share_max"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="source_options")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="source_options")
    supplier_item_number = models.CharField(max_length=40, blank=True)
    unit_price = price()
    currency = models.CharField(max_length=3, default="CNY")
    minimum_order_quantity = quantity(default=Decimal(0))
    order_multiple = quantity(default=Decimal(0))
    lead_time_days = models.PositiveSmallIntegerField(default=0)
    share_min = percent(default=Decimal(0))
    share_max = percent(default=Decimal(100))
    is_approved = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "partnership", "item"], name="source_option_unique"
            ),
            models.CheckConstraint(
                condition=not_negative("unit_price", "minimum_order_quantity", "order_multiple"),
                name="source_option_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(share_min__gte=0, share_max__lte=100, share_min__lte=F("share_max")),
                name="source_option_share_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} @ {self.partnership_id}"


class PriceBreak(GuardedModel):
    """The unit price from a quantity upwards."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"source_option": {"enterprise": "enterprise"}}
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "source_option"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "from_quantity unit_price"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    source_option = models.ForeignKey(SourceOption, on_delete=models.CASCADE, related_name="price_breaks")
    from_quantity = quantity()
    unit_price = price()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "source_option", "from_quantity"], name="price_break_unique"
            ),
            models.CheckConstraint(
                condition=not_negative("from_quantity", "unit_price"), name="price_break_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"≥ {self.from_quantity}: {self.unit_price}"
