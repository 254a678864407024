"""Histories of a product, and forecasts carried out here: what the forecasting tests start from."""

import math
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from optimizer.models import DemandLine, DemandSeries, ForecastRun
from optimizer.services.planning.forecasting import forecast_carry_out, forecast_start
from optimizer.services.planning.history import HistoryValues, history_save
from optimizer.states.planning import DemandKind
from suppliers.models import Item
from tenancy.context import acting_as
from tests.optimizer.plans import PLANNER, monday

YEARS_BACK = 120


def sold(
    item: Item, actor: Actor = PLANNER, *, weeks: int = YEARS_BACK, level: int = 100, until: int = 1
) -> None:
    """A history of so many weeks up to `until` weeks ago, swinging with the seasons around a level."""
    rows = [
        HistoryValues(
            item.id, monday(-back), Decimal(round(level * (1 + 0.2 * math.sin(back / 52 * 2 * math.pi))))
        )
        for back in range(until, until + weeks)
    ]  # fmt: skip
    with acting_as(actor.enterprise_id):
        history_save(actor=actor, rows=rows)


def foretold(actor: Actor = PLANNER) -> ForecastRun:
    """Start a forecast and carry it out here."""
    with acting_as(actor.enterprise_id):
        run = forecast_start(actor=actor)
    forecast_carry_out(enterprise_id=actor.enterprise_id, run_id=run.id)
    with acting_as(actor.enterprise_id):
        return ForecastRun.objects.get(id=run.id)


def series_of(item: Item) -> DemandSeries:
    with acting_as(item.enterprise_id):
        return DemandSeries.objects.get(item=item)


def lines_of(item: Item) -> dict[int, tuple[Decimal, str]]:
    """Forecast lines in the demand by week from this one: quantity and origin."""
    with acting_as(item.enterprise_id):
        rows = list(DemandLine.objects.filter(item=item, kind=DemandKind.FORECAST))
    return {(row.week - monday()) // timedelta(weeks=1): (row.quantity, row.source) for row in rows}


def run_of(run_id: UUID, actor: Actor = PLANNER) -> ForecastRun:
    with acting_as(actor.enterprise_id):
        return ForecastRun.objects.get(id=run_id)
