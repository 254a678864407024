"""What an enterprise lets a partner see of its figures, what the partner then sees, and who has looked."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from suppliers.models.fields import choices, legal, quantity
from suppliers.models.item import Item
from suppliers.models.partnership import Partnership
from suppliers.states import (
    Grain,
    InventorySource,
    Light,
    ReadingVia,
    SharedField,
    SharingSubject,
)
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Granted, Own, Reported


class SharingGrant(GuardedModel):
    """A supplier lets a buyer see one figure at one grain, for a purpose and a time.

    Both parties read it. Never widened or narrowed in place: another grain is another grant, so that a reading
    always tells under which terms it happened. Without a grant nothing is shared.
    """

    visibility = Granted("grantor", "grantee")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "partnership": {"chain": "chain", "grantor": "supplier", "grantee": "buyer"}
    }
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER,
         "grantor grantee partnership subject field grain purpose valid_from valid_until "
         "data_category data_level created_at revoked_at"),
    )  # fmt: skip

    chain = chain_key()
    grantor = enterprise_key()
    grantee = enterprise_key()
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=10, choices=choices(SharingSubject))
    field = models.CharField(max_length=17, choices=choices(SharedField))
    grain = models.CharField(max_length=12, choices=choices(Grain))
    purpose = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    data_category = models.CharField(max_length=10, choices=choices(DataCategory))
    data_level = models.CharField(max_length=10, choices=choices(DataLevel))
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grantor", "partnership", "field"],
                condition=Q(revoked_at__isnull=True),
                name="sharing_grant_one_per_field",
            ),
            models.CheckConstraint(condition=legal("field", SharedField), name="sharing_grant_field_legal"),
            models.CheckConstraint(condition=legal("grain", Grain), name="sharing_grant_grain_legal"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="sharing_grant_period_legal",
            ),
        ]
        indexes = [models.Index(fields=["grantee", "grantor"], name="sharing_grant_by_grantee")]

    def __str__(self) -> str:
        return f"{self.field} {self.grain}"

    def is_live(self, day: date) -> bool:
        """Whether the partner may read under it on a day."""
        return (
            self.revoked_at is None
            and self.valid_from <= day
            and (self.valid_until is None or self.valid_until >= day)
        )


class SharingGrantItem(GuardedModel):
    """An item a grant is about, with the thresholds of its light: private to the grantor."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "grant": {"enterprise": "grantor"},
        "item": {"enterprise": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "grant item"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "red_below amber_below"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    grant = models.ForeignKey(SharingGrant, on_delete=models.PROTECT, related_name="items")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    red_below = quantity(null=True, blank=True)
    amber_below = quantity(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "item", "grant"], name="sharing_grant_item_unique")
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.item_id}"


class SharedFigure(GuardedModel):
    """A figure at the grain of its grant, and nothing closer: what lies behind it stays in its owner's rows.

    `reference`: the owner's item number or capacity group code, as both parties know it. `week`: the Monday, for
    capacity and for what is ready in a week. A figure for the planner alone has no row here.
    """

    visibility = Granted("grantor", "grantee", grant="grant", grant_table="suppliers_sharinggrant")
    ties: ClassVar[dict[str, dict[str, str]]] = {"grant": {"grantor": "grantor", "grantee": "grantee"}}
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "grant subject field reference name name_en week grain unit as_of source"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "grantor grantee"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "low high quantity light"),
    )  # fmt: skip

    chain = chain_key()
    grantor = enterprise_key()
    grantee = enterprise_key()
    grant = models.ForeignKey(SharingGrant, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=10, choices=choices(SharingSubject))
    field = models.CharField(max_length=17, choices=choices(SharedField))
    reference = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    week = models.DateField(null=True, blank=True)
    grain = models.CharField(max_length=12, choices=choices(Grain))
    low = quantity(null=True, blank=True)
    high = quantity(null=True, blank=True)
    quantity = quantity(null=True, blank=True)
    light = models.CharField(max_length=5, choices=choices(Light), blank=True)
    unit = models.CharField(max_length=3)
    as_of = models.DateTimeField()
    source = models.CharField(max_length=8, choices=choices(InventorySource))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "reference", "week"], name="shared_figure_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(grain=Grain.EXACT, quantity__isnull=False, low=None, high=None, light="")
                | Q(grain=Grain.RANGE, quantity=None, low__isnull=False, high__isnull=False, light="")
                | (Q(grain=Grain.LIGHT, quantity=None, low=None, high=None) & legal("light", Light)),
                name="shared_figure_at_its_grain",
            ),
        ]
        indexes = [models.Index(fields=["grantee", "reference"], name="shared_figure_by_grantee")]

    def __str__(self) -> str:
        return f"{self.reference} {self.grain}"


class ReadingEntry(GuardedModel):
    """One reading of figures under one grant: written by the reading itself, read by the grantor."""

    visibility = Reported("grantor", "reader")
    ties: ClassVar[dict[str, dict[str, str]]] = {"grant": {"grantor": "grantor", "reader": "grantee"}}
    append_only = True
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.SENSITIVE,
         "grantor reader grant subject field figure_count via occurred_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "reader_name reader_role"),
    )  # fmt: skip

    chain = chain_key()
    grantor = enterprise_key()
    reader = enterprise_key()
    grant = models.ForeignKey(SharingGrant, on_delete=models.PROTECT, related_name="+", db_index=False)
    reader_name = models.CharField(max_length=120)
    reader_role = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=10, choices=choices(SharingSubject))
    field = models.CharField(max_length=17, choices=choices(SharedField))
    figure_count = models.PositiveIntegerField()
    via = models.CharField(max_length=6, choices=choices(ReadingVia))
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(figure_count__gt=0), name="reading_entry_of_something"),
            models.CheckConstraint(condition=legal("via", ReadingVia), name="reading_entry_via_legal"),
        ]
        indexes = [models.Index(fields=["grantor", "-occurred_at", "-id"], name="reading_entry_newest")]

    def __str__(self) -> str:
        return f"{self.reader_name} {self.figure_count}"
