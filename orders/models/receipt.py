"""Goods receipts: what really arrived of a ship notice."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F

from common.classification import DataCategory, DataLevel
from orders.models.notice import AdvanceShipNotice, AsnLine
from suppliers.models.fields import not_negative, quantity
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Parties


class GoodsReceipt(GuardedModel):
    """The buyer's booked arrival of one ship notice; shared with the supplier at once."""

    visibility = Parties("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "asn": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "site": {"buyer": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "buyer supplier asn number site has_difference posted_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "received_by_name"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    asn = models.OneToOneField(AdvanceShipNotice, on_delete=models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=40)
    site = models.ForeignKey("tenancy.Site", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    has_difference = models.BooleanField(default=False)
    received_by_name = models.CharField(max_length=120)
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buyer", "number"], name="receipt_number_unique_per_buyer"),
        ]
        indexes = [
            models.Index(fields=["buyer", "posted_at", "id"], name="receipt_by_buyer"),
            models.Index(fields=["supplier", "posted_at", "id"], name="receipt_by_supplier"),
        ]

    def __str__(self) -> str:
        return self.number


class GoodsReceiptLine(GuardedModel):
    """One lot of a notice as counted: accepted + short + damaged + rejected = shipped + over."""

    visibility = Parties("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "receipt": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "asn_line": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier receipt asn_line lot_number shipped_quantity accepted_quantity "
         "short_quantity over_quantity damaged_quantity rejected_quantity note"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    receipt = models.ForeignKey(GoodsReceipt, on_delete=models.CASCADE, related_name="lines")
    asn_line = models.OneToOneField(AsnLine, on_delete=models.PROTECT, related_name="receipt_line")
    lot_number = models.CharField(max_length=40, blank=True)
    shipped_quantity = quantity()
    accepted_quantity = quantity()
    short_quantity = quantity(default=Decimal(0))
    over_quantity = quantity(default=Decimal(0))
    damaged_quantity = quantity(default=Decimal(0))
    rejected_quantity = quantity(default=Decimal(0))
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=not_negative(
                    "accepted_quantity",
                    "short_quantity",
                    "over_quantity",
                    "damaged_quantity",
                    "rejected_quantity",
                    "shipped_quantity",
                ),
                name="receipt_line_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    shipped_quantity=F("accepted_quantity")
                    + F("short_quantity")
                    + F("damaged_quantity")
                    + F("rejected_quantity")
                    - F("over_quantity")
                ),
                name="receipt_line_goods_accounted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id}: {self.accepted_quantity}"
