"""Why a plan is as it is, as its search left it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from optimizer.models.plan import PlanRun
from optimizer.states.reasons import ReasonSubject
from suppliers.models.fields import TIED, choices, legal, money, quantity
from suppliers.models.item import Item
from suppliers.models.source import SourceOption
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own


class PlanReason(GuardedModel):
    """The reasons of one late demand, one order or one source that is not ordered from, and what would flip it.

    `week`: the Monday the demand is due or the order made. `quantity`: late pieces; `harm`: what their lateness costs.
    `reasons`: kind, what each is about, its figures. `flips`: changes with what came of planning anew with them.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "run": {"enterprise": "enterprise"},
        "item": {"enterprise": "enterprise"},
        "source_option": {"enterprise": "enterprise"},
    }
    append_only = True
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "run subject item source_option week priority quantity harm reasons flips"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    enterprise = enterprise_key(**TIED)
    run = models.ForeignKey(PlanRun, on_delete=models.PROTECT, related_name="reasons", **TIED)
    subject = models.CharField(max_length=6, choices=choices(ReasonSubject))
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False, **TIED)
    source_option = models.ForeignKey(
        SourceOption, on_delete=models.PROTECT, related_name="+", null=True, db_index=False, **TIED
    )
    week = models.DateField(null=True)
    priority = models.PositiveSmallIntegerField(null=True)
    quantity = quantity()
    harm = money()
    reasons = models.JSONField()
    flips = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "subject", "item", "source_option", "week", "priority"], name="plan_reason_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=legal("subject", ReasonSubject), name="plan_reason_subject_legal"),
            models.CheckConstraint(
                condition=Q(subject=ReasonSubject.DEMAND, source_option=None)
                | (~Q(subject=ReasonSubject.DEMAND) & Q(source_option__isnull=False)),
                name="plan_reason_names_its_source",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["run", "subject", "-harm", "id"], name="plan_reason_by_harm")]

    def __str__(self) -> str:
        return f"{self.subject} {self.item_id} {self.week}"
