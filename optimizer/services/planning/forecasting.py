"""A forecast of all series from its start to its end. Computing itself holds no transaction and no lock."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from celery import current_app
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.actor import Actor, system_actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now, today
from common.errors import DomainError, NotFound
from events import services as events
from optimizer import errors
from optimizer.engine.forecasting import Forecast, Series, forecast
from optimizer.models import DemandHistory, DemandSeries, ForecastRun
from optimizer.rules.forecasting import MOST_GAP, SEASON, gap_weeks, series_values
from optimizer.selectors import plan_policy_get
from optimizer.services.planning.feeding import feed
from optimizer.services.planning.foretelling import LEVELS, outcome_put
from optimizer.services.planning.history import lock_items
from optimizer.states.forecasting import OPEN_FORECASTS, ForecastAct, ForecastStatus, next_forecast_status
from suppliers.rules import monday_of
from suppliers.services.recording import plain
from tenancy.context import acting_as

logger = logging.getLogger(__name__)
CARRY_OUT = "optimizer.forecast_carry_out"
FACTS = ("number", "status", "start", "weeks", "series_count", "lines_changed")
WEEK = timedelta(weeks=1)
# Older history says little about the next weeks; the engine would leave it out.
READ_BACK = timedelta(weeks=400)
# Series whose results are written in one transaction.
BATCH = 200
# A run open for longer has lost its worker.
AWAY_FOR = timedelta(minutes=30)


@transaction.atomic
def forecast_start(*, actor: Actor) -> ForecastRun:
    """Have a worker forecast all series anew, from the end of the history to the end of the planning horizon.

    Raises DomainError NOTHING_TO_FORECAST, HISTORY_OLD, FORECAST_OPEN.
    """
    require(actor, P.PLAN_WRITE)
    last, this_week = _last_week(actor), monday_of(today())
    gap = gap_weeks(last, this_week)
    if gap > MOST_GAP:
        raise DomainError(errors.HISTORY_OLD, last=last.isoformat(), weeks=gap, limit=MOST_GAP)
    newest = ForecastRun.objects.filter(enterprise_id=actor.enterprise_id).order_by("-number").first()
    if newest is not None and newest.status in OPEN_FORECASTS:
        if newest.created_at > now() - AWAY_FOR:
            raise DomainError(errors.FORECAST_OPEN, number=newest.number)
        forecast_fail(actor=actor, run_id=newest.id)
    run = ForecastRun(
        chain_id=DemandSeries.objects.filter(enterprise_id=actor.enterprise_id).values_list("chain_id", flat=True)[0],
        enterprise_id=actor.enterprise_id, number=newest.number + 1 if newest else 1, start=last + WEEK,
        weeks=gap + plan_policy_get(actor).weeks, created_by_name=actor.user_name, created_at=now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        raise DomainError(errors.FORECAST_OPEN, number=run.number) from None
    _record(actor, run, "started", None)
    arguments = [str(actor.enterprise_id), str(run.id)]
    transaction.on_commit(lambda: current_app.send_task(CARRY_OUT, arguments), robust=True)
    return run


def _last_week(actor: Actor) -> date:
    """The last week anything is stated of; up to it, a series without a row had no demand."""
    mine = DemandHistory.objects.filter(enterprise_id=actor.enterprise_id)
    last: date | None = mine.aggregate(last=Max("week"))["last"]
    if last is None:
        raise DomainError(errors.NOTHING_TO_FORECAST)
    return last


def forecast_carry_out(*, enterprise_id: UUID, run_id: UUID) -> ForecastStatus | None:
    """Carry out a queued run as its enterprise; None where it is not queued any more."""
    with acting_as(enterprise_id):
        actor = system_actor(enterprise_id)
        run = _begin(actor, run_id)
        if run is None:
            return None
        try:
            series = _read(actor, run.start - WEEK)
            found = forecast(series, run.weeks, LEVELS)
            changed = sum(
                _store(actor, run, found[first : first + BATCH], series[first : first + BATCH])
                for first in range(0, len(found), BATCH)
            )
            return _finish(actor, run_id, len(found), changed)
        except Exception:
            logger.exception("forecast %s could not be carried out", run_id)
            return forecast_fail(actor=actor, run_id=run_id)


@transaction.atomic
def _begin(actor: Actor, run_id: UUID) -> ForecastRun | None:
    run = _lock(actor, run_id)
    if run.status != ForecastStatus.QUEUED:
        return None
    run.began_at = now()
    _move(actor, run, ForecastAct.BEGIN, "begun")
    return run


@transaction.atomic
def _read(actor: Actor, last: date) -> list[Series]:
    """All series of the enterprise up to the week `last`, by their items' ids."""
    rows = DemandHistory.objects.filter(
        enterprise_id=actor.enterprise_id, week__gt=last - READ_BACK, week__lte=last
    )
    known: defaultdict[UUID, dict[date, Decimal]] = defaultdict(dict)
    for item_id, week, quantity in rows.values_list("item_id", "week", "quantity").iterator(chunk_size=5000):
        known[item_id][week] = quantity
    return [Series(str(key), series_values(known[key], last), SEASON) for key in sorted(known)]


@transaction.atomic
def _store(actor: Actor, run: ForecastRun, found: Sequence[Forecast], series: Sequence[Series]) -> int:
    """Put results onto their series and into the demand; how many demand lines have changed."""
    items = lock_items(actor, {UUID(one.key) for one in found})
    mine = DemandSeries.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=items)
    rows = {str(row.item_id): row for row in mine}
    for one, read in zip(found, series, strict=True):
        outcome_put(rows[one.key], one, start=run.start, history_weeks=len(read.values))
    DemandSeries.objects.bulk_update(
        list(rows.values()),
        ["demand_class", "methods", "start", "low", "median", "high", "expected", "wape", "wql", "bias", "coverage",
         "origins", "history_weeks", "forecast_at", "ranked_error", "version"],
        batch_size=BATCH,
    )  # fmt: skip
    return feed(actor, items)


@transaction.atomic
def _finish(actor: Actor, run_id: UUID, series: int, changed: int) -> ForecastStatus:
    run = _lock(actor, run_id)
    run.series_count, run.lines_changed = series, changed
    _move(actor, run, ForecastAct.FINISH, "done")
    return ForecastStatus(run.status)


@transaction.atomic
def forecast_fail(*, actor: Actor, run_id: UUID) -> ForecastStatus:
    """Close a run that could not be carried out; one that has ended stays as it is."""
    run = _lock(actor, run_id)
    if run.status in OPEN_FORECASTS:
        _move(actor, run, ForecastAct.FAIL, "failed")
    return ForecastStatus(run.status)


def _lock(actor: Actor, run_id: UUID) -> ForecastRun:
    mine = ForecastRun.objects.select_for_update().filter(enterprise_id=actor.enterprise_id, id=run_id)
    run = mine.first()
    if run is None:
        raise NotFound
    return run


def _move(actor: Actor, run: ForecastRun, act: ForecastAct, verb: str) -> None:
    """The next status, written, with its audit entry and event."""
    status = next_forecast_status(ForecastStatus(run.status), act)
    assert status is not None, "a run's acts are checked before"
    before = plain(run, FACTS)
    run.status, run.version = status.value, run.version + 1
    if status not in OPEN_FORECASTS:
        run.ended_at = now()
    run.save()
    _record(actor, run, verb, before)


def _record(actor: Actor, run: ForecastRun, verb: str, before: dict[str, Any] | None) -> None:
    """Audit and event of a change only the enterprise learns of."""
    audit.record(
        actor, action=f"optimizer.forecast.{verb}", subject_type="optimizer.ForecastRun", subject_id=run.id,
        before=before, after=plain(run, FACTS),
    )  # fmt: skip
    events.emit(
        actor, type=f"optimizer.forecast.{verb}", chain_id=run.chain_id, subject_type="forecast_run",
        subject_id=run.id, root_type="forecast_run", root_id=run.id, version=run.version,
        audience=[run.enterprise_id], payload={"number": run.number},
    )  # fmt: skip
