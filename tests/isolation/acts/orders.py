"""Acts on purchase orders, their answers, goods and receipts."""

from typing import Any

from tests import world
from tests.isolation.acts.registry import FIRST, LEADER, PAIR, Variables, act, document, later, one
from tests.isolation.oracle import Eyes


def _line(eyes: Eyes, status: str) -> dict[str, Any]:
    return one(eyes, "orders.ScheduleLine", status=status)


def _seen(line: dict[str, Any], **more: Any) -> Variables:
    return {"scheduleLineId": str(line["id"]), "version": line["version"], **more}


def order_lines() -> list[Variables]:
    schedule = [{"quantity": "150", "requestedDate": later()}]
    return [{"itemId": str(world.STATOR.id), "unitPrice": "312", "schedule": schedule}]


@act(LEADER)
def purchaseOrderCreate(eyes: Eyes) -> Variables:
    return {"partnershipId": str(PAIR.id), "shipToSiteId": str(LEADER.site_id), "lines": order_lines()}


def _draft(eyes: Eyes) -> Variables:
    return document(one(eyes, "orders.PurchaseOrder", status="draft"), "orderId")


@act(LEADER)
def purchaseOrderUpdateDraft(eyes: Eyes) -> Variables:
    return {**_draft(eyes), "shipToSiteId": str(LEADER.site_id), "lines": order_lines()}


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
    return {"answer": _seen(_line(eyes, "sent"), kind="COUNTER", date=later())}


@act(FIRST)
def backorderPromise(eyes: Eyes) -> Variables:
    return _seen(_line(eyes, "part_confirmed"), parts=[{"quantity": "10", "date": later()}])


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
    return document(one(eyes, "orders.AdvanceShipNotice", status=status), "asnId")


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
