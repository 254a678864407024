"""The schedule line: what, how much, when. Where every promise is made and kept."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from orders.models.purchase_order import PurchaseOrder, PurchaseOrderLine
from orders.states import FINAL, LedgerKind, Reason, ScheduleStatus, Side
from suppliers.models.fields import TIED, choices, legal, money, not_negative, price, quantity
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Parties

ZERO = Decimal(0)
# Most rows are history. An index of all of them by status would also tempt the planner at key checks, as long
# as a young table has no statistics.
IS_OPEN = Q(status__in=[s.value for s in ScheduleStatus if s not in FINAL])


class ScheduleLine(GuardedModel):
    """A quantity of an order line for one day.

    `requested_quantity` and `requested_date` are what the buyer asked for; `ordered_quantity` is what is agreed
    now (a deviation inside the tolerance changes it). `due_date` is the promised day, else the requested one.
    `turn` says who must act next and `answer_due_at` until when; `last_sequence` is that of the last ledger
    entry. `version` grows by one per act that changes quantities, dates, prices or the answer; being seen by
    the supplier does not change it.
    """

    visibility = Parties("buyer", "supplier", released="is_released")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "order": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"},
        "line": {"order": "order"},
        "split_from": {"line": "line"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier order line split_from is_released order_number line_number number "
         "item_number unit status requested_quantity ordered_quantity confirmed_quantity "
         "backordered_quantity rejected_quantity cancelled_quantity shipped_quantity "
         "in_transit_quantity received_quantity short_quantity refused_quantity over_quantity "
         "requested_date confirmed_date first_promised_date due_date deviation_days turn "
         "answer_due_at reminded_at reason_code production_percent last_sequence last_act "
         "last_act_side last_act_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "unit_price amount"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    buyer = enterprise_key(**TIED)
    supplier = enterprise_key(**TIED)
    order = models.ForeignKey(PurchaseOrder, on_delete=models.CASCADE, related_name="schedule_lines", **TIED)
    line = models.ForeignKey(
        PurchaseOrderLine, on_delete=models.CASCADE, related_name="schedule_lines", **TIED
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False, **TIED
    )
    is_released = models.BooleanField(default=False)
    order_number = models.CharField(max_length=40)
    line_number = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    item_number = models.CharField(max_length=40)
    unit = models.CharField(max_length=3)
    status = models.CharField(
        max_length=14, choices=choices(ScheduleStatus), default=ScheduleStatus.DRAFT.value
    )
    version = models.PositiveIntegerField(default=1)

    requested_quantity = quantity()
    ordered_quantity = quantity()
    confirmed_quantity = quantity(default=ZERO)
    backordered_quantity = quantity(default=ZERO)
    rejected_quantity = quantity(default=ZERO)
    cancelled_quantity = quantity(default=ZERO)
    shipped_quantity = quantity(default=ZERO)
    in_transit_quantity = quantity(default=ZERO)
    received_quantity = quantity(default=ZERO)
    short_quantity = quantity(default=ZERO)
    refused_quantity = quantity(default=ZERO)
    over_quantity = quantity(default=ZERO)

    requested_date = models.DateField()
    confirmed_date = models.DateField(null=True, blank=True)
    first_promised_date = models.DateField(null=True, blank=True)
    due_date = models.DateField()
    deviation_days = models.SmallIntegerField(default=0)

    unit_price = price()
    amount = money()
    turn = models.CharField(max_length=8, choices=choices(Side), blank=True)
    answer_due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reason_code = models.CharField(max_length=16, choices=choices(Reason), blank=True)
    production_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    last_sequence = models.PositiveIntegerField(default=0)
    last_act = models.CharField(max_length=17, choices=choices(LedgerKind), blank=True)
    last_act_side = models.CharField(max_length=8, choices=choices(Side), blank=True)
    last_act_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="schedule_line_number_unique"),
            models.CheckConstraint(
                condition=legal("status", ScheduleStatus), name="schedule_line_status_legal"
            ),
            models.CheckConstraint(
                condition=not_negative(
                    "requested_quantity",
                    "confirmed_quantity",
                    "backordered_quantity",
                    "rejected_quantity",
                    "cancelled_quantity",
                    "shipped_quantity",
                    "in_transit_quantity",
                    "received_quantity",
                    "short_quantity",
                    "refused_quantity",
                    "over_quantity",
                    "unit_price",
                )
                & Q(ordered_quantity__gt=0),
                name="schedule_line_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    ordered_quantity__gte=F("confirmed_quantity")
                    + F("backordered_quantity")
                    + F("rejected_quantity")
                    + F("cancelled_quantity")
                ),
                name="schedule_line_parts_within_ordered",
            ),
            models.CheckConstraint(
                condition=Q(
                    shipped_quantity=F("received_quantity")
                    + F("short_quantity")
                    + F("refused_quantity")
                    - F("over_quantity")
                    + F("in_transit_quantity")
                ),
                name="schedule_line_goods_accounted",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_quantity=0)
                | Q(confirmed_date__isnull=False, first_promised_date__isnull=False),
                name="schedule_line_promise_dated",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="schedule_line_version_positive"),
            models.CheckConstraint(
                condition=Q(is_released=True) | Q(status__in=["draft", "cancelled"]),
                name="schedule_line_draft_unreleased",
            ),
        ]
        indexes = [
            models.Index(fields=["buyer", "requested_date", "id"], name="schedule_by_buyer_requested"),
            models.Index(fields=["supplier", "requested_date", "id"], name="schedule_by_supplier_requested"),
            models.Index(fields=["buyer", "due_date", "id"], name="schedule_by_buyer_due"),
            models.Index(fields=["supplier", "due_date", "id"], name="schedule_by_supplier_due"),
            models.Index(
                fields=["buyer", "status", "due_date"], condition=IS_OPEN, name="schedule_open_by_buyer"
            ),
            models.Index(
                fields=["supplier", "status", "due_date"], condition=IS_OPEN, name="schedule_open_by_supplier"
            ),
            models.Index(fields=["answer_due_at"], condition=~Q(turn=""), name="schedule_by_answer_due"),
        ]

    @property
    def open_quantity(self) -> Decimal:
        """What nobody has said anything about: ordered − confirmed − backordered − rejected − cancelled."""
        rest: Decimal = (
            self.ordered_quantity - self.confirmed_quantity - self.backordered_quantity
            - self.rejected_quantity - self.cancelled_quantity
        )  # fmt: skip
        return rest

    @property
    def label(self) -> str:
        """How people call it: line number, dot, number within the line."""
        return f"{self.line_number}.{self.number}"

    def __str__(self) -> str:
        return f"{self.order_number} / {self.label}"
