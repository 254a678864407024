"""Statistical demand forecasts: what was demanded, what is expected of it, how wrong it was, and who knows better."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from optimizer.engine.forecasting.series import DemandClass
from optimizer.states.forecasting import OPEN_FORECASTS, ForecastStatus, OverrideReason
from suppliers.models.fields import choices, legal, not_negative, quantity
from suppliers.models.item import Item
from suppliers.states import InventorySource
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Own

OWNER = (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise")
OF_ITEM: dict[str, dict[str, str]] = {"item": {"enterprise": "enterprise"}}


def _item() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)


def _share(**options: Any) -> "models.DecimalField[Any, Any]":
    """A ratio to the demand: 0.2 is a fifth of it."""
    return models.DecimalField(max_digits=12, decimal_places=4, **options)


class DemandHistory(GuardedModel):
    """What customers took of an item in a past week, named by its Monday."""

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = OF_ITEM
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        OWNER, (DataCategory.BUSINESS, DataLevel.RESTRICTED, "item week quantity as_of source")
    )

    chain = chain_key()
    enterprise = enterprise_key()
    item = _item()
    week = models.DateField()
    quantity = quantity()
    as_of = models.DateTimeField()
    source = models.CharField(max_length=8, choices=choices(InventorySource))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "item", "week"], name="demand_history_once"),
            models.CheckConstraint(
                condition=Q(week__iso_week_day=1) & not_negative("quantity"), name="demand_history_legal"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "-week"], name="demand_history_by_week")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.week} {self.quantity}"


class ForecastRun(GuardedModel):
    """One forecast of all series. `start`: the Monday of the first week forecast. One of an enterprise is open at a time.

    `series_count`, `lines_changed`: how many series were forecast, and how many demand lines became others.
    """

    visibility = Own("enterprise")
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        OWNER,
        (DataCategory.BUSINESS, DataLevel.SENSITIVE,
         "number status start weeks series_count lines_changed created_at began_at ended_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "created_by_name"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    number = models.PositiveIntegerField()
    status = models.CharField(
        max_length=7, choices=choices(ForecastStatus), default=ForecastStatus.QUEUED.value
    )
    start = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    series_count = models.PositiveIntegerField(default=0)
    lines_changed = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "number"], name="forecast_run_number_unique"),
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(status__in=[s.value for s in OPEN_FORECASTS]),
                name="forecast_run_one_open",
            ),
            models.CheckConstraint(
                condition=legal("status", ForecastStatus), name="forecast_run_status_legal"
            ),
            models.CheckConstraint(condition=Q(start__iso_week_day=1), name="forecast_run_starts_on_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.status}"


class DemandSeries(GuardedModel):
    """The demand of one item: what the newest forecast says of its weeks from `start` on, and how it did before.

    `low`, `high`: the interval calibrated to hold four fifths of what follows (P10, P90); `median`: P50; `expected`: the
    mean of the distribution, which goes into the demand. `methods`: [name, weight]. `wape`, `wql`, `bias`: shares of the
    demand from rolling origins, None where the history is too short; `coverage`: share of past weeks inside the
    interval. `ranked_error` is wape for sorting, -1 for none.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = OF_ITEM
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        OWNER,
        (DataCategory.BUSINESS, DataLevel.RESTRICTED,
         "item demand_class methods start low median high expected wape wql bias coverage origins history_weeks "
         "forecast_at ranked_error"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    item = _item()
    demand_class = models.CharField(max_length=12, choices=choices(DemandClass), blank=True)
    methods = models.JSONField(default=list)
    start = models.DateField(null=True, blank=True)
    low = ArrayField(quantity(), default=list)
    median = ArrayField(quantity(), default=list)
    high = ArrayField(quantity(), default=list)
    expected = ArrayField(quantity(), default=list)
    wape = _share(null=True, blank=True)
    wql = _share(null=True, blank=True)
    bias = _share(null=True, blank=True)
    coverage = _share(null=True, blank=True)
    origins = models.PositiveSmallIntegerField(default=0)
    history_weeks = models.PositiveSmallIntegerField(default=0)
    forecast_at = models.DateTimeField(null=True, blank=True)
    ranked_error = _share(default=-1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "item"], name="demand_series_once"),
            models.CheckConstraint(
                condition=legal("demand_class", DemandClass, blank=True), name="demand_series_class_legal"
            ),
            models.CheckConstraint(
                condition=Q(start=None, forecast_at=None)
                | Q(start__iso_week_day=1, forecast_at__isnull=False),
                name="demand_series_forecast_whole",
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "-ranked_error", "id"], name="demand_series_by_error")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.demand_class}"


class ForecastOverride(GuardedModel):
    """What a planner expects of a week instead of the statistics. `replaced`: what they said then, None without any.

    Withdrawn, it stays on record and the week is the statistics' again. One of a week stands at a time.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = OF_ITEM
    denied: ClassVar[frozenset[str]] = frozenset({"DELETE"})
    data_classes = classed(
        OWNER,
        (DataCategory.BUSINESS, DataLevel.RESTRICTED, "item week quantity replaced reason note made_at withdrawn_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "made_by_name withdrawn_by_name"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    item = _item()
    week = models.DateField()
    replaced = quantity(null=True, blank=True)
    quantity = quantity()
    reason = models.CharField(max_length=16, choices=choices(OverrideReason))
    note = models.CharField(max_length=200, blank=True)
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "item", "week"],
                condition=Q(withdrawn_at=None),
                name="forecast_override_one_stands",
            ),
            models.CheckConstraint(
                condition=legal("reason", OverrideReason), name="forecast_override_reason_legal"
            ),
            models.CheckConstraint(
                condition=Q(week__iso_week_day=1) & not_negative("quantity"), name="forecast_override_legal"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "item", "week"], name="forecast_override_by_item")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.week} {self.quantity}"
