"""Rounds of the matcher, the matches it made, and what each of the two sides is told of one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from optimizer.models.listing import MarketListing
from optimizer.states import ListingSide, MarketKind, MarketSubject, MatchStatus, ProposalStatus
from suppliers.models.fields import choices, legal, money, price
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Gate, Own


class MarketRound(GuardedModel):
    """One run of the matcher over a chain: what it was given (as a hash), how it ended. The market's own."""

    visibility = Gate()
    data_classes = classed(
        (DataCategory.OPERATIONS, DataLevel.RESTRICTED,
         "slot began_at digest seed status saving bound work listing_count match_count"),
    )  # fmt: skip

    chain = chain_key()
    slot = models.DateTimeField()
    began_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    seed = models.PositiveIntegerField()
    status = models.CharField(max_length=10)
    saving = money()
    bound = money()
    work = models.DecimalField(max_digits=12, decimal_places=4)
    listing_count = models.PositiveIntegerField()
    match_count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "slot"], name="market_round_once")]

    def __str__(self) -> str:
        return f"{self.slot} {self.status}"


class MarketProposal(GuardedModel):
    """One side's half of a match, with what this side may know and nothing more.

    `transport` and `distance` in yuan per unit and as the upper end of a step in km; `other_low` to `other_high`: the
    step the other side's quantity lies in; `place`: its region, where many members sit. `weeks`: quantities by Monday.
    `saving`: this side's own, in yuan. `partner`, the order and the loan are filled once both have accepted.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"listing": {"enterprise": "enterprise"}}
    denied: ClassVar[frozenset[str]] = frozenset({"INSERT", "DELETE"})
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "listing side kind subject grade unit weeks first_week last_week status decide_by "
         "decided_at order_id order_number loan_id created_at"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE,
         "quantity transport price saving distance place other_low other_high partner"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "decided_by_name"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    listing = models.ForeignKey(MarketListing, on_delete=models.PROTECT, related_name="proposals")
    side = models.CharField(max_length=5, choices=choices(ListingSide))
    kind = models.CharField(max_length=8, choices=choices(MarketKind))
    subject = models.CharField(max_length=20, choices=choices(MarketSubject))
    grade = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=3)
    quantity = models.PositiveIntegerField()
    weeks = models.JSONField()
    first_week = models.DateField()
    last_week = models.DateField()
    transport = price(null=True, blank=True)
    price = price()
    saving = money()
    distance = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=80, blank=True)
    other_low = models.PositiveIntegerField()
    other_high = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=choices(ProposalStatus))
    decide_by = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    partner = enterprise_key(null=True, blank=True)
    order_id = models.UUIDField(null=True, blank=True)
    order_number = models.CharField(max_length=40, blank=True)
    loan_id = models.UUIDField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=legal("status", ProposalStatus), name="market_proposal_status_legal"
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | Q(status=ProposalStatus.AGREED.value),
                name="market_proposal_partner_when_agreed",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, price__gte=0), name="market_proposal_figures_legal"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "-created_at", "-id"], name="market_proposal_newest")]

    def __str__(self) -> str:
        return f"{self.side} {self.subject} {self.status}"


class MarketMatch(GuardedModel):
    """What ties two proposals together. Nobody but the market's own job can read it."""

    visibility = Gate()
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "round need offer need_enterprise offer_enterprise status decide_by ended_at"),
    )  # fmt: skip

    chain = chain_key()
    round = models.ForeignKey(MarketRound, on_delete=models.PROTECT, related_name="+", db_index=False)
    need = models.OneToOneField(MarketProposal, on_delete=models.PROTECT, related_name="+")
    offer = models.OneToOneField(MarketProposal, on_delete=models.PROTECT, related_name="+")
    need_enterprise = enterprise_key()
    offer_enterprise = enterprise_key()
    status = models.CharField(max_length=10, choices=choices(MatchStatus))
    decide_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=legal("status", MatchStatus), name="market_match_status_legal"),
            models.CheckConstraint(
                condition=~Q(need_enterprise=F("offer_enterprise")), name="market_match_two_enterprises"
            ),
        ]
        indexes = [models.Index(fields=["chain", "status"], name="market_match_by_status")]

    def __str__(self) -> str:
        return f"{self.status}"
