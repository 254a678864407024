"""Reads of demand history, forecasts and overrides; one's own alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from common.clock import today
from common.errors import NotFound
from optimizer.models import DemandHistory, DemandSeries, ForecastOverride, ForecastRun
from suppliers.rules import monday_of

# Expected and actual demand this far apart over the past is worth a look.
BIASED_FROM = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class SeriesFilter:
    """Conditions on series. `is_biased`: too much or too little by a tenth; `is_overridden`: in this week or later."""

    search: str = ""
    classes: tuple[str, ...] = ()
    is_biased: bool = False
    is_overridden: bool = False


def series_list(actor: Actor, filter: SeriesFilter | None = None) -> QuerySet[DemandSeries]:
    """The demand series of the acting enterprise's items."""
    wanted = filter or SeriesFilter()
    rows = DemandSeries.objects.select_related("item").filter(enterprise_id=actor.enterprise_id)
    if wanted.classes:
        rows = rows.filter(demand_class__in=wanted.classes)
    if wanted.is_biased:
        rows = rows.filter(Q(bias__gte=BIASED_FROM) | Q(bias__lte=-BIASED_FROM))
    if wanted.is_overridden:
        standing = override_list(actor, OverrideFilter(is_standing=True)).filter(item_id=OuterRef("item_id"))
        rows = rows.filter(Exists(standing.filter(week__gte=monday_of(today()))))
    if wanted.search:
        rows = rows.filter(Q(item__number__icontains=wanted.search) | Q(item__name__icontains=wanted.search))
    return rows


def series_get(actor: Actor, series_id: UUID) -> DemandSeries:
    """One series of mine; raises NotFound."""
    row = series_list(actor).filter(id=series_id).first()
    if row is None:
        raise NotFound
    return row


@dataclass(frozen=True, slots=True)
class HistorySpan:
    """Quantities by week from `start` on, a week without a row being one without demand."""

    start: date
    quantities: tuple[Decimal, ...]


def history_spans(
    actor: Actor, item_ids: Collection[UUID], weeks: int, ends: Mapping[UUID, date | None]
) -> dict[UUID, HistorySpan]:
    """The last `weeks` weeks of the items' histories, in one query.

    A span ends with the week before the forecast begins (`ends`), or with the item's own last week where that is later.
    """
    since = monday_of(today()) - timedelta(weeks=weeks + 12)
    rows = DemandHistory.objects.filter(
        enterprise_id=actor.enterprise_id, item_id__in=item_ids, week__gte=since
    )
    known: defaultdict[UUID, dict[date, Decimal]] = defaultdict(dict)
    for item_id, week, quantity in rows.values_list("item_id", "week", "quantity"):
        known[item_id][week] = quantity
    found = {}
    for item_id, stated in known.items():
        newest = max(stated)
        last = max(newest, ends.get(item_id) or newest)
        first = max(min(stated), last - timedelta(weeks=weeks - 1))
        count = (last - first).days // 7 + 1
        found[item_id] = HistorySpan(
            first, tuple(stated.get(first + timedelta(weeks=n), Decimal(0)) for n in range(count))
        )
    return found


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Conditions on the history; both weeks included."""

    item_id: UUID | None = None
    search: str = ""
    first_week: date | None = None
    last_week: date | None = None


def history_list(actor: Actor, filter: HistoryFilter | None = None) -> QuerySet[DemandHistory]:
    """What customers took of the acting enterprise's items."""
    wanted = filter or HistoryFilter()
    rows = DemandHistory.objects.select_related("item").filter(enterprise_id=actor.enterprise_id)
    if wanted.item_id is not None:
        rows = rows.filter(item_id=wanted.item_id)
    if wanted.search:
        rows = rows.filter(Q(item__number__icontains=wanted.search) | Q(item__name__icontains=wanted.search))
    if wanted.first_week is not None:
        rows = rows.filter(week__gte=wanted.first_week)
    if wanted.last_week is not None:
        rows = rows.filter(week__lte=wanted.last_week)
    return rows


@dataclass(frozen=True, slots=True)
class OverrideFilter:
    """Conditions on overrides. `is_standing`: not withdrawn."""

    item_id: UUID | None = None
    is_standing: bool = False


def override_list(actor: Actor, filter: OverrideFilter | None = None) -> QuerySet[ForecastOverride]:
    """The acting enterprise's overrides, withdrawn ones too."""
    wanted = filter or OverrideFilter()
    rows = ForecastOverride.objects.filter(enterprise_id=actor.enterprise_id)
    if wanted.item_id is not None:
        rows = rows.filter(item_id=wanted.item_id)
    if wanted.is_standing:
        rows = rows.filter(withdrawn_at=None)
    return rows


def forecast_run_list(actor: Actor) -> QuerySet[ForecastRun]:
    """The acting enterprise's forecasts."""
    return ForecastRun.objects.filter(enterprise_id=actor.enterprise_id)
