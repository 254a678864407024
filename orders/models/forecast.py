"""Forecasts of a buyer, version by version, and what the supplier commits to them.

A row holds a whole time series, one array element per week of the horizon: a sheet of 2,000 items × 26 weeks is 2,000
rows to lock, write and check instead of 52,000, and arrives as it is shown.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from orders.rules.forecasts import LEAST_WEEKS, MOST_WEEKS
from orders.states import CommitSource, Confidence, ForecastStatus, Reason
from suppliers.models.fields import TIED, choices, legal, not_negative, quantity
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Parties

_HORIZON = {"start": "start", "weeks": "weeks"}
_DOCUMENT = {"chain": "chain", "buyer": "buyer", "supplier": "supplier"}


def _series(**options: Any) -> "ArrayField[Any, Any]":
    """Quantities by week; an element may be null where a week has none."""
    return ArrayField(quantity(null=True), **options)


def _words(length: int, **options: Any) -> "ArrayField[Any, Any]":
    """Short texts by week, "" where there is none."""
    return ArrayField(models.CharField(max_length=length, blank=True), **options)


class Forecast(GuardedModel):
    """One version of what a buyer expects to need from a supplier; the supplier's from its publication.

    `start` is the Monday of the first week, `frozen_weeks` of the first weeks should not move any more. `number` counts
    versions within the partnership; of the published ones the newest is current. A published version never changes.
    """

    visibility = Parties("buyer", "supplier", released="is_released")
    ties: ClassVar[dict[str, dict[str, str]]] = {"partnership": _DOCUMENT}
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier partnership number is_released is_current start weeks frozen_weeks "
         "created_at published_at acknowledge_by reminded_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "created_by_name"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    partnership = models.ForeignKey("suppliers.Partnership", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    is_released = models.BooleanField(default=False)
    is_current = models.BooleanField(default=False)
    start = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    frozen_weeks = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    acknowledge_by = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="forecast_number_unique"),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(is_released=False), name="forecast_one_draft"
            ),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(is_current=True), name="forecast_one_current"
            ),
            models.CheckConstraint(
                condition=Q(weeks__gte=LEAST_WEEKS, weeks__lte=MOST_WEEKS, frozen_weeks__lte=F("weeks")),
                name="forecast_horizon_legal",
            ),
            models.CheckConstraint(condition=Q(start__iso_week_day=1), name="forecast_starts_on_monday"),
            models.CheckConstraint(
                condition=Q(is_released=False, is_current=False, published_at__isnull=True)
                | Q(is_released=True, published_at__isnull=False, acknowledge_by__isnull=False),
                name="forecast_published_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["buyer", "created_at", "id"], name="forecast_by_buyer"),
            models.Index(fields=["supplier", "created_at", "id"], name="forecast_by_supplier"),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    @property
    def status(self) -> ForecastStatus:
        return ForecastStatus.PUBLISHED if self.is_released else ForecastStatus.DRAFT


class ForecastLine(GuardedModel):
    """One item of a forecast: a quantity for each week. Names and unit are copied, the item stays the buyer's own.

    `previous_quantities` is what the version published before said of the same weeks.
    """

    visibility = Parties("buyer", "supplier", released="is_released")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "forecast": {**_DOCUMENT, "partnership": "partnership", **_HORIZON},
        "partnership": _DOCUMENT,
        "item": {"buyer": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier partnership forecast is_released start weeks item item_number item_name "
         "item_name_en supplier_item_number unit quantities previous_quantities"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    buyer = enterprise_key(**TIED)
    supplier = enterprise_key(**TIED)
    partnership = models.ForeignKey(
        "suppliers.Partnership", on_delete=models.PROTECT, related_name="+", db_index=False, **TIED
    )
    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="lines", **TIED)
    is_released = models.BooleanField(default=False)
    start = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    item = models.ForeignKey(
        "suppliers.Item", on_delete=models.PROTECT, related_name="+", db_index=False, **TIED
    )
    item_number = models.CharField(max_length=40)
    item_name = models.CharField(max_length=160)
    item_name_en = models.CharField(max_length=160, blank=True)
    supplier_item_number = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=3)
    quantities = _series()
    previous_quantities = _series()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forecast", "item"], name="forecast_line_item_unique"),
            models.CheckConstraint(
                condition=Q(quantities__len=F("weeks"), previous_quantities__len=F("weeks")),
                name="forecast_line_covers_horizon",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "item"], name="forecast_line_by_item"),
            models.Index(fields=["buyer", "item_number", "id"], name="forecast_line_by_buyer"),
            models.Index(fields=["supplier", "item_number", "id"], name="forecast_line_by_supplier"),
        ]

    def __str__(self) -> str:
        return f"{self.forecast_id} {self.item_number}"


class ForecastCommit(GuardedModel):
    """What the supplier commits to one line, week by week; made empty, or with what was carried over, at publication.

    `answered_quantities` is the forecast each commit answered, `answered_numbers` its version (0: none). The counts say
    how many weeks are open, short, over, changed, and short inside the frozen horizon.
    """

    visibility = Parties("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "forecast": {**_DOCUMENT, **_HORIZON},
        "line": {"forecast": "forecast", **_DOCUMENT},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier forecast line start weeks quantities answered_quantities answered_numbers "
         "confidences reason_codes notes open_cells short_cells over_cells changed_cells "
         "frozen_short_cells source submitted_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "submitted_by_name"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    buyer = enterprise_key(**TIED)
    supplier = enterprise_key(**TIED)
    forecast = models.ForeignKey(Forecast, on_delete=models.PROTECT, related_name="commits", **TIED)
    line = models.OneToOneField(ForecastLine, on_delete=models.PROTECT, related_name="commit", **TIED)
    start = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    quantities = _series()
    answered_quantities = _series()
    answered_numbers = ArrayField(models.PositiveIntegerField())
    confidences = _words(11)
    reason_codes = _words(16)
    notes = _words(200)
    open_cells = models.PositiveSmallIntegerField(default=0)
    short_cells = models.PositiveSmallIntegerField(default=0)
    over_cells = models.PositiveSmallIntegerField(default=0)
    changed_cells = models.PositiveSmallIntegerField(default=0)
    frozen_short_cells = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=7, choices=choices(CommitSource))
    submitted_by_name = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    quantities__len=F("weeks"), answered_quantities__len=F("weeks"),
                    answered_numbers__len=F("weeks"), confidences__len=F("weeks"),
                    reason_codes__len=F("weeks"), notes__len=F("weeks"),
                ),
                name="forecast_commit_covers_horizon",
            ),
            models.CheckConstraint(
                condition=Q(confidences__contained_by=[*(c.value for c in Confidence), ""])
                & Q(reason_codes__contained_by=[*(r.value for r in Reason), ""]),
                name="forecast_commit_words_legal",
            ),
            models.CheckConstraint(condition=legal("source", CommitSource), name="forecast_commit_source"),
            models.CheckConstraint(
                condition=not_negative("open_cells", "short_cells"), name="forecast_commit_counts"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"commit to {self.line_id}"


class ForecastCommitEntry(GuardedModel):
    """One act on one line's commits, kept for good. Weeks the act did not touch are null."""

    visibility = Parties("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "forecast": {**_DOCUMENT, **_HORIZON},
        "line": {"forecast": "forecast", **_DOCUMENT},
    }
    append_only = True
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier forecast line start weeks quantities confidences reason_codes notes "
         "source occurred_at"),
        (DataCategory.PERSONAL, DataLevel.SENSITIVE, "actor_name"),
    )  # fmt: skip

    chain = chain_key(**TIED)
    buyer = enterprise_key(**TIED)
    supplier = enterprise_key(**TIED)
    forecast = models.ForeignKey(Forecast, on_delete=models.PROTECT, related_name="+", db_index=False, **TIED)
    line = models.ForeignKey(ForecastLine, on_delete=models.PROTECT, related_name="entries", **TIED)
    start = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    quantities = _series()
    confidences = _words(11)
    reason_codes = _words(16)
    notes = _words(200)
    source = models.CharField(max_length=7, choices=choices(CommitSource))
    actor_name = models.CharField(max_length=120)
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    quantities__len=F("weeks"), confidences__len=F("weeks"), reason_codes__len=F("weeks"),
                    notes__len=F("weeks"),
                ),
                name="forecast_entry_covers_horizon",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.line_id} {self.occurred_at:%Y-%m-%d %H:%M}"
