"""A scenario: what a plan would be if some things were otherwise."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from optimizer.states.scenarios import OF_A_PARTNER, WITH_WEEKS, AssumptionKind
from suppliers.models.capacity import CapacityGroup
from suppliers.models.fields import TIED, choices, legal, quantity
from suppliers.models.item import Item
from suppliers.models.partnership import Partnership
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own

_PARTNERS = [kind.value for kind in OF_A_PARTNER]
_WEEKLY = [kind.value for kind in WITH_WEEKS]


class PlanScenario(GuardedModel):
    """A named set of assumptions. Runs made of it leave the plan in force alone until one is promoted.

    What nobody wants any more is archived: its runs stay explained.
    """

    visibility = Own("enterprise")
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "name note created_at archived_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "created_by_name"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    name = models.CharField(max_length=60)
    note = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "name"], condition=Q(archived_at=None), name="plan_scenario_name_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PlanAssumption(GuardedModel):
    """One thing a scenario takes to be otherwise; what is not named means all of them.

    `amount`: percent for DEMAND, PRICE and HOURS, pieces a week for SUPPLY, weeks for LEAD_TIME.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "scenario": {"enterprise": "enterprise"},
        "item": {"enterprise": "enterprise"},
        "partnership": {"enterprise": "buyer"},
        "group": {"enterprise": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "scenario place kind item partnership group first_week last_week amount"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    enterprise = enterprise_key(**TIED)
    scenario = models.ForeignKey(PlanScenario, on_delete=models.PROTECT, related_name="assumptions", **TIED)
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=choices(AssumptionKind))
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    group = models.ForeignKey(
        CapacityGroup, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    first_week = models.DateField(null=True)
    last_week = models.DateField(null=True)
    amount = quantity()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "place"], name="plan_assumption_place_unique"),
            models.CheckConstraint(
                condition=legal("kind", AssumptionKind), name="plan_assumption_kind_legal"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=_PARTNERS, partnership__isnull=False)
                | (~Q(kind__in=_PARTNERS) & Q(partnership=None)),
                name="plan_assumption_partner",
            ),
            models.CheckConstraint(
                condition=~Q(kind=AssumptionKind.SUPPLY) | Q(item__isnull=False),
                name="plan_assumption_limit_of_an_item",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=_WEEKLY) | Q(first_week=None, last_week=None),
                name="plan_assumption_weeks",
            ),
            models.CheckConstraint(
                condition=Q(first_week=None) | Q(last_week=None) | Q(first_week__lte=F("last_week")),
                name="plan_assumption_weeks_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
