"""The mutations of production orders, with variables that would succeed."""

from common.clock import today
from tests.isolation import sharing
from tests.isolation.acts.registry import FIRST, PAIR, Variables, act, one
from tests.isolation.oracle import Eyes


def _order(number: str) -> Variables:
    day = today().isoformat()
    return {
        "number": number, "quantity": "12.5", "startsOn": day, "readyOn": day, "state": "IN_WORK", "orderReference": "K-1",
    }  # fmt: skip


def _present(eyes: Eyes) -> Variables:
    row = one(eyes, "suppliers.ProductionOrder", enterprise_id=FIRST.id)
    return {"orderId": str(row["id"]), "version": row["version"]}


@act(FIRST)
def productionOrderCreate(eyes: Eyes) -> Variables:
    item = one(eyes, "suppliers.Item", number=sharing.product_number(PAIR))
    return {"itemId": str(item["id"]), "order": _order("MO-NEW")}


@act(FIRST)
def productionOrderUpdate(eyes: Eyes) -> Variables:
    return {**_present(eyes), "order": _order("MO-CHANGED")}


@act(FIRST)
def productionOrderRemove(eyes: Eyes) -> Variables:
    return _present(eyes)
