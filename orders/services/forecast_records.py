"""Locking a forecast, checking its cells, and the one audit entry and event of an act on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from audit import services as audit
from common.errors import Conflict, DomainError, Invalid, NotFound
from events import services as events
from orders import errors
from orders.models import Forecast
from orders.rules.forecasts import place_of, week_at
from orders.selectors.parties import party
from orders.services.acts import facts_of, parties_of
from orders.services.locking import side_of

FORECAST_FACTS = ("number", "start", "weeks", "frozen_weeks", "is_released", "version", "published_at")
SHOWN_CELLS = 200


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A refused cell: whose row, which week, and why. `key` is the item's or line's id as the client named it."""

    key: UUID
    item: str
    week: date
    error: DomainError


def refuse_cells(wrong: Iterable[WrongCell]) -> None:
    """Pass when there is none; raises Invalid CELLS_WRONG with the cells in its params, the first two hundred."""
    found = list(wrong)
    if not found:
        return
    first = found[0]
    cells = [
        {"key": str(w.key), "week": w.week.isoformat(), "code": w.error.code, "message": w.error.message()}
        for w in found[:SHOWN_CELLS]
    ]
    raise Invalid(
        errors.CELLS_WRONG, field="rows", count=len(found), item=first.item, week=first.week.isoformat(),
        first=first.error.message(), cells=cells,
    )  # fmt: skip


def check_week(forecast: Forecast, week: date) -> int:
    """The week's place in the horizon; raises Invalid WEEK_OUTSIDE unless it is one of its Mondays."""
    place = place_of(forecast.start, week)
    if week.weekday() or not 0 <= place < forecast.weeks:
        last = week_at(forecast.start, forecast.weeks - 1)
        raise Invalid(
            errors.WEEK_OUTSIDE, field="rows", value=week.isoformat(), low=forecast.start.isoformat(),
            high=last.isoformat(),
        )  # fmt: skip
    return place


def lock_forecast(actor: Actor, forecast_id: UUID, version: int) -> Forecast:
    """The forecast, locked, at the version seen; raises NotFound or Conflict."""
    rows = Forecast.objects.select_for_update(of=("self",)).select_related("partnership")
    forecast = rows.filter(party(actor), id=forecast_id).first()
    if forecast is None:
        raise NotFound
    if forecast.version != version:
        raise Conflict(current_version=forecast.version, stated_version=version, number=forecast.number)
    return forecast


def record_forecast(
    actor: Actor, forecast: Forecast, verb: str, before: dict[str, Any] | None, **told: Any
) -> None:
    """Audit and event of an act; a draft's are the buyer's alone."""
    audit.record(
        actor,
        action=f"orders.forecast.{verb}",
        subject_type="orders.Forecast",
        subject_id=forecast.id,
        before=before,
        after=facts_of(forecast, FORECAST_FACTS) | told,
    )
    audience = [forecast.buyer_id, forecast.supplier_id] if forecast.is_released else [forecast.buyer_id]
    events.emit(
        actor,
        type=f"orders.forecast.{verb}",
        chain_id=forecast.chain_id,
        subject_type="forecast",
        subject_id=forecast.id,
        root_type="forecast",
        root_id=forecast.id,
        version=forecast.version,
        audience=audience,
        payload={
            "number": forecast.number, "partnershipId": str(forecast.partnership_id),
            "side": side_of(actor, forecast).value, **parties_of(forecast), **told,
        },
    )  # fmt: skip
