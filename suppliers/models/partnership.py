"""The relation between a buyer and a supplier, with the terms both agreed to."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from suppliers.models.fields import choices, legal, not_negative, percent
from suppliers.states import DefaultOutcome, PartnershipStatus
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Parties


class Partnership(GuardedModel):
    """A directed edge of a chain, from the buying to the supplying member.

    A tolerance that is null is switched off: every deviation to the buyer's harm needs a decision. Inside a
    tolerance an answer takes effect at once.
    """

    visibility = Parties("buyer", "supplier")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER,
         "buyer supplier status supplier_code valid_until currency tax_rate incoterm "
         "quantity_tolerance_percent date_tolerance_days over_delivery_percent "
         "under_delivery_percent acknowledge_hours freeze_days default_outcome created_at "
         "changed_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "price_tolerance_percent"),
        (DataCategory.MANAGEMENT, DataLevel.SENSITIVE, "payment_terms payment_terms_en"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    status = models.CharField(
        max_length=12, choices=choices(PartnershipStatus), default=PartnershipStatus.INVITED.value
    )
    supplier_code = models.CharField(max_length=40, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    tax_rate = percent(default=Decimal(13))
    payment_terms = models.CharField(max_length=80, blank=True)
    payment_terms_en = models.CharField(max_length=120, blank=True)
    incoterm = models.CharField(max_length=3, blank=True)
    quantity_tolerance_percent = percent(null=True, blank=True)
    date_tolerance_days = models.PositiveSmallIntegerField(null=True, blank=True)
    price_tolerance_percent = percent(null=True, blank=True)
    over_delivery_percent = percent(default=Decimal(0))
    under_delivery_percent = percent(default=Decimal(0))
    acknowledge_hours = models.PositiveSmallIntegerField(default=24)
    freeze_days = models.PositiveSmallIntegerField(default=0)
    default_outcome = models.CharField(
        max_length=16, choices=choices(DefaultOutcome), default=DefaultOutcome.KEEP_REQUESTED.value
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buyer", "supplier", "chain"], name="partnership_unique"),
            models.UniqueConstraint(
                fields=["buyer", "supplier_code"],
                condition=~Q(supplier_code=""),
                name="partnership_supplier_code_unique_per_buyer",
            ),
            models.CheckConstraint(condition=~Q(buyer=F("supplier")), name="partnership_two_parties"),
            models.CheckConstraint(
                condition=legal("status", PartnershipStatus), name="partnership_status_legal"
            ),
            models.CheckConstraint(
                condition=not_negative("tax_rate", "over_delivery_percent")
                & Q(under_delivery_percent__gte=0, under_delivery_percent__lte=100),
                name="partnership_percents_legal",
            ),
            models.CheckConstraint(
                condition=Q(acknowledge_hours__gte=1), name="partnership_acknowledge_hours"
            ),
        ]
        indexes = [models.Index(fields=["supplier", "buyer"], name="partnership_by_supplier")]

    def __str__(self) -> str:
        return f"{self.buyer_id} → {self.supplier_id}"
