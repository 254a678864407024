"""Every mutation of demand history, forecasts and overrides once, with variables that would succeed."""

from datetime import timedelta

from common.clock import today
from tests.isolation.acts.registry import LEADER, Variables, act, document, later, one
from tests.isolation.oracle import Eyes


@act(LEADER)
def demandHistorySave(eyes: Eyes) -> Variables:
    item = one(eyes, "suppliers.Item", number=f"DRIVE-{LEADER.key}")
    week = (today() - timedelta(weeks=30)).isoformat()
    return {"rows": [{"itemId": str(item["id"]), "week": week, "quantity": "12.5"}]}


@act(LEADER)
def forecastStart(eyes: Eyes) -> Variables:
    return {}


@act(LEADER)
def forecastOverrideSave(eyes: Eyes) -> Variables:
    item = one(eyes, "suppliers.Item", number=f"DRIVE-{LEADER.key}")
    return {
        "itemId": str(item["id"]), "weeks": [{"week": later(), "quantity": "77.5"}], "reason": "OTHER",
        "note": "a campaign",
    }  # fmt: skip


@act(LEADER)
def forecastOverrideWithdraw(eyes: Eyes) -> Variables:
    return document(one(eyes, "optimizer.ForecastOverride", withdrawn_at=None), "overrideId")
