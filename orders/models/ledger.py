"""The promise ledger: the only source of promises, kept for good."""

from typing import ClassVar

from django.db import models

from common.classification import DataCategory, DataLevel
from orders.models.purchase_order import PurchaseOrder, PurchaseOrderLine
from orders.models.schedule_line import ScheduleLine
from orders.states import Cause, LedgerKind, Reason, Side
from suppliers.models.fields import TIED, choices, legal, price, quantity
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Parties


class PromiseEntry(GuardedModel):
    """One act on a schedule line: who, when, which side, from what to what, why, and whose cause.

    `sequence` counts from 1 within the schedule line. Shared with both parties from the moment it is written.
    """

    visibility = Parties("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "schedule_line": {"chain": "chain", "buyer": "buyer", "supplier": "supplier", "order": "order"},
        "line": {"order": "order"},
        "order": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
    }
    append_only = True
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier order line schedule_line sequence kind side old_quantity new_quantity "
         "old_date new_date reason_code cause note occurred_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "old_price new_price"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "actor_name"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    buyer = enterprise_key(**TIED)
    supplier = enterprise_key(**TIED)
    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="ledger", **TIED)
    line = models.ForeignKey(
        PurchaseOrderLine, on_delete=models.PROTECT, related_name="+", db_index=False, **TIED
    )
    schedule_line = models.ForeignKey(
        ScheduleLine, on_delete=models.PROTECT, related_name="ledger", db_index=False, **TIED
    )
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=17, choices=choices(LedgerKind))
    side = models.CharField(max_length=8, choices=choices(Side))
    actor_name = models.CharField(max_length=120)
    old_quantity = quantity(null=True, blank=True)
    new_quantity = quantity(null=True, blank=True)
    old_date = models.DateField(null=True, blank=True)
    new_date = models.DateField(null=True, blank=True)
    old_price = price(null=True, blank=True)
    new_price = price(null=True, blank=True)
    reason_code = models.CharField(max_length=16, choices=choices(Reason), blank=True)
    cause = models.CharField(max_length=13, choices=choices(Cause), blank=True)
    note = models.CharField(max_length=500, blank=True)
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["schedule_line", "sequence"], name="promise_entry_sequence_unique"
            ),
            models.CheckConstraint(condition=legal("kind", LedgerKind), name="promise_entry_kind_legal"),
            models.CheckConstraint(condition=legal("side", Side), name="promise_entry_side_legal"),
            models.CheckConstraint(
                condition=legal("cause", Cause, blank=True), name="promise_entry_cause_legal"
            ),
        ]
        indexes = [
            models.Index(fields=["buyer", "kind", "occurred_at"], name="promise_entry_by_buyer"),
            models.Index(fields=["supplier", "kind", "occurred_at"], name="promise_entry_by_supplier"),
        ]

    def __str__(self) -> str:
        return f"{self.schedule_line_id} #{self.sequence} {self.kind}"
