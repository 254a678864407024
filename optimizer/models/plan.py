"""A planning run: its question as it stood, how far it is, and what came of it."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from optimizer.models.scenario import PlanScenario
from optimizer.states.planning import OPEN_PLANS, PlanStatus
from suppliers.models.fields import TIED, choices, legal, money, price, quantity
from suppliers.models.item import Item
from suppliers.models.source import SourceOption
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own


class PlanRun(GuardedModel):
    """One run. `problem`: the snapshot it plans, in the instance format; `digest` its SHA-256: equal problems with equal
    seeds have equal plans.

    `inbound`: the order line behind each receipt of the problem, in the same order. `progress`: [seconds, stage, cost,
    bound] in the order seen. `findings`: what had to be left out. `start`: the Monday of week 0. One run of an enterprise
    is open at a time. `figures`: what plans are compared by. A run of a `scenario` is no plan to act on until it is
    promoted. One that `mends` another plans anew only what has changed since.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "scenario": {"enterprise": "enterprise"},
        "mends": {"enterprise": "enterprise"},
    }
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE,
         "number status start weeks seed seconds digest created_at began_at ended_at stop_asked "
         "scenario mends promoted_at"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "problem inbound progress findings cost bound cost_parts figures"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "created_by_name promoted_by_name"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=7, choices=choices(PlanStatus), default=PlanStatus.QUEUED.value)
    start = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    seconds = models.PositiveSmallIntegerField()
    problem = models.JSONField()
    inbound = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    progress = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    cost = money(null=True, blank=True)
    bound = money(null=True, blank=True)
    cost_parts = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    scenario = models.ForeignKey(
        PlanScenario,
        on_delete=models.PROTECT,
        related_name="runs",
        null=True,
        db_index=False,
        db_constraint=False,
    )
    mends = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, db_index=False, db_constraint=False
    )
    promoted_at = models.DateTimeField(null=True)
    promoted_by_name = models.CharField(max_length=120, blank=True)
    stop_asked = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "number"], name="plan_run_number_unique"),
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(status__in=[s.value for s in OPEN_PLANS]),
                name="plan_run_one_open",
            ),
            models.CheckConstraint(condition=legal("status", PlanStatus), name="plan_run_status_legal"),
            models.CheckConstraint(condition=Q(start__iso_week_day=1), name="plan_run_starts_on_monday"),
            models.CheckConstraint(
                condition=~Q(status=PlanStatus.DONE) | Q(cost__isnull=False, ended_at__isnull=False),
                name="plan_run_done_has_a_cost",
            ),
            models.CheckConstraint(
                condition=Q(promoted_at=None) | Q(scenario__isnull=False, cost__isnull=False),
                name="plan_run_promoted_of_a_scenario",
            ),
        ]
        indexes = [models.Index(fields=["scenario", "-number"], name="plan_run_by_scenario")]

    def __str__(self) -> str:
        return f"P-{self.number} {self.status}"


def _series() -> "ArrayField[Any, Any]":
    """One quantity per week of the run."""
    return ArrayField(quantity())


class PlanRow(GuardedModel):
    """An item of a run, week by week: demand or what products take of it, what comes in, stock and shortage at the end.

    `supplied`: finished or arriving. `short`: for a product what is late by then, for a part what its stock lacks of
    the safety stock.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "run": {"enterprise": "enterprise"},
        "item": {"enterprise": "enterprise"},
    }
    append_only = True
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "run item is_product safety_stock wanted supplied stock short has_shortage harm"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    enterprise = enterprise_key(**TIED)
    run = models.ForeignKey(PlanRun, on_delete=models.PROTECT, related_name="rows", **TIED)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False, **TIED)
    is_product = models.BooleanField()
    safety_stock = quantity()
    wanted = _series()
    supplied = _series()
    stock = _series()
    short = _series()
    has_shortage = models.BooleanField()
    harm = money()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "item"], name="plan_row_once")]
        indexes = [models.Index(fields=["run", "-is_product", "-harm", "id"], name="plan_row_by_harm")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.item_id}"


class PlanOrder(GuardedModel):
    """What a run would order: whole lots of a source in a week. `order_*`: the draft it has become."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "run": {"enterprise": "enterprise"},
        "source_option": {"enterprise": "enterprise"},
        "item": {"enterprise": "enterprise"},
    }
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "run source_option item order_week arrival_week quantity unit_price amount adopted_at order_id "
         "order_number"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    enterprise = enterprise_key(**TIED)
    run = models.ForeignKey(PlanRun, on_delete=models.PROTECT, related_name="orders", **TIED)
    source_option = models.ForeignKey(
        SourceOption, on_delete=models.PROTECT, related_name="+", db_index=False, **TIED
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False, **TIED)
    order_week = models.DateField()
    arrival_week = models.DateField()
    quantity = quantity()
    unit_price = price()
    amount = money()
    adopted_at = models.DateTimeField(null=True, blank=True)
    order_id = models.UUIDField(null=True, blank=True)
    order_number = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "source_option", "order_week"], name="plan_order_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, order_week__iso_week_day=1, arrival_week__iso_week_day=1),
                name="plan_order_legal",
            ),
            models.CheckConstraint(
                condition=Q(adopted_at=None, order_id=None, order_number="")
                | Q(adopted_at__isnull=False, order_id__isnull=False),
                name="plan_order_adopted_whole",
            ),
        ]
        indexes = [models.Index(fields=["run", "order_week", "id"], name="plan_order_by_week")]

    def __str__(self) -> str:
        return f"{self.source_option_id} {self.order_week} {self.quantity}"
