"""Advance ship notices: what has left, packed how, due when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from orders.models.purchase_order import PurchaseOrder, PurchaseOrderLine
from orders.models.schedule_line import ScheduleLine
from orders.states import AsnStatus
from suppliers.models.fields import choices, legal, quantity
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Parties


class AdvanceShipNotice(GuardedModel):
    """A supplier's despatch advice to one place of the buyer. The buyer sees it once it has departed."""

    visibility = Parties("buyer", "supplier", released="is_released", author="supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "partnership": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "ship_to_site": {"buyer": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier partnership ship_to_site ship_to_name ship_to_name_en number status "
         "is_released carrier_name created_at departed_at estimated_arrival_at arrived_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "vehicle_plate created_by_name"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    partnership = models.ForeignKey(
        "suppliers.Partnership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ship_to_site = models.ForeignKey(
        "tenancy.Site", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ship_to_name = models.CharField(max_length=80)
    ship_to_name_en = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=40)
    status = models.CharField(max_length=9, choices=choices(AsnStatus), default=AsnStatus.PLANNED.value)
    is_released = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    vehicle_plate = models.CharField(max_length=20, blank=True)
    carrier_name = models.CharField(max_length=80, blank=True)
    created_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    departed_at = models.DateTimeField(null=True, blank=True)
    estimated_arrival_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supplier", "number"], name="asn_number_unique_per_supplier"),
            models.CheckConstraint(condition=legal("status", AsnStatus), name="asn_status_legal"),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "packed", "cancelled"])
                | Q(is_released=True, departed_at__isnull=False),
                name="asn_departed_when_released",
            ),
        ]
        indexes = [
            models.Index(fields=["buyer", "created_at", "id"], name="asn_by_buyer"),
            models.Index(fields=["supplier", "created_at", "id"], name="asn_by_supplier"),
            models.Index(
                fields=["buyer", "estimated_arrival_at"],
                condition=Q(status__in=["departed", "arrived"]),
                name="asn_on_the_way_by_buyer",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AsnLine(GuardedModel):
    """A quantity of one schedule line on a notice, of one lot. `sscc` is the GS1 code of its handling unit."""

    visibility = Parties("buyer", "supplier", released="is_released", author="supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "asn": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "order": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "line": {"order": "order"},
        "schedule_line": {"chain": "chain", "buyer": "buyer", "supplier": "supplier", "order": "order"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier is_released asn order line schedule_line number quantity lot_number "
         "package_count sscc"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    is_released = models.BooleanField(default=False)
    asn = models.ForeignKey(AdvanceShipNotice, on_delete=models.CASCADE, related_name="lines")
    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(PurchaseOrderLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    schedule_line = models.ForeignKey(ScheduleLine, on_delete=models.PROTECT, related_name="asn_lines")
    number = models.PositiveIntegerField()
    quantity = quantity()
    lot_number = models.CharField(max_length=40, blank=True)
    package_count = models.PositiveIntegerField(default=1)
    sscc = models.CharField(max_length=18, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asn", "number"], name="asn_line_number_unique"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="asn_line_quantity_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.asn_id}/{self.number}"
