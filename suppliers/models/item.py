"""Items of an enterprise and what they are made of."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from suppliers.models.fields import choices, legal, percent, quantity
from suppliers.states import ItemKind
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own


class Item(GuardedModel):
    """A part, material or product, by its owner's own number. `unit` is a UN/ECE Rec 20 code."""

    visibility = Own("enterprise")
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "number name name_en unit kind category is_lot_managed drawing_revision"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=3)
    kind = models.CharField(max_length=4, choices=choices(ItemKind), default=ItemKind.BUY.value)
    category = models.CharField(max_length=60, blank=True)
    is_lot_managed = models.BooleanField(default=False)
    drawing_revision = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "number"], name="item_number_unique_per_enterprise"
            ),
            models.CheckConstraint(condition=legal("kind", ItemKind), name="item_kind_legal"),
        ]

    def __str__(self) -> str:
        return self.number


class BomLine(GuardedModel):
    """One component of a parent item: how much of it one parent takes, and how much is lost."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "parent": {"enterprise": "enterprise"},
        "component": {"enterprise": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "parent component quantity_per scrap_percent lead_time_offset_days"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    parent = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="bom_lines")
    component = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="used_in")
    quantity_per = quantity()
    scrap_percent = percent(default=Decimal(0))
    lead_time_offset_days = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "parent", "component"], name="bom_line_unique"),
            models.CheckConstraint(condition=~Q(parent=F("component")), name="bom_line_not_itself"),
            models.CheckConstraint(
                condition=Q(quantity_per__gt=0, scrap_percent__gte=0), name="bom_line_quantities_legal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} ← {self.component_id}"
