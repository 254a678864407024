"""The mutations of replenishment bands, with variables that would succeed."""

from datetime import timedelta

from common.clock import today
from tests.isolation.acts.registry import FIRST, LEADER, PAIR, Variables, act, one
from tests.isolation.oracle import Eyes
from tests.isolation.stage_bands import free_item


def _band(eyes: Eyes) -> Variables:
    band = one(eyes, "orders.ReplenishmentBand", ended_at=None)
    return {"bandId": str(band["id"]), "version": band["version"]}


@act(LEADER)
def bandCreate(eyes: Eyes) -> Variables:
    return {
        "partnershipId": str(PAIR.id), "itemId": str(free_item(PAIR)), "siteId": str(LEADER.site_id), "kind": "SMI",
        "band": {"minimum": "10.5", "maximum": "90.5", "weeklyDemand": "7.5", "demandShare": "40", "note": "同意"},
    }  # fmt: skip


@act(LEADER)
def bandUpdate(eyes: Eyes) -> Variables:
    return {**_band(eyes), "band": {"minimum": "11.5", "maximum": "99.5"}}


@act(LEADER)
def bandEnd(eyes: Eyes) -> Variables:
    return _band(eyes)


@act(FIRST)
def replenishmentStart(eyes: Eyes) -> Variables:
    return {**_band(eyes), "quantity": "200", "day": (today() + timedelta(days=9)).isoformat()}
