"""Stock of an enterprise, and the movements that explain it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from suppliers.models.fields import choices, legal, quantity
from suppliers.models.item import Item
from suppliers.states import InventorySource, MovementKind, StockStatus
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own

_TIES = {"site": {"enterprise": "enterprise"}, "item": {"enterprise": "enterprise"}}


class InventoryPosition(GuardedModel):
    """How much lies where, of which lot, in which status: always the sum of its movements.

    `allows_negative` repeats the site's setting at the time of the last movement, so that the database
    itself refuses a negative stock elsewhere.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = _TIES
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "site item lot_number stock_status quantity unit as_of source allows_negative"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    site = models.ForeignKey("tenancy.Site", on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot_number = models.CharField(max_length=40, blank=True)
    stock_status = models.CharField(max_length=13, choices=choices(StockStatus))
    quantity = quantity()
    unit = models.CharField(max_length=3)
    as_of = models.DateTimeField()
    source = models.CharField(max_length=8, choices=choices(InventorySource))
    allows_negative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "site", "item", "lot_number", "stock_status"],
                name="inventory_position_unique",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0) | Q(allows_negative=True), name="inventory_never_negative"
            ),
            models.CheckConstraint(
                condition=legal("stock_status", StockStatus), name="inventory_status_legal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.lot_number} {self.quantity}"


class StockMovement(GuardedModel):
    """One signed change of a position. Never altered: a mistake is put right by a second movement."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = _TIES
    append_only = True
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "site item lot_number stock_status kind quantity unit reference_type reference_id "
         "occurred_at"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "actor_name"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    site = models.ForeignKey("tenancy.Site", on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot_number = models.CharField(max_length=40, blank=True)
    stock_status = models.CharField(max_length=13, choices=choices(StockStatus))
    kind = models.CharField(max_length=11, choices=choices(MovementKind))
    quantity = quantity()
    unit = models.CharField(max_length=3)
    reference_type = models.CharField(max_length=40)
    reference_id = models.UUIDField()
    actor_name = models.CharField(max_length=120)
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="stock_movement_not_zero"),
            models.CheckConstraint(condition=legal("kind", MovementKind), name="stock_movement_kind_legal"),
        ]
        indexes = [
            models.Index(fields=["enterprise", "item", "occurred_at"], name="stock_movement_by_item"),
            models.Index(fields=["enterprise", "reference_id"], name="stock_movement_by_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"
