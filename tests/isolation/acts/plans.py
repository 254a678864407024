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
    done = [row for row in eyes.visible_ids["optimizer.PlanRun"] if row["status"] == "DONE"]
    runs = [row for row in done if row["scenario_id"] is None]
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


@act(LEADER)
def planScenarioSave(eyes: Eyes) -> Variables:
    item = one(eyes, "suppliers.Item", number=f"DRIVE-{LEADER.key}")
    assumption = {"kind": "DEMAND", "amount": "17.5", "itemId": str(item["id"])}
    return {"name": "what if", "assumptions": [assumption]}


@act(LEADER)
def planScenarioCopy(eyes: Eyes) -> Variables:
    return {"scenarioId": str(one(eyes, "optimizer.PlanScenario")["id"]), "name": "twin"}


@act(LEADER)
def planScenarioArchive(eyes: Eyes) -> Variables:
    return document(one(eyes, "optimizer.PlanScenario"), "scenarioId")


@act(FIRST)
def planPromote(eyes: Eyes) -> Variables:
    runs = eyes.visible_ids["optimizer.PlanRun"]
    return document(next(row for row in runs if row["scenario_id"] is not None), "runId")
