"""Asking the product's engine as somebody, in process, as the HTTP view would."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from api.context import Context
from api.discovery import engine
from common.ids import new_id
from tests.isolation.ids import QUERY_IDS
from tests.isolation.oracle import Eyes

MALFORMED = (
    "",
    "1",
    "not-an-id",
    "0" * 36,
    "8c1a3d6e-55c1-4f0b-9d57-0a1b2c3d4e5",
    "8c1a3d6e55c14f0b9d570a1b2c3d4e5f",
)


def ask(actor: Actor, document: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The body of the answer; the request id is always the same, so that answers can be compared."""
    return engine().answer(document, dict(variables or {}), None, Context(actor, "zh", "fixed")).body


def text_of(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def codes(body: dict[str, Any]) -> set[str]:
    """Codes of the top-level errors."""
    return {str(error["extensions"]["code"]) for error in body.get("errors", ())}


def own_id(eyes: Eyes, label: str) -> str | None:
    """The id of a row the firm may see."""
    rows = eyes.visible_ids[label]
    return str(rows[0]["id"]) if rows else None


def required_variables(root: str, eyes: Eyes) -> dict[str, Any]:
    """Values for the arguments a query cannot do without."""
    values: dict[str, Any] = {"list": "SCHEDULE_LINES"} if root == "savedViews" else {}
    if root == "sharingPreview":
        values = {"field": "FREE", "grain": "EXACT"}
    if root == "networkPreview":
        values = {"field": "UPSTREAM", "grain": "EXACT"}
    if root in ("sharingPreview", "networkPreview"):
        values["partnershipId"] = own_id(eyes, "suppliers.Partnership") or str(new_id())
    for name in ("id", "runId"):
        label = QUERY_IDS.get((root, name))
        if label is not None:
            values[name] = own_id(eyes, label) or str(new_id())
    if (root, "runIds") in QUERY_IDS:
        values["runIds"] = [own_id(eyes, QUERY_IDS[root, "runIds"]) or str(new_id())]
    if root == "peggedItem":  # one that the firm's plans are about
        mine = (row for row in eyes.visible_ids["suppliers.Item"] if row["number"].startswith("DRIVE-"))
        values["itemId"] = str(next(mine, {"id": new_id()})["id"])
    if root in ("demandPegs", "sourcePegs"):  # places in the snapshot of a run
        values |= {"demandKey": "d0"} if root == "demandPegs" else {"sourceKey": "s0"}
    if root == "chainNode":  # a node is called by the enterprise it is, never by a row
        values["id"] = own_id(eyes, "tenancy.Enterprise") or str(new_id())
    return values


def tried(actor: Actor, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to an act that is undone at once."""
    with transaction.atomic(using="default"), transaction.atomic(using="system"):
        body = ask(actor, document, {"idempotencyKey": str(new_id()), **variables})
        transaction.set_rollback(True, using="default")
        transaction.set_rollback(True, using="system")
    return body


def refusals(payload: dict[str, Any] | None) -> set[str]:
    """Codes of the errors of a payload, those of its single items included."""
    if payload is None:
        return set()
    found = {str(error["code"]) for error in payload["errors"]}
    for item in payload.get("results") or ():
        found |= {str(error["code"]) for error in item["errors"]}
    return found
