"""Two hands on one forecast at once: one winner per version, and no commit is lost between two versions."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from common.errors import DomainError
from events.models import Event
from orders.models import Forecast, ForecastCommit, ForecastCommitEntry
from orders.services import forecast_commits, forecasts
from orders.services.forecast_commits import CommitRow
from tenancy.context import acting_as, system_access
from tests import world
from tests.orders.at_once import at_once
from tests.orders.forecast_steps import cell, drafted, line_of, published
from tests.orders.trade import BUYER, SALES

pytestmark = pytest.mark.usefixtures("committed")
HANDS = 12


def said(act: Callable[[], Forecast]) -> str:
    try:
        act()
    except DomainError as error:
        return error.code
    return "OK"


def commits(forecast: Forecast) -> Callable[[int], Callable[[], str]]:
    line = line_of(forecast)

    def one(quantity: int) -> Callable[[], str]:
        row = CommitRow(line.id, [cell(2, quantity), cell(3, quantity)])
        return lambda: said(
            lambda: forecast_commits.forecast_commit(
                actor=SALES, forecast_id=forecast.id, version=line.forecast.version, rows=[row]
            )
        )

    return one


def test_of_many_sheets_at_one_version_one_is_kept_whole() -> None:
    forecast = published({world.STATOR: [100] * 6})
    one = commits(forecast)

    results = at_once([(SALES, one(quantity)) for quantity in range(60, 60 + HANDS)])

    assert sorted(results) == ["CONFLICT"] * (HANDS - 1) + ["OK"]
    winner = Decimal(60 + results.index("OK"))
    with acting_as(SALES.enterprise_id):
        (entry,) = ForecastCommitEntry.objects.filter(forecast=forecast)
        assert line_of(forecast).commit.quantities[2:4] == entry.quantities[2:4] == [winner, winner]
        assert Forecast.objects.get(id=forecast.id).version == forecast.version + 1
    with system_access("test"):
        assert Event.objects.using("system").filter(type="orders.forecast.committed").count() == 1


@pytest.mark.parametrize("_round", range(4))
def test_a_commit_beside_a_publication_is_carried_over_or_refused(_round: int) -> None:
    first = published({world.STATOR: [100] * 6})
    draft = drafted({world.STATOR: [100] * 6})

    def publish() -> str:
        return said(
            lambda: forecasts.forecast_publish(actor=BUYER, forecast_id=draft.id, version=draft.version)
        )

    committed_, published_ = at_once([(SALES, commits(first)(80)), (BUYER, publish)])

    assert published_ == "OK"
    assert committed_ in ("OK", "FORECAST_SUPERSEDED", "CONFLICT")
    with acting_as(SALES.enterprise_id):
        now = line_of(draft).commit
        expected = [Decimal(80)] * 2 if committed_ == "OK" else [None, None]
        assert now.quantities[2:4] == expected
        assert now.open_cells == (4 if committed_ == "OK" else 6)
        assert ForecastCommit.objects.filter(forecast__is_current=True).count() == 1
        assert ForecastCommitEntry.objects.count() == (1 if committed_ == "OK" else 0)
