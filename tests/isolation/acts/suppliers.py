"""Acts on partnerships, items, stock, capacity and sharing."""

from typing import Any

from common.ids import new_id
from tests import world
from tests.isolation import sharing
from tests.isolation.acts.registry import FIRST, LEADER, PAIR, Variables, act, document, later, one
from tests.isolation.oracle import Eyes


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
    return document(one(eyes, "suppliers.CapacityGroup", enterprise_id=FIRST.id), "groupId")


@act(FIRST)
def capacityGroupSave(eyes: Eyes) -> Variables:
    usages = [{"itemId": _product(eyes), "perPiece": "0.75"}]
    group = {"siteId": _sites(eyes)[0], "code": "G-NEW", "name": "新产能组", "usages": usages}
    return {**_group(eyes), "group": group}


@act(FIRST)
def capacityWeeksSave(eyes: Eyes) -> Variables:
    shares = [{"partnershipId": str(PAIR.id), "agreed": "10"}]
    return {**_group(eyes), "weeks": [{"week": later(), "maximum": "100", "shares": shares}]}


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
    return document(_grant(eyes, "AGREED"), "grantId")


@act(FIRST)
def sharingTemplateApply(eyes: Eyes) -> Variables:
    return {"partnershipId": str(PAIR.id), "template": "CLOSE"}
