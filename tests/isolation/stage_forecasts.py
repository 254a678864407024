"""Forecasts on the stage: two published versions of a pair, commits, and, but for one pair, the next draft."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from common import clock
from common.clock import today
from orders.models import Forecast, ForecastLine
from orders.rules.forecasts import monday_of
from orders.services.forecast_commits import CommitCell, CommitRow, forecast_commit
from orders.services.forecasts import ForecastRow, forecast_draft, forecast_publish, forecast_save
from orders.states import Confidence
from tenancy.context import acting_as
from tests import world

ITEMS = {world.LEADER: (world.STATOR, world.WIRE), world.OTHER: (world.OTHER_STATOR,)}


def forecast(pair: world.Pair, buyer: Any, seller: Any, *, more: bool = False) -> None:
    """What the pair forecasts and commits. `more`: one further published version on top of what is there."""
    if more:
        with acting_as(pair.buyer.id):
            draft = Forecast.objects.filter(partnership_id=pair.id, is_released=False).first()
            if draft is not None:
                forecast_publish(actor=buyer, forecast_id=draft.id, version=draft.version)
    else:
        with clock.at(clock.now() - timedelta(weeks=1)):
            _commit(pair, seller, _published(pair, buyer, 90 + pair.supplier.number))
    live = _published(pair, buyer, 100 + pair.supplier.number)
    _commit(pair, seller, live)
    if pair is not world.OTHER_THIRD:
        with acting_as(pair.buyer.id):
            forecast_draft(actor=buyer, partnership_id=pair.id)


def _published(pair: world.Pair, buyer: Any, quantity: int) -> Forecast:
    with acting_as(pair.buyer.id):
        draft = forecast_draft(actor=buyer, partnership_id=pair.id)
        rows = [
            ForecastRow(thing.id, monday_of(today()), [Decimal(quantity)] * 26) for thing in ITEMS[pair.buyer]
        ]
        saved = forecast_save(actor=buyer, forecast_id=draft.id, version=draft.version, rows=rows)
        return forecast_publish(actor=buyer, forecast_id=draft.id, version=saved.version)


def _commit(pair: world.Pair, seller: Any, live: Forecast) -> None:
    note = f"if the steel comes, {pair.buyer.key}-{pair.supplier.key}"
    with acting_as(pair.supplier.id):
        line = ForecastLine.objects.filter(forecast=live).order_by("item_number").first()
        assert line is not None
        cell = CommitCell(live.start, Decimal(61), Confidence.CONDITIONAL, "MATERIAL", note)
        forecast_commit(
            actor=seller, forecast_id=live.id, version=live.version, rows=[CommitRow(line.id, [cell])]
        )
