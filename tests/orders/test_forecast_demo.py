"""The demo's forecasts, over the committed world: versions, commits, gaps."""

import random
from decimal import Decimal

import pytest

from demo.forecasts import foretell
from demo.story import Desk
from demo.trade import Offer
from orders.models import Forecast, ForecastCommit
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import BUYER, RECEIVER, RIVAL, SALES

pytestmark = pytest.mark.usefixtures("db")


def test_every_desk_forecasts_three_versions_and_the_last_supplier_is_silent() -> None:
    offers = [
        Offer(thing.id, thing.number, thing.price, Decimal(100), Decimal(50), 7, Decimal(1200))
        for thing in (world.STATOR, world.ROTOR)
    ]
    places = [
        Desk(BUYER, RECEIVER, seller, pair.id, world.LEADER.site_id, offers)
        for seller, pair in ((SALES, world.LEADER_FIRST), (RIVAL, world.LEADER_SECOND))
    ]
    foretell(places, random.Random(2027))
    with acting_as(BUYER.enterprise_id):
        assert Forecast.objects.filter(is_released=True).count() == 6
        current = {f.partnership_id: f for f in Forecast.objects.filter(is_current=True)}
        answered = ForecastCommit.objects.filter(forecast=current[world.LEADER_FIRST.id])
        silent = ForecastCommit.objects.filter(forecast=current[world.LEADER_SECOND.id])
        assert sum(commit.open_cells for commit in answered) == 0
        assert sum(commit.short_cells for commit in answered) > 0
        assert sum(commit.open_cells for commit in silent) > 0
