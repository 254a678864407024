"""Change proposals that wait for the other side, and a supplier's unsent answers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from orders.models.purchase_order import PurchaseOrder
from orders.models.schedule_line import ScheduleLine
from orders.states import Cause, ProposalStatus, Reason, Side
from suppliers.models.fields import choices, legal, not_negative, price, quantity
from suppliers.states import DefaultOutcome
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own, Parties


class ChangeProposal(GuardedModel):
    """What one side would like to be different on a schedule line; the other side decides.

    A new quantity of what is already shipped (0 when nothing is) asks for cancellation. `default_outcome` is
    what holds when nobody decides until `decide_by`, agreed in the partnership and shown to both.
    A counter to a proposal inherits its `cause` and `initiated_by`: bargaining does not shift the blame.
    `arrived_at` proves that the other side opened it.
    """

    visibility = Parties("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "order": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "schedule_line": {"chain": "chain", "buyer": "buyer", "supplier": "supplier", "order": "order"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier order schedule_line side status is_cancellation old_quantity new_quantity "
         "old_date new_date reason_code cause initiated_by note already_made_quantity decide_by "
         "default_outcome arrived_at decided_at created_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "old_price new_price"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "proposed_by_name decided_by_name"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="proposals")
    schedule_line = models.ForeignKey(ScheduleLine, on_delete=models.PROTECT, related_name="proposals")
    side = models.CharField(max_length=8, choices=choices(Side))
    status = models.CharField(
        max_length=10, choices=choices(ProposalStatus), default=ProposalStatus.OPEN.value
    )
    is_cancellation = models.BooleanField(default=False)
    old_quantity = quantity()
    new_quantity = quantity()
    old_date = models.DateField()
    new_date = models.DateField()
    old_price = price()
    new_price = price()
    reason_code = models.CharField(max_length=16, choices=choices(Reason), blank=True)
    cause = models.CharField(max_length=13, choices=choices(Cause))
    initiated_by = models.CharField(max_length=8, choices=choices(Side))
    note = models.CharField(max_length=500, blank=True)
    already_made_quantity = quantity(null=True, blank=True)
    proposed_by_name = models.CharField(max_length=120)
    decide_by = models.DateTimeField()
    default_outcome = models.CharField(max_length=16, choices=choices(DefaultOutcome))
    arrived_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["schedule_line"],
                condition=Q(status="OPEN"),
                name="proposal_one_open_per_schedule_line",
            ),
            models.CheckConstraint(condition=legal("status", ProposalStatus), name="proposal_status_legal"),
            models.CheckConstraint(condition=legal("side", Side), name="proposal_side_legal"),
            models.CheckConstraint(
                condition=not_negative("old_quantity", "new_quantity", "old_price", "new_price"),
                name="proposal_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(status="OPEN", decided_at__isnull=True)
                | (~Q(status="OPEN") & Q(decided_at__isnull=False)),
                name="proposal_decided_when_not_open",
            ),
        ]
        indexes = [
            models.Index(fields=["decide_by"], condition=Q(status="OPEN"), name="proposal_by_decide_by"),
        ]

    def __str__(self) -> str:
        return f"{self.schedule_line_id} {self.side} {self.status}"


class AnswerDraft(GuardedModel):
    """An answer the supplier saved but has not given. `content` is what the screen wrote, as JSON."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "schedule_line": {"chain": "chain", "enterprise": "supplier"}
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "schedule_line content saved_at"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "saved_by_name"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    schedule_line = models.ForeignKey(
        ScheduleLine, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    content = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule_line"], name="answer_draft_one_per_schedule_line"),
        ]

    def __str__(self) -> str:
        return f"draft for {self.schedule_line_id}"
