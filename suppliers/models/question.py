"""Questions that travel along partnerships, and what each enterprise does to answer its own."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from suppliers.models.capacity import CapacityGroup
from suppliers.models.fields import choices, legal, quantity
from suppliers.models.item import Item
from suppliers.models.partnership import Partnership
from suppliers.states.questions import AnsweredBy, QuestionStatus, Tombstones, Verdict
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Gate, Own, Parties


def _finding(prefix: str = "") -> Q:
    """A shortage has its range, no other answer has one."""
    verdict, low, high = f"{prefix}verdict", f"{prefix}short_low", f"{prefix}short_high"
    return Q(**{verdict: Verdict.SHORT, f"{low}__isnull": False, f"{high}__isnull": False}) | (
        Q(**{f"{verdict}__in": ["", Verdict.YES, Verdict.NO], low: None, high: None})
    )


class Asked(GuardedModel):
    """What is asked, and what has come up: a verdict, a range of the fixed grid, and coarse measures of completeness.

    `weekly_quantity` in `unit`, every week from `first_week` (a Monday) for `weeks` weeks. `depth`: hops from which
    answers came. `share`: percent that answered, in quarters.
    """

    chain = chain_key()
    item_number = models.CharField(max_length=40)
    unit = models.CharField(max_length=3)
    weekly_quantity = quantity()
    first_week = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    deadline = models.DateTimeField()
    status = models.CharField(
        max_length=9, choices=choices(QuestionStatus), default=QuestionStatus.OPEN.value
    )
    verdict = models.CharField(max_length=5, choices=choices(Verdict), blank=True)
    short_low = quantity(null=True, blank=True)
    short_high = quantity(null=True, blank=True)
    depth = models.PositiveSmallIntegerField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(null=True, blank=True)
    tombstones = models.CharField(max_length=4, choices=choices(Tombstones), blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.item_number} {self.weekly_quantity} {self.status}"


def _checks(name: str) -> list[Any]:
    return [
        models.CheckConstraint(condition=legal("status", QuestionStatus), name=f"{name}_status_legal"),
        models.CheckConstraint(condition=_finding(), name=f"{name}_finding_whole"),
        models.CheckConstraint(
            condition=Q(weekly_quantity__gt=0, weeks__gte=1, weeks__lte=26, first_week__iso_week_day=1),
            name=f"{name}_asks_something",
        ),
        models.CheckConstraint(
            condition=Q(share__isnull=True) | Q(share__in=[0, 25, 50, 75, 100]), name=f"{name}_share_coarse"
        ),
    ]


class Question(Asked):
    """One hop: a buyer asks one of its suppliers, along their partnership. Only these two see it."""

    visibility = Parties("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "partnership": {"chain": "chain", "buyer": "buyer", "supplier": "supplier"}
    }
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "item_number unit first_week weeks deadline status created_at closed_at buyer supplier "
         "partnership"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE,
         "weekly_quantity verdict short_low short_high depth share tombstones"),
    )  # fmt: skip

    buyer = enterprise_key()
    supplier = enterprise_key()
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = _checks("question")
        indexes = [
            models.Index(fields=["buyer", "-created_at"], name="question_by_buyer"),
            models.Index(
                fields=["status", "deadline"], condition=Q(status=QuestionStatus.OPEN), name="question_open"
            ),
        ]


class Inquiry(Asked):
    """What an enterprise does about a question: its own answer, and whom it asks in turn. Private.

    `received`: the question that is answered, None where the enterprise asks for itself. The result of a received
    question stands on the question; on the inquiry only that of one's own.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "received": {"enterprise": "supplier"},
        "item": {"enterprise": "enterprise"},
    }
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE,
         "item_number unit weekly_quantity first_week weeks deadline status verdict short_low "
         "short_high depth share tombstones created_at closed_at received item own_verdict "
         "own_short_low own_short_high own_by"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "actor_name"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "note"),
    )  # fmt: skip

    enterprise = enterprise_key()
    received = models.OneToOneField(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="inquiry"
    )
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    own_verdict = models.CharField(max_length=5, choices=choices(Verdict), blank=True)
    own_short_low = quantity(null=True, blank=True)
    own_short_high = quantity(null=True, blank=True)
    own_by = models.CharField(max_length=6, choices=choices(AnsweredBy), blank=True)
    note = models.CharField(max_length=200, blank=True)
    actor_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            *_checks("inquiry"),
            models.CheckConstraint(condition=_finding("own_"), name="inquiry_own_finding_whole"),
        ]
        indexes = [
            models.Index(fields=["enterprise", "-created_at"], name="inquiry_newest"),
            models.Index(fields=["status"], condition=Q(status=QuestionStatus.OPEN), name="inquiry_open"),
        ]


class InquiryBranch(GuardedModel):
    """One supplier of one component an inquiry goes on to. `question` is None where it could not be asked.

    `per_piece`: how much of the component one piece of what is asked takes, losses included.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "inquiry": {"enterprise": "enterprise"},
        "question": {"enterprise": "buyer"},
        "component": {"enterprise": "enterprise"},
    }
    append_only = True
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "inquiry question component per_piece"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="branches")
    question = models.OneToOneField(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="branch"
    )
    component = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    per_piece = quantity()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(per_piece__gt=Decimal(0)), name="inquiry_branch_takes_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.component_id}"


class StandingAnswer(GuardedModel):
    """The step of the grid from which questions are answered by rule: of a group in a week, or of an item's stock.

    It stands until the exact figure leaves it; asking again finds the same row.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "group": {"enterprise": "enterprise"},
        "item": {"enterprise": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "group item week low high since"),
    )  # fmt: skip

    enterprise = enterprise_key()
    group = models.ForeignKey(
        CapacityGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    week = models.DateField(null=True, blank=True)
    low = quantity()
    high = quantity()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "group", "item", "week"],
                name="standing_answer_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False, item=None, week__isnull=False)
                | Q(group=None, item__isnull=False, week=None),
                name="standing_answer_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.low}–{self.high}"


class QuestionPolicy(GuardedModel):
    """What an enterprise lets be answered without a person, and whether it asks its own suppliers in turn."""

    visibility = Own("enterprise")
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "by_capacity by_stock passes_on"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
    )  # fmt: skip

    enterprise = enterprise_key()
    by_capacity = models.BooleanField(default=False)
    by_stock = models.BooleanField(default=False)
    passes_on = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise"], name="question_policy_one_per_enterprise")
        ]

    def __str__(self) -> str:
        return f"{self.by_capacity} {self.by_stock} {self.passes_on}"


class QuestionTrace(GuardedModel):
    """Which questions come from the same first one: known to the travel job alone, so that no member can compare.

    `is_first`: the first time the first question reached the enterprise about the item; only then it is passed on.
    """

    visibility = Gate()
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "trace item_number question inquiry hop is_first"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
    )  # fmt: skip

    trace = models.UUIDField()
    enterprise = enterprise_key()
    item_number = models.CharField(max_length=40)
    question = models.OneToOneField(Question, on_delete=models.PROTECT, null=True, related_name="trace")
    inquiry = models.OneToOneField(Inquiry, on_delete=models.PROTECT, null=True, related_name="trace")
    hop = models.PositiveSmallIntegerField()
    is_first = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trace", "enterprise", "item_number"],
                condition=Q(is_first=True),
                name="question_trace_first",
            ),
            models.CheckConstraint(
                condition=Q(question=None, inquiry__isnull=False) | Q(question__isnull=False, inquiry=None),
                name="question_trace_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hop}"
