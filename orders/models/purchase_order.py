"""The purchase order and its item lines."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from orders.states import OrderSource, ScheduleStatus
from suppliers.models.fields import TIED, choices, legal, money, not_negative, percent, price, quantity
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Parties


class PurchaseOrder(GuardedModel):
    """A buyer's order to a supplier. Invisible to the supplier until sent.

    `status`, `amount` and `answer_due_at` are derived from the schedule lines in one place
    (services/transitions.py); `version` grows by one with each act on the order or its lines. Place and terms
    are copied, so that a document stays what it was when the directory changes. Of a consigned order the goods
    stay the supplier's after receipt, until the buyer consumes them.
    """

    visibility = Parties("buyer", "supplier", released="is_released")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "partnership": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "ship_to_site": {"buyer": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier partnership number status is_released currency tax_rate payment_terms "
         "incoterm ship_to_site ship_to_name ship_to_name_en ship_to_address sent_at "
         "acknowledge_by answer_due_at external_reference source is_consigned note created_at changed_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "amount"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "created_by_name"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    partnership = models.ForeignKey("suppliers.Partnership", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    status = models.CharField(
        max_length=14, choices=choices(ScheduleStatus), default=ScheduleStatus.DRAFT.value
    )
    is_released = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    currency = models.CharField(max_length=3)
    tax_rate = percent()
    payment_terms = models.CharField(max_length=80, blank=True)
    incoterm = models.CharField(max_length=3, blank=True)
    ship_to_site = models.ForeignKey(
        "tenancy.Site", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ship_to_name = models.CharField(max_length=80)
    ship_to_name_en = models.CharField(max_length=120, blank=True)
    ship_to_address = models.CharField(max_length=200, blank=True)
    amount = money(default=Decimal(0))
    sent_at = models.DateTimeField(null=True, blank=True)
    acknowledge_by = models.DateTimeField(null=True, blank=True)
    answer_due_at = models.DateTimeField(null=True, blank=True)
    external_reference = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=13, choices=choices(OrderSource), default=OrderSource.TYPED.value)
    is_consigned = models.BooleanField(default=False)
    note = models.CharField(max_length=1000, blank=True)
    created_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buyer", "number"], name="order_number_unique_per_buyer"),
            models.UniqueConstraint(
                fields=["buyer", "external_reference"],
                condition=~Q(external_reference=""),
                name="order_external_reference_unique_per_buyer",
            ),
            models.CheckConstraint(condition=legal("status", ScheduleStatus), name="order_status_legal"),
            models.CheckConstraint(
                condition=Q(is_released=True) | Q(status__in=["draft", "cancelled"]),
                name="order_draft_unreleased",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="order_version_positive"),
        ]
        indexes = [
            models.Index(fields=["buyer", "created_at", "id"], name="order_by_buyer"),
            models.Index(fields=["supplier", "created_at", "id"], name="order_by_supplier"),
        ]

    def __str__(self) -> str:
        return self.number


class PurchaseOrderLine(GuardedModel):
    """One item of an order. Names and unit are copied: the supplier cannot read the buyer's item."""

    visibility = Parties("buyer", "supplier", released="is_released")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "order": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "item": {"buyer": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier order is_released number item item_number item_name item_name_en unit "
         "supplier_item_number external_reference ordered_quantity status"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "unit_price amount"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    buyer = enterprise_key(**TIED)
    supplier = enterprise_key(**TIED)
    order = models.ForeignKey(PurchaseOrder, on_delete=models.CASCADE, related_name="lines", **TIED)
    is_released = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    item = models.ForeignKey("suppliers.Item", on_delete=models.PROTECT, related_name="+", **TIED)
    item_number = models.CharField(max_length=40)
    item_name = models.CharField(max_length=160)
    item_name_en = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=3)
    supplier_item_number = models.CharField(max_length=40, blank=True)
    external_reference = models.CharField(max_length=80, blank=True)
    ordered_quantity = quantity()
    unit_price = price()
    amount = money()
    status = models.CharField(
        max_length=14, choices=choices(ScheduleStatus), default=ScheduleStatus.DRAFT.value
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="order_line_number_unique"),
            models.UniqueConstraint(
                fields=["order", "external_reference"],
                condition=~Q(external_reference=""),
                name="order_line_external_reference_unique",
            ),
            models.CheckConstraint(condition=legal("status", ScheduleStatus), name="order_line_status_legal"),
            models.CheckConstraint(
                condition=not_negative("ordered_quantity", "unit_price"), name="order_line_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.number}"
