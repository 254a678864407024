"""Reads of forecasts and commits. Drafts are the buyer's; everything published is both parties'."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from accounts.actor import Actor
from common.clock import DEFAULT_ZONE, now, today
from common.errors import NotFound
from orders.models import Forecast, ForecastCommit, ForecastLine, ScheduleLine
from orders.rules.forecast_quality import Quality, Version, quality
from orders.rules.forecasts import Cell, monday_of, row_cells, week_at
from orders.selectors.parties import partner, partner_named, party
from orders.states import ScheduleStatus

QUALITY_WEEKS = 13
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ForecastFilter:
    """Conditions on forecasts; empty means no condition. `status` is DRAFT or PUBLISHED."""

    partnership_id: UUID | None = None
    partner_ids: tuple[UUID, ...] = ()
    side: str = ""
    status: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class ForecastLineFilter:
    """Conditions on rows; without `forecast_id` the current version of every partnership.

    `exception` is a ForecastException: rows with at least one such cell.
    """

    forecast_id: UUID | None = None
    partnership_id: UUID | None = None
    partner_ids: tuple[UUID, ...] = ()
    side: str = ""
    exception: str = ""
    search: str = ""


def forecast_list(actor: Actor, filter: ForecastFilter | None = None) -> QuerySet[Forecast]:
    """Versions the acting enterprise may see."""
    wanted = filter or ForecastFilter()
    rows = Forecast.objects.filter(party(actor, wanted.side))
    if wanted.partnership_id is not None:
        rows = rows.filter(partnership_id=wanted.partnership_id)
    if wanted.partner_ids:
        rows = rows.filter(partner(actor, wanted.partner_ids))
    if wanted.status:
        rows = rows.filter(is_released=wanted.status == "PUBLISHED")
    return rows.filter(is_current=True) if wanted.current else rows


def forecast_get(actor: Actor, forecast_id: UUID) -> Forecast:
    """One version; raises NotFound for foreign, unknown and unpublished ones alike."""
    forecast = Forecast.objects.filter(party(actor), id=forecast_id).first()
    if forecast is None:
        raise NotFound
    return forecast


def forecast_line_list(actor: Actor, filter: ForecastLineFilter | None = None) -> QuerySet[ForecastLine]:
    """Rows of the grid, with their version and commit at hand."""
    wanted = filter or ForecastLineFilter()
    rows = ForecastLine.objects.filter(party(actor, wanted.side)).select_related("forecast", "commit")
    of_version = Q(forecast__is_current=True)
    if wanted.forecast_id is not None:
        of_version = Q(forecast_id=wanted.forecast_id)
    rows = rows.filter(of_version)
    if wanted.partnership_id is not None:
        rows = rows.filter(partnership_id=wanted.partnership_id)
    if wanted.partner_ids:
        rows = rows.filter(partner(actor, wanted.partner_ids))
    if wanted.exception:
        rows = rows.filter(_with_exception(wanted.exception))
    if wanted.search:
        text = wanted.search
        found = (
            Q(item_number__icontains=text) | Q(item_name__icontains=text) | Q(item_name_en__icontains=text)
        )
        rows = rows.filter(found | Q(supplier_item_number__icontains=text) | partner_named(actor, text))
    return rows


def _with_exception(name: str) -> Q:
    if name == "PAST_DUE":
        return Q(commit__open_cells__gt=0, forecast__acknowledge_by__lt=now())
    return Q(**{f"commit__{name.lower()}_cells__gt": 0})


def forecast_line_get(actor: Actor, line_id: UUID) -> ForecastLine:
    """One row of the grid; raises NotFound."""
    rows = ForecastLine.objects.filter(party(actor), id=line_id).select_related("forecast", "commit")
    line = rows.first()
    if line is None:
        raise NotFound
    return line


def commit_of(line: ForecastLine) -> ForecastCommit | None:
    """The commit to a line; None while its forecast is a draft."""
    return getattr(line, "commit", None)


def cells_of(line: ForecastLine) -> list[Cell]:
    """A row's cells, week by week."""
    commit, nothing = commit_of(line), [None] * line.weeks
    return row_cells(
        line.quantities,
        line.previous_quantities,
        commit.quantities if commit else nothing,
        commit.answered_quantities if commit else nothing,
        line.forecast.frozen_weeks,
    )


def is_overdue(forecast: Forecast) -> bool:
    """Whether the time to answer a version has passed."""
    return forecast.acknowledge_by is not None and forecast.acknowledge_by < now()


@dataclass(slots=True)
class WeekGap:
    """What is short in a week: quantity in the summary's unit, and cells of any unit."""

    week: date
    short_quantity: Decimal = ZERO
    short_cells: int = 0


@dataclass(slots=True)
class ForecastSummary:
    """Totals over all rows of a filter. Quantities are of the unit most rows have, `unit`, and of no other."""

    unit: str = ""
    row_count: int = 0
    forecast_quantity: Decimal = ZERO
    covered_quantity: Decimal = ZERO
    frozen_short_quantity: Decimal = ZERO
    frozen_short_rows: int = 0
    short_cells: int = 0
    short_rows: int = 0
    open_cells: int = 0
    open_partners: int = 0
    overdue_partners: int = 0
    changed_cells: int = 0
    weeks: list[WeekGap] = field(default_factory=list)

    @property
    def coverage_percent(self) -> Decimal | None:
        """Committed, at most what is forecast, as a share of the forecast; one decimal."""
        if not self.forecast_quantity:
            return None
        return round(self.covered_quantity * 100 / self.forecast_quantity, 1)


def forecast_summary(actor: Actor, filter: ForecastLineFilter | None = None) -> ForecastSummary:
    """The totals over all published rows of a filter, in one query."""
    rows = [line for line in forecast_line_list(actor, filter) if commit_of(line) is not None]
    units: defaultdict[str, int] = defaultdict(int)
    for line in rows:
        units[line.unit] += 1
    summary = ForecastSummary(unit=max(units, key=lambda u: (units[u], u), default=""), row_count=len(rows))
    gaps: dict[date, WeekGap] = {}
    waiting: dict[UUID, bool] = {}
    for line in rows:
        _add_counts(summary, line, waiting)
        _add_quantities(summary, line, gaps)
    summary.open_partners, summary.overdue_partners = len(waiting), sum(waiting.values())
    summary.weeks = [gaps[week] for week in sorted(gaps)]
    return summary


def _add_counts(summary: ForecastSummary, line: ForecastLine, waiting: dict[UUID, bool]) -> None:
    commit = line.commit
    summary.short_cells += commit.short_cells
    summary.short_rows += commit.short_cells > 0
    summary.open_cells += commit.open_cells
    summary.changed_cells += commit.changed_cells
    summary.frozen_short_rows += commit.frozen_short_cells > 0
    if commit.open_cells:
        waiting[line.partnership_id] = is_overdue(line.forecast)


def _add_quantities(summary: ForecastSummary, line: ForecastLine, gaps: dict[date, WeekGap]) -> None:
    is_main = line.unit == summary.unit
    for place, cell in enumerate(cells_of(line)):
        week = week_at(line.start, place)
        total = gaps.setdefault(week, WeekGap(week))
        short = max(ZERO, cell.forecast - cell.commit) if cell.commit is not None else ZERO
        total.short_cells += short > 0
        if not is_main:
            continue
        total.short_quantity += short
        summary.forecast_quantity += cell.forecast
        summary.covered_quantity += min(cell.forecast, cell.commit or ZERO)
        summary.frozen_short_quantity += short if cell.is_frozen else ZERO


def lines_of_version(
    actor: Actor, keys: Iterable[tuple[UUID, UUID]], number: int
) -> dict[tuple[UUID, UUID], ForecastLine]:
    """Published lines of version `number` by (partnership, item), in one query."""
    wanted = set(keys)
    rows = ForecastLine.objects.filter(
        party(actor), partnership_id__in={p for p, _ in wanted}, item_id__in={i for _, i in wanted},
        forecast__number=number, is_released=True,
    )  # fmt: skip
    return {(line.partnership_id, line.item_id): line for line in rows}


def lines_of_items(actor: Actor, keys: Iterable[tuple[UUID, UUID]]) -> QuerySet[ForecastLine]:
    """Published lines of (partnership, item) pairs in all versions, newest first, with their acts; two queries."""
    wanted = list(keys)
    pairs = Q(partnership_id__in={p for p, _ in wanted}, item_id__in={i for _, i in wanted})
    rows = ForecastLine.objects.filter(party(actor), pairs, is_released=True)
    return rows.select_related("forecast").prefetch_related("entries").order_by("-forecast__number", "id")


@dataclass(frozen=True, slots=True)
class ForecastState:
    """How far a version is answered."""

    rows: int
    open_cells: int
    submitted_at: datetime | None


def forecast_states(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, ForecastState]:
    """The state of each of the versions, in one query; of a draft nothing is open."""
    found = (
        ForecastLine.objects.filter(party(actor), forecast_id__in=list(ids))
        .values("forecast_id")
        .annotate(rows=Count("id"), open=Sum("commit__open_cells"), at=Max("commit__submitted_at"))
    )
    known = {r["forecast_id"]: ForecastState(r["rows"], r["open"] or 0, r["at"]) for r in found}
    return {key: known.get(key, ForecastState(0, 0, None)) for key in ids}


def quality_period(day: date) -> tuple[date, date]:
    """First Monday and last day of the finished weeks that quality is computed over."""
    this_week = monday_of(day)
    return this_week - timedelta(weeks=QUALITY_WEEKS), this_week - timedelta(days=1)


def forecast_quality(actor: Actor, partnership_ids: Iterable[UUID]) -> dict[UUID, Quality]:
    """The buyer's forecast quality over the last 13 finished weeks, by partnership, in two queries.

    The same for both sides: from what was published and what was sent as an order.
    """
    ids = set(partnership_ids)
    since, until = quality_period(today())
    weeks = [week_at(since, place) for place in range(QUALITY_WEEKS)]
    versions = _versions(actor, ids, since)
    ordered = _ordered(actor, ids, since, until)
    return {key: quality(versions.get(key, []), ordered.get(key, {}), weeks) for key in ids}


def _versions(actor: Actor, ids: set[UUID], since: date) -> Mapping[UUID, list[Version]]:
    rows = ForecastLine.objects.filter(
        party(actor), partnership_id__in=ids, is_released=True, start__gte=since
    ).select_related("forecast")
    series: defaultdict[UUID, dict[UUID, list[Decimal]]] = defaultdict(dict)
    documents: dict[UUID, Forecast] = {}
    for line in rows:
        documents[line.forecast_id] = line.forecast
        series[line.forecast_id][line.item_id] = line.quantities
    found: defaultdict[UUID, list[Version]] = defaultdict(list)
    for document in sorted(documents.values(), key=lambda d: d.number):
        assert document.published_at is not None
        day = document.published_at.astimezone(_zone()).date()
        found[document.partnership_id].append(
            Version(day, document.start, document.frozen_weeks, dict(series[document.id]))
        )
    return found


def _zone() -> ZoneInfo:
    return ZoneInfo(DEFAULT_ZONE)


def _ordered(
    actor: Actor, ids: set[UUID], since: date, until: date
) -> Mapping[UUID, dict[tuple[UUID, date], Decimal]]:
    rows = ScheduleLine.objects.filter(
        party(actor), order__partnership_id__in=ids, requested_date__gte=since, requested_date__lte=until
    ).exclude(status__in=[ScheduleStatus.DRAFT.value, ScheduleStatus.CANCELLED.value])
    found: defaultdict[UUID, defaultdict[tuple[UUID, date], Decimal]] = defaultdict(
        lambda: defaultdict(Decimal)
    )
    said = rows.values_list("order__partnership_id", F("line__item_id"), "requested_date", "ordered_quantity")
    for partnership_id, item_id, day, ordered in said:
        found[partnership_id][item_id, monday_of(day)] += ordered
    return found
