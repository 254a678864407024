"""Acts of people on themselves and their enterprise, notices and files."""

from common.ids import new_id
from tests import world
from tests.isolation.acts.registry import LEADER, Variables, act, one
from tests.isolation.oracle import Eyes


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
