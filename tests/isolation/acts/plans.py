"""Every mutation of planning once, with variables that would succeed."""

from common.clock import today
from tests.isolation.acts.registry import FIRST, LEADER, Variables, act, document, one
from tests.isolation.oracle import Eyes


@act(LEADER)
def demandSave(eyes: Eyes) -> Variables:
    item = one(eyes, "suppliers.Item", number=f"DRIVE-{LEADER.key}")
    line = {
        "itemId": str(item["id"]), "kind": "ORDER", "week": today().isoformat(), "quantity": "12.5", "priority": 1,
        "reference": "SO-NEW",
    }  # fmt: skip
    return {"lines": [line]}


@act(LEADER)
def planStart(eyes: Eyes) -> Variables:
    return {"seconds": 5, "seed": 7}


@act(FIRST)
def planStop(eyes: Eyes) -> Variables:
    return document(one(eyes, "optimizer.PlanRun", status="QUEUED"), "runId")


@act(LEADER)
def planAdopt(eyes: Eyes) -> Variables:
    runs = [row for row in eyes.visible_ids["optimizer.PlanRun"] if row["status"] == "DONE"]
    newest = max(runs, key=lambda row: row["number"])
    order = one(eyes, "optimizer.PlanOrder", run_id=newest["id"], adopted_at=None)
    return {
        "runId": str(newest["id"]), "planOrderIds": [str(order["id"])], "shipToSiteId": str(LEADER.site_id)
    }  # fmt: skip


@act(LEADER)
def planningItemsSave(eyes: Eyes) -> Variables:
    item = one(eyes, "suppliers.Item", number=f"DRIVE-{LEADER.key}")
    return {"items": [{"itemId": str(item["id"]), "safetyStock": "33.5", "margin": "712.5"}]}


@act(LEADER)
def planPolicySet(eyes: Eyes) -> Variables:
    policy = one(eyes, "optimizer.PlanPolicy")
    return {
        "version": policy["version"], "weeks": 12, "seconds": 20, "holdingPercent": "17.5", "safetyPercent": "80",
        "backlogPercent": "9", "orderCost": "140",
    }  # fmt: skip
