"""Every mutation once, with variables that would succeed: what the matrix then spoils one id at a time.

`ACTS[name]` gives the firm that acts and a function from its eyes to the variables.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from common.clock import today
from common.ids import new_id
from orders.rules.forecasts import monday_of
from tests import world
from tests.isolation import sharing
from tests.isolation.oracle import Eyes

LEADER, FIRST, PAIR = world.LEADER, world.FIRST, world.LEADER_FIRST
Variables = dict[str, Any]


@dataclass(frozen=True)
class Act:
    firm: world.Firm
    variables: Callable[[Eyes], Variables]


ACTS: dict[str, Act] = {}


def act(firm: world.Firm) -> Callable[[Callable[[Eyes], Variables]], Callable[[Eyes], Variables]]:
    """Note the variables of the mutation the function is named after."""

    def keep(make: Callable[[Eyes], Variables]) -> Callable[[Eyes], Variables]:
        ACTS[make.__name__] = Act(firm, make)
        return make

    return keep


def one(eyes: Eyes, label: str, **values: Any) -> dict[str, Any]:
    """The first row the firm may see with these values; of the pair, where the table has two parties."""
    for row in eyes.visible_ids[label]:
        is_pair = "buyer_id" not in row or (row["buyer_id"], row["supplier_id"]) == (LEADER.id, FIRST.id)
        if is_pair and all(row[name] == value for name, value in values.items()):
            return row
    raise LookupError(f"no {label} with {values} on the stage")


def _line(eyes: Eyes, status: str) -> dict[str, Any]:
    return one(eyes, "orders.ScheduleLine", status=status)


def _seen(line: dict[str, Any], **more: Any) -> Variables:
    return {"scheduleLineId": str(line["id"]), "version": line["version"], **more}


def _document(row: dict[str, Any], name: str, **more: Any) -> Variables:
    return {name: str(row["id"]), "version": row["version"], **more}


def _later() -> str:
    return (today() + timedelta(days=40)).isoformat()


def _order_lines() -> list[Variables]:
    schedule = [{"quantity": "150", "requestedDate": _later()}]
    return [{"itemId": str(world.STATOR.id), "unitPrice": "312", "schedule": schedule}]


@act(LEADER)
def profileUpdate(eyes: Eyes) -> Variables:
    return {"displayName": "新名字", "language": "EN"}


@act(LEADER)
def sessionRevoke(eyes: Eyes) -> Variables:
    return {"sessionId": str(one(eyes, "accounts.Session")["id"])}


@act(LEADER)
def savedViewSave(eyes: Eyes) -> Variables:
    view = one(eyes, "accounts.SavedView")
    return {
        "id": str(view["id"]),
        "list": view["list"],
        "name": "other",
        "content": {"a": 1},
        "isDefault": True,
    }


@act(LEADER)
def savedViewDelete(eyes: Eyes) -> Variables:
    return {"id": str(one(eyes, "accounts.SavedView")["id"])}


@act(LEADER)
def apiTokenCreate(eyes: Eyes) -> Variables:
    return {"name": "robot", "scopes": ["ORDER_READ"], "expiresInDays": 5}


@act(LEADER)
def apiTokenRevoke(eyes: Eyes) -> Variables:
    return {"id": str(one(eyes, "accounts.ApiToken")["id"])}


@act(LEADER)
def memberInvite(eyes: Eyes) -> Variables:
    return {"login": f"new-{new_id().hex[:8]}@leader.test", "displayName": "新人"}


def _viewer(eyes: Eyes) -> str:
    return str(one(eyes, "accounts.User", login=LEADER.login("VIEWER"))["id"])


@act(LEADER)
def userDisable(eyes: Eyes) -> Variables:
    return {"userId": _viewer(eyes)}


@act(LEADER)
def roleAssign(eyes: Eyes) -> Variables:
    return {"userId": _viewer(eyes), "role": "RISK"}


@act(LEADER)
def roleRemove(eyes: Eyes) -> Variables:
    return {"userId": _viewer(eyes), "role": "VIEWER"}


@act(LEADER)
def notificationsMarkRead(eyes: Eyes) -> Variables:
    return {"ids": [str(one(eyes, "events.Notification")["id"])]}


@act(LEADER)
def importStart(eyes: Eyes) -> Variables:
    return {"uploadId": str(one(eyes, "exchange.Upload")["id"]), "mapping": "suppliers.items"}


def _run(eyes: Eyes) -> str:
    return str(one(eyes, "exchange.ImportRun", state="READY")["id"])


@act(LEADER)
def importSetMapping(eyes: Eyes) -> Variables:
    return {"runId": _run(eyes), "columns": [{"column": 1, "field": "name"}]}


@act(LEADER)
def importFixCells(eyes: Eyes) -> Variables:
    return {"runId": _run(eyes), "cells": [{"row": 3, "column": 0, "value": "FIXED-1"}]}


@act(LEADER)
def importCommit(eyes: Eyes) -> Variables:
    return {"runId": _run(eyes)}


@act(LEADER)
def importAbort(eyes: Eyes) -> Variables:
    return {"runId": _run(eyes)}


@act(LEADER)
def exportStart(eyes: Eyes) -> Variables:
    return {"list": "ITEMS", "format": "XLSX", "ids": [str(world.STATOR.id)]}


@act(LEADER)
def partnershipTermsUpdate(eyes: Eyes) -> Variables:
    return {"partnershipId": str(PAIR.id), "version": 1, "terms": {"freezeDays": 4}}


@act(LEADER)
def itemCreate(eyes: Eyes) -> Variables:
    return {"item": {"number": f"N-{new_id().hex[:8]}", "name": "新物料", "unit": "H87"}}


@act(LEADER)
def itemUpdate(eyes: Eyes) -> Variables:
    return {"itemId": str(world.STATOR.id), "item": {"name": "定子"}}


def _product(eyes: Eyes) -> str:
    return str(one(eyes, "suppliers.Item", number=sharing.product_number(PAIR))["id"])


def _sites(eyes: Eyes) -> list[str]:
    mine = [row for row in eyes.visible_ids["tenancy.Site"] if row["enterprise_id"] == FIRST.id]
    return [str(row["id"]) for row in sorted(mine, key=lambda row: row["code"])]


@act(FIRST)
def stockMove(eyes: Eyes) -> Variables:
    here, there = _sites(eyes)
    return {
        "kind": "TRANSFER",
        "siteId": here,
        "toSiteId": there,
        "itemId": _product(eyes),
        "quantity": "1.5",
    }


@act(FIRST)
def stockCount(eyes: Eyes) -> Variables:
    return {"counts": [{"siteId": _sites(eyes)[0], "itemId": _product(eyes), "quantity": "9.25"}]}


def _group(eyes: Eyes) -> Variables:
    return _document(one(eyes, "suppliers.CapacityGroup", enterprise_id=FIRST.id), "groupId")


@act(FIRST)
def capacityGroupSave(eyes: Eyes) -> Variables:
    usages = [{"itemId": _product(eyes), "perPiece": "0.75"}]
    group = {"siteId": _sites(eyes)[0], "code": "G-NEW", "name": "新产能组", "usages": usages}
    return {**_group(eyes), "group": group}


@act(FIRST)
def capacityWeeksSave(eyes: Eyes) -> Variables:
    shares = [{"partnershipId": str(PAIR.id), "agreed": "10"}]
    return {**_group(eyes), "weeks": [{"week": _later(), "maximum": "100", "shares": shares}]}


def _grant(eyes: Eyes, field: str) -> dict[str, Any]:
    between = {"grantor_id": FIRST.id, "grantee_id": LEADER.id, "revoked_at": None}
    return one(eyes, "suppliers.SharingGrant", field=field, **between)


@act(FIRST)
def sharingGrantSet(eyes: Eyes) -> Variables:
    present = _grant(eyes, "UNRESTRICTED")
    return {
        "partnershipId": str(PAIR.id), "field": "UNRESTRICTED", "grain": "RANGE", "purpose": "计划",
        "version": present["version"], "itemIds": [_product(eyes)],
    }  # fmt: skip


@act(FIRST)
def sharingGrantRevoke(eyes: Eyes) -> Variables:
    return _document(_grant(eyes, "AGREED"), "grantId")


@act(FIRST)
def sharingTemplateApply(eyes: Eyes) -> Variables:
    return {"partnershipId": str(PAIR.id), "template": "CLOSE"}


@act(LEADER)
def purchaseOrderCreate(eyes: Eyes) -> Variables:
    return {"partnershipId": str(PAIR.id), "shipToSiteId": str(LEADER.site_id), "lines": _order_lines()}


def _draft(eyes: Eyes) -> Variables:
    return _document(one(eyes, "orders.PurchaseOrder", status="draft"), "orderId")


@act(LEADER)
def purchaseOrderUpdateDraft(eyes: Eyes) -> Variables:
    return {**_draft(eyes), "shipToSiteId": str(LEADER.site_id), "lines": _order_lines()}


@act(LEADER)
def purchaseOrderSend(eyes: Eyes) -> Variables:
    return _draft(eyes)


@act(LEADER)
def purchaseOrderDiscard(eyes: Eyes) -> Variables:
    return _draft(eyes)


@act(FIRST)
def purchaseOrderMarkSeen(eyes: Eyes) -> Variables:
    return {"orderId": str(one(eyes, "orders.PurchaseOrder", status="sent")["id"])}


@act(FIRST)
def privateNoteSave(eyes: Eyes) -> Variables:
    return {"orderId": str(one(eyes, "orders.PurchaseOrder", status="seen")["id"]), "text": "记下"}


@act(FIRST)
def scheduleLinesAnswer(eyes: Eyes) -> Variables:
    return {"answers": [_seen(_line(eyes, "sent"), kind="ACCEPT")]}


@act(FIRST)
def rejectionWithdraw(eyes: Eyes) -> Variables:
    return _seen(_line(eyes, "rejected"))


@act(FIRST)
def answerDraftSave(eyes: Eyes) -> Variables:
    return {"answer": _seen(_line(eyes, "sent"), kind="COUNTER", date=_later())}


@act(FIRST)
def backorderPromise(eyes: Eyes) -> Variables:
    return _seen(_line(eyes, "part_confirmed"), parts=[{"quantity": "10", "date": _later()}])


def _proposal(eyes: Eyes, side: str) -> Variables:
    proposal = one(eyes, "orders.ChangeProposal", side=side, status="OPEN")
    line = one(eyes, "orders.ScheduleLine", id=proposal["schedule_line_id"])
    return {"proposalId": str(proposal["id"]), "version": line["version"]}


@act(LEADER)
def proposalsDecide(eyes: Eyes) -> Variables:
    return {"decisions": [{**_proposal(eyes, "SUPPLIER"), "kind": "ACCEPT"}]}


@act(FIRST)
def proposalWithdraw(eyes: Eyes) -> Variables:
    return _proposal(eyes, "SUPPLIER")


@act(LEADER)
def scheduleLineChange(eyes: Eyes) -> Variables:
    return _seen(_line(eyes, "sent"), quantity="99")


@act(LEADER)
def scheduleLinesCancel(eyes: Eyes) -> Variables:
    return {"items": [_seen(_line(eyes, "sent"), reasonCode="DEMAND_CHANGE")]}


@act(LEADER)
def backorderCancel(eyes: Eyes) -> Variables:
    return {"item": _seen(_line(eyes, "part_confirmed"), reasonCode="DEMAND_CHANGE")}


@act(LEADER)
def scheduleLinesInspect(eyes: Eyes) -> Variables:
    return {"items": [_seen(_line(eyes, "received"))]}


@act(LEADER)
def scheduleLinesSettle(eyes: Eyes) -> Variables:
    return {"items": [_seen(_line(eyes, "received"))]}


@act(LEADER)
def scheduleLineClose(eyes: Eyes) -> Variables:
    return _seen(_line(eyes, "received"))


@act(LEADER)
def scheduleLinesRemind(eyes: Eyes) -> Variables:
    return {"scheduleLineIds": [str(_line(eyes, "sent")["id"])]}


@act(FIRST)
def productionReport(eyes: Eyes) -> Variables:
    return _seen(_line(eyes, "in_production"), percent=60)


@act(FIRST)
def asnCreate(eyes: Eyes) -> Variables:
    line = {"scheduleLineId": str(_line(eyes, "confirmed")["id"]), "quantity": "20", "lotNumber": "L-9"}
    return {"partnershipId": str(PAIR.id), "shipToSiteId": str(LEADER.site_id), "lines": [line]}


def _notice(eyes: Eyes, status: str) -> Variables:
    return _document(one(eyes, "orders.AdvanceShipNotice", status=status), "asnId")


@act(FIRST)
def asnPack(eyes: Eyes) -> Variables:
    return _notice(eyes, "planned")


@act(FIRST)
def asnDepart(eyes: Eyes) -> Variables:
    return _notice(eyes, "planned")


@act(FIRST)
def asnCancel(eyes: Eyes) -> Variables:
    return _notice(eyes, "planned")


@act(LEADER)
def asnArrive(eyes: Eyes) -> Variables:
    return _notice(eyes, "departed")


@act(LEADER)
def goodsReceiptPost(eyes: Eyes) -> Variables:
    asn = one(eyes, "orders.AdvanceShipNotice", status="departed")
    line = one(eyes, "orders.AsnLine", asn_id=asn["id"])
    counted = {"asnLineId": str(line["id"]), "acceptedQuantity": "200"}
    return {"asnId": str(asn["id"]), "version": asn["version"], "lines": [counted]}


def _this_week() -> str:
    return monday_of(today()).isoformat()


@act(world.OTHER)
def forecastDraft(eyes: Eyes) -> Variables:
    return {"partnershipId": str(world.OTHER_THIRD.id)}


def _forecast(eyes: Eyes, **values: Any) -> Variables:
    return _document(one(eyes, "orders.Forecast", **values), "forecastId")


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


@act(FIRST)
def forecastCommit(eyes: Eyes) -> Variables:
    row = {"lineId": _forecast_line(eyes), "start": _this_week(), "quantities": ["70", None, "80"]}
    return {**_forecast(eyes, is_current=True), "rows": [row], "reasonCode": "MATERIAL"}


@act(FIRST)
def forecastCommitAll(eyes: Eyes) -> Variables:
    return {**_forecast(eyes, is_current=True), "lineIds": [_forecast_line(eyes)]}
