"""Asking suppliers once more for the commits they owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import DomainError, Invalid, NotFound
from orders import errors
from orders.models import Forecast, ForecastCommit
from orders.services.forecast_records import record_forecast
from orders.services.reminders import PAUSE_HOURS

MOST_FORECASTS = 500


@dataclass(frozen=True, slots=True)
class ForecastReminder:
    """What became of one reminder; `error` is None when the supplier was reminded."""

    forecast_id: UUID
    forecast: Forecast | None = None
    error: DomainError | None = None


@transaction.atomic
def forecasts_remind(*, actor: Actor, forecast_ids: Sequence[UUID] | None = None) -> list[ForecastReminder]:
    """Notify the suppliers of current versions with open cells; at most once per version in four hours.

    Without ids all of the acting buyer's that wait. A version does not change by it, so that a sheet the supplier
    has open stays good. Results in input order, refused ones with NOT_FOUND, FORECAST_ANSWERED or
    FORECAST_ALREADY_REMINDED. Raises Forbidden, Invalid TOO_MANY.
    """
    require(actor, P.FORECAST_WRITE)
    rows = Forecast.objects.filter(buyer_id=actor.enterprise_id, is_current=True)
    if forecast_ids is None:
        open_cells = ForecastCommit.objects.filter(forecast=OuterRef("id"), open_cells__gt=0)
        forecast_ids = list(rows.filter(Exists(open_cells)).order_by("id").values_list("id", flat=True))
    if len(forecast_ids) > MOST_FORECASTS:
        raise Invalid(errors.TOO_MANY, field="forecastIds", limit=MOST_FORECASTS, value=len(forecast_ids))
    locked = rows.filter(id__in=forecast_ids).select_for_update().order_by("id")
    known = {forecast.id: forecast for forecast in locked}
    waiting = set(
        ForecastCommit.objects.filter(
            buyer_id=actor.enterprise_id, forecast_id__in=known, open_cells__gt=0
        ).values_list("forecast_id", flat=True)
    )
    return [_reminded(actor, key, known.get(key), key in waiting) for key in forecast_ids]


def _reminded(actor: Actor, key: UUID, forecast: Forecast | None, is_waiting: bool) -> ForecastReminder:
    try:
        if forecast is None:
            raise NotFound
        _remind(actor, forecast, is_waiting)
    except DomainError as error:
        return ForecastReminder(key, error=error)
    return ForecastReminder(key, forecast)


def _remind(actor: Actor, forecast: Forecast, is_waiting: bool) -> None:
    if not is_waiting:
        raise DomainError(errors.FORECAST_ANSWERED, number=forecast.number)
    last = forecast.reminded_at
    if last is not None and now() < last + timedelta(hours=PAUSE_HOURS):
        raise DomainError(
            errors.FORECAST_ALREADY_REMINDED, number=forecast.number, hours=PAUSE_HOURS,
            reminded_at=last.isoformat(timespec="minutes"),
        )  # fmt: skip
    forecast.reminded_at = now()
    forecast.save(force_update=True, update_fields=["reminded_at"])
    record_forecast(actor, forecast, "reminded", None)
