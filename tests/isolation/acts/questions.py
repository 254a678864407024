"""The acts on questions, with variables that would succeed."""

from datetime import timedelta

from common.clock import now, today
from tests import world
from tests.isolation.acts.registry import Variables, act, one
from tests.isolation.oracle import Eyes

LEADER, FIRST = world.LEADER, world.FIRST


def _inquiry(eyes: Eyes, **values: object) -> Variables:
    row = one(eyes, "suppliers.Inquiry", status="OPEN", **values)
    return {"inquiryId": str(row["id"]), "version": row["version"]}


@act(LEADER)
def questionAsk(eyes: Eyes) -> Variables:
    return {
        "itemId": str(world.ROTOR.id),
        "weeklyQuantity": "120",
        "firstWeek": today().isoformat(),
        "weeks": 3,
        "deadline": (now() + timedelta(days=2)).isoformat(),
    }


@act(LEADER)
def questionWithdraw(eyes: Eyes) -> Variables:
    return _inquiry(eyes, received_id=None)


@act(FIRST)
def questionAnswer(eyes: Eyes) -> Variables:
    return {**_inquiry(eyes, own_by=""), "verdict": "SHORT", "shortLow": "10", "note": "inside"}


@act(FIRST)
def questionPolicySet(eyes: Eyes) -> Variables:
    policy = one(eyes, "suppliers.QuestionPolicy")
    return {"version": policy["version"], "byCapacity": True, "byStock": False, "passesOn": True}
