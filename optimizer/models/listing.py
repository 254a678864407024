"""What an enterprise offers or needs: its own figures, read by nobody else."""

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from optimizer.states import ListingSide, ListingStatus, MarketKind, MarketSubject
from suppliers.models.fields import choices, legal, price
from suppliers.states import InventorySource
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own


class MarketListing(GuardedModel):
    """An offer or a need. Only the matcher reads it beside its owner; no other member sees that it exists.

    `quantity_low` to `quantity_high`: whole units a week for capacity, at once for a reserve; the low end is the
    smallest lot worth a match. `price_limit`: the need's highest or the offer's lowest price of one unit, in yuan
    without tax; of a reserve, the fee for the whole time. `tolerance_grade`: IT grade, finer is lower.
    `farthest` (km) and `transport_rate` (yuan per unit and 100 km) belong to a need: who needs, fetches.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "site": {"enterprise": "enterprise"},
        "item": {"enterprise": "enterprise"},
    }
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "side kind subject grade item site first_week last_week unit tolerance_grade certificates "
         "farthest status source created_at as_of"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "quantity_low quantity_high transport_rate note"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "price_limit excluded"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    side = models.CharField(max_length=5, choices=choices(ListingSide))
    kind = models.CharField(max_length=8, choices=choices(MarketKind))
    subject = models.CharField(max_length=20, choices=choices(MarketSubject))
    grade = models.CharField(max_length=40, blank=True)
    item = models.ForeignKey(
        "suppliers.Item", on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    site = models.ForeignKey("tenancy.Site", on_delete=models.PROTECT, related_name="+", db_index=False)
    first_week = models.DateField()
    last_week = models.DateField()
    quantity_low = models.PositiveIntegerField()
    quantity_high = models.PositiveIntegerField()
    unit = models.CharField(max_length=3)
    price_limit = price()
    tolerance_grade = models.PositiveSmallIntegerField(null=True, blank=True)
    certificates = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    farthest = models.PositiveSmallIntegerField(null=True, blank=True)
    transport_rate = price(default=Decimal(0))
    excluded = ArrayField(models.UUIDField(), default=list, blank=True)
    note = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=choices(ListingStatus))
    source = models.CharField(max_length=8, choices=choices(InventorySource))
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    as_of = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=legal("side", ListingSide), name="listing_side_legal"),
            models.CheckConstraint(condition=legal("kind", MarketKind), name="listing_kind_legal"),
            models.CheckConstraint(condition=legal("status", ListingStatus), name="listing_status_legal"),
            models.CheckConstraint(
                condition=Q(quantity_low__gte=1, quantity_high__gte=F("quantity_low"), price_limit__gte=0)
                & Q(transport_rate__gte=0),
                name="listing_figures_legal",
            ),
            models.CheckConstraint(
                condition=Q(
                    first_week__iso_week_day=1, last_week__iso_week_day=1, last_week__gte=F("first_week")
                ),
                name="listing_weeks_legal",
            ),
            models.CheckConstraint(
                condition=Q(side="NEED", farthest__isnull=False, item__isnull=False)
                | Q(side="OFFER", farthest__isnull=True),
                name="listing_complete_for_its_side",
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "-created_at", "-id"], name="listing_newest"),
            models.Index(fields=["chain"], condition=Q(status="OPEN"), name="listing_open_by_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.subject} {self.status}"
