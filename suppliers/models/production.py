"""What an enterprise makes: how much, since when, and when it will be ready."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from suppliers.models.fields import choices, legal, quantity
from suppliers.models.item import Item
from suppliers.states import InventorySource, ProductionState, SharingSubject
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own


class ProductionOrder(GuardedModel):
    """A quantity of an item in production, by its owner's own number. Partners see of it what a grant lets them.

    `starts_on` is planned until it is in work; `ready_on` is expected until it is ready. `order_reference`: the
    customer's order it is for, where there is one.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"item": {"enterprise": "enterprise"}}
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "number item order_reference unit as_of source"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "state starts_on ready_on quantity"),
    )  # fmt: skip
    subject = SharingSubject.PRODUCTION

    chain = chain_key()
    enterprise = enterprise_key()
    number = models.CharField(max_length=40)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    order_reference = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=7, choices=choices(ProductionState))
    starts_on = models.DateField()
    ready_on = models.DateField()
    quantity = quantity()
    unit = models.CharField(max_length=3)
    as_of = models.DateTimeField()
    source = models.CharField(max_length=8, choices=choices(InventorySource))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "number"], name="production_order_number_unique_per_enterprise"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, ready_on__gte=F("starts_on")),
                name="production_order_figures_legal",
            ),
            models.CheckConstraint(
                condition=legal("state", ProductionState), name="production_order_state_legal"
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "item", "ready_on"], name="production_order_by_item"),
            models.Index(fields=["enterprise", "ready_on", "id"], name="production_order_by_ready_day"),
        ]

    def __str__(self) -> str:
        return self.number
