"""What a group of machines can do in a week, and how much of it is agreed with whom."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from suppliers.models.fields import choices, legal, not_negative, percent, quantity
from suppliers.models.item import Item
from suppliers.models.partnership import Partnership
from suppliers.states import InventorySource
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, Limit, chain_key, enterprise_key
from tenancy.visibility import Own


class CapacityGroup(GuardedModel):
    """Machines or places that stand in for each other. `unit`: hours (HUR) or a counting unit of Rec 20."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"site": {"enterprise": "enterprise"}}
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "site code name name_en unit"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    site = models.ForeignKey("tenancy.Site", on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=3, default="HUR")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "code"], name="capacity_group_unique_per_enterprise"
            )
        ]

    def __str__(self) -> str:
        return self.code


class CapacityUsage(GuardedModel):
    """How much of a group one piece of an item takes, in the group's unit."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "group": {"enterprise": "enterprise"},
        "item": {"enterprise": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "group item"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "per_piece"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    group = models.ForeignKey(CapacityGroup, on_delete=models.PROTECT, related_name="usages")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    per_piece = quantity()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "group", "item"], name="capacity_usage_unique"),
            models.CheckConstraint(condition=Q(per_piece__gt=0), name="capacity_usage_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.item_id}"


class CapacityWeek(GuardedModel):
    """A group in one week, named by its Monday.

    `shift_earlier`, `shift_later`: how much of the week's work may be made in the weeks before or after it.
    `machine_available`: percent of the machines that run, the week's signal.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"group": {"enterprise": "enterprise"}}
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "group week as_of source"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "maximum shift_earlier shift_later machine_available"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    group = models.ForeignKey(CapacityGroup, on_delete=models.PROTECT, related_name="weeks", db_index=False)
    week = models.DateField()
    maximum = quantity()
    shift_earlier = quantity(default=Decimal(0))
    shift_later = quantity(default=Decimal(0))
    machine_available = percent(default=Decimal(100))
    as_of = models.DateTimeField()
    source = models.CharField(max_length=8, choices=choices(InventorySource))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "group", "week"], name="capacity_week_unique"),
            models.CheckConstraint(
                condition=not_negative("maximum", "shift_earlier", "shift_later")
                & Q(machine_available__gte=0, machine_available__lte=100),
                name="capacity_week_figures_legal",
            ),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="capacity_week_is_a_monday"),
            models.CheckConstraint(
                condition=legal("source", InventorySource), name="capacity_week_source_legal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.week}"


class CapacityShare(GuardedModel):
    """What of a week is agreed with one partner; all partners together never get more than the maximum."""

    visibility = Own("enterprise")
    limit = Limit("capacity_week", "agreed", "maximum")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "capacity_week": {"enterprise": "enterprise"},
        "partnership": {"chain": "chain", "enterprise": "supplier"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "capacity_week partnership"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "agreed"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    capacity_week = models.ForeignKey(
        CapacityWeek, on_delete=models.PROTECT, related_name="shares", db_index=False
    )
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agreed = quantity()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["capacity_week", "partnership"], name="capacity_share_unique"),
            models.CheckConstraint(condition=Q(agreed__gt=0), name="capacity_share_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.agreed}"
