"""What planning starts from beside the master data: demand, what an item is worth, and the enterprise's own rates."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from optimizer.states.forecasting import DemandOrigin
from optimizer.states.planning import DemandKind
from suppliers.models.fields import choices, legal, money, not_negative, percent, price, quantity
from suppliers.models.item import Item
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own


class DemandLine(GuardedModel):
    """What of an item is wanted in a week, named by its Monday. `reference`: the customer's order, "" for a forecast.

    `priority` 1 is served first. A second line of the same key is the same line with a new quantity.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"item": {"enterprise": "enterprise"}}
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "item kind week quantity priority reference as_of source"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=choices(DemandKind))
    week = models.DateField()
    quantity = quantity()
    priority = models.PositiveSmallIntegerField(default=2)
    reference = models.CharField(max_length=40, blank=True)
    as_of = models.DateTimeField()
    source = models.CharField(max_length=8, choices=choices(DemandOrigin))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "item", "week", "kind", "reference"], name="demand_line_once"
            ),
            models.CheckConstraint(condition=legal("kind", DemandKind), name="demand_line_kind_legal"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="demand_line_week_is_a_monday"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0, priority__gte=1, priority__lte=3), name="demand_line_legal"
            ),
            models.CheckConstraint(
                condition=Q(kind=DemandKind.FORECAST, reference="")
                | (Q(kind=DemandKind.ORDER) & ~Q(reference="")),
                name="demand_line_order_has_reference",
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "week", "id"], name="demand_line_by_week")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.week} {self.quantity}"


class PlanningItem(GuardedModel):
    """What planning knows of an item beyond its master data, per unit and without tax.

    `margin`: what a sold unit earns above its cost. `production_cost`: of a made item, its material left out.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"item": {"enterprise": "enterprise"}}
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "item safety_stock margin production_cost"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    safety_stock = quantity(default=Decimal(0))
    margin = price(default=Decimal(0))
    production_cost = price(default=Decimal(0))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "item"], name="planning_item_once"),
            models.CheckConstraint(
                condition=not_negative("safety_stock", "margin", "production_cost"),
                name="planning_item_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.safety_stock}"


class PlanPolicy(GuardedModel):
    """The rates an enterprise plans with; the defaults hold until it sets its own.

    `holding_percent` and `safety_percent`: of an item's value, for a year in stock and a year below safety stock.
    `backlog_percent`: of a product's margin, for a week late. `order_cost`: of one order, in yuan.
    """

    visibility = Own("enterprise")
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE,
         "weeks seconds holding_percent safety_percent backlog_percent order_cost"),
    )  # fmt: skip

    enterprise = enterprise_key()
    weeks = models.PositiveSmallIntegerField(default=26)
    seconds = models.PositiveSmallIntegerField(default=60)
    holding_percent = percent(default=Decimal(18))
    safety_percent = percent(default=Decimal(90))
    backlog_percent = percent(default=Decimal(10))
    order_cost = money(default=Decimal(150))
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise"], name="plan_policy_one_per_enterprise"),
            models.CheckConstraint(
                condition=Q(weeks__gte=4, weeks__lte=52, seconds__gte=5, seconds__lte=1200)
                & not_negative("holding_percent", "safety_percent", "backlog_percent", "order_cost"),
                name="plan_policy_legal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weeks} weeks"
