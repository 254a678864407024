"""What one member lends another out of its reserve, until a day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from optimizer.states import LoanStatus, MarketSubject
from suppliers.models.fields import choices, legal, price
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Parties


class Loan(GuardedModel):
    """A loan both sides see whole. `price`: the agreed fee of one unit for the whole time, in yuan without tax.

    `sent_back`: given back by the borrower; `returned`: of that, taken back into the lender's stock. Whole units.
    Whose item and site the goods move from and to stays in each side's own listing.
    """

    visibility = Parties("borrower", "lender")
    denied: ClassVar[frozenset[str]] = frozenset({"INSERT", "DELETE"})
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "lender borrower subject grade unit quantity hand_over_by due_back sent_back returned "
         "status reminded_at created_at changed_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "price"),
    )  # fmt: skip

    chain = chain_key()
    lender = enterprise_key()
    borrower = enterprise_key()
    subject = models.CharField(max_length=20, choices=choices(MarketSubject))
    grade = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=3)
    quantity = models.PositiveIntegerField()
    price = price()
    hand_over_by = models.DateField()
    due_back = models.DateField()
    sent_back = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=13, choices=choices(LoanStatus), default=LoanStatus.AGREED.value)
    reminded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(lender=F("borrower")), name="loan_two_parties"),
            models.CheckConstraint(condition=legal("status", LoanStatus), name="loan_status_legal"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, sent_back__lte=F("quantity"), returned__lte=F("sent_back")),
                name="loan_quantities_legal",
            ),
            models.CheckConstraint(condition=Q(due_back__gte=F("hand_over_by")), name="loan_days_legal"),
        ]
        indexes = [
            models.Index(fields=["lender", "-created_at", "-id"], name="loan_by_lender"),
            models.Index(fields=["borrower", "-created_at", "-id"], name="loan_by_borrower"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.quantity} {self.status}"
