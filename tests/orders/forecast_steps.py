"""Forecasts and commits for the tests of this app, over the committed world."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from common.clock import today
from orders.models import Forecast, ForecastLine
from orders.rules.forecasts import monday_of
from orders.services import forecast_commits, forecasts
from orders.services.forecast_commits import CommitCell, CommitRow
from orders.services.forecasts import ForecastRow
from orders.states import Confidence
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import BUYER, SALES

WEEK = timedelta(weeks=1)


def week(place: int) -> date:
    """The Monday `place` weeks from this one."""
    return monday_of(today()) + WEEK * place


def drafted(
    rows: dict[world.Thing, Sequence[int | None]] | None = None, *, pair: world.Pair = world.LEADER_FIRST,
    actor: Any = BUYER, **options: Any,
) -> Forecast:  # fmt: skip
    """A draft of 26 weeks with these quantities from this week on."""
    with acting_as(actor.enterprise_id):
        draft = forecasts.forecast_draft(actor=actor, partnership_id=pair.id, **options)
        return saved(draft, rows, actor) if rows else draft


def saved(draft: Forecast, rows: dict[world.Thing, Sequence[int | None]], actor: Any = BUYER) -> Forecast:
    given = [
        ForecastRow(thing.id, week(0), [None if q is None else Decimal(q) for q in series])
        for thing, series in rows.items()
    ]
    with acting_as(actor.enterprise_id):
        return forecasts.forecast_save(actor=actor, forecast_id=draft.id, version=draft.version, rows=given)


def published(
    rows: dict[world.Thing, Sequence[int | None]] | None = None, *, actor: Any = BUYER, **options: Any
) -> Forecast:
    """The same, published."""
    draft = drafted(rows, actor=actor, **options)
    with acting_as(actor.enterprise_id):
        return forecasts.forecast_publish(actor=actor, forecast_id=draft.id, version=draft.version)


def line_of(forecast: Forecast, thing: world.Thing = world.STATOR, actor: Any = SALES) -> ForecastLine:
    """The row of an item as the actor sees it now."""
    with acting_as(actor.enterprise_id):
        rows = ForecastLine.objects.select_related("forecast", "commit")
        return rows.get(forecast_id=forecast.id, item_id=thing.id)


def cell(place: int, quantity: int | str, **values: Any) -> CommitCell:
    """A commit to the week `place` weeks from now; short ones for want of material."""
    known = CommitCell(week(place), Decimal(quantity), Confidence.LIKELY, "MATERIAL")
    return replace(known, **values)


def committed(
    forecast: Forecast, *cells: CommitCell, thing: world.Thing = world.STATOR, actor: Any = SALES,
    version: int | None = None,
) -> Forecast:  # fmt: skip
    """The supplier's commit to cells of one item, at the present version."""
    line = line_of(forecast, thing, actor)
    with acting_as(actor.enterprise_id):
        return forecast_commits.forecast_commit(
            actor=actor, forecast_id=forecast.id, version=version or line.forecast.version,
            rows=[CommitRow(line.id, cells)],
        )  # fmt: skip
