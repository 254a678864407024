"""Acts on forecasts and commits."""

from typing import Any

from common.clock import today
from orders.rules.forecasts import monday_of
from tests import world
from tests.isolation.acts.registry import FIRST, LEADER, Variables, act, document, one
from tests.isolation.oracle import Eyes


def _this_week() -> str:
    return monday_of(today()).isoformat()


@act(world.OTHER)
def forecastDraft(eyes: Eyes) -> Variables:
    return {"partnershipId": str(world.OTHER_THIRD.id)}


def _forecast(eyes: Eyes, **values: Any) -> Variables:
    return document(one(eyes, "orders.Forecast", **values), "forecastId")


@act(LEADER)
def forecastSave(eyes: Eyes) -> Variables:
    row = {"itemId": str(world.STATOR.id), "start": _this_week(), "quantities": ["130", "140"]}
    return {**_forecast(eyes, is_released=False), "rows": [row]}


@act(LEADER)
def forecastPublish(eyes: Eyes) -> Variables:
    return _forecast(eyes, is_released=False)


@act(LEADER)
def forecastDiscard(eyes: Eyes) -> Variables:
    return _forecast(eyes, is_released=False)


def _forecast_line(eyes: Eyes) -> str:
    current = one(eyes, "orders.Forecast", is_current=True)
    return str(one(eyes, "orders.ForecastLine", forecast_id=current["id"])["id"])


@act(LEADER)
def forecastsRemind(eyes: Eyes) -> Variables:
    return {"forecastIds": [_forecast(eyes, is_current=True)["forecastId"]]}


@act(FIRST)
def forecastCommit(eyes: Eyes) -> Variables:
    row = {"lineId": _forecast_line(eyes), "start": _this_week(), "quantities": ["70", None, "80"]}
    return {**_forecast(eyes, is_current=True), "rows": [row], "reasonCode": "MATERIAL"}


@act(FIRST)
def forecastCommitAll(eyes: Eyes) -> Variables:
    return {**_forecast(eyes, is_current=True), "lineIds": [_forecast_line(eyes)]}
