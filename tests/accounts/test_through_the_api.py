"""The gate as a browser and a program meet it: sign-in, GraphQL, sign-out, tokens, all over HTTP."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from api.models import IdempotencyKey
from audit.sealing import seal_pending
from tenancy.context import system_access
from tests import world
from tests.accounts.gate import BUYER, Browser, seat, user

pytestmark = pytest.mark.usefixtures("committed")
INTEGRATOR, SYSTEM, SECURITY, AUDITOR = (
    world.LEADER.login(role) for role in ("INTEGRATION", "SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN")
)
VIEWER_QUERY = "{ viewer { person { login } enterprise { id } roles permissions } }"
MAKE_TOKEN = (
    'mutation($k: String!, $s: [Permission!]!) { apiTokenCreate(idempotencyKey: $k, name: "ERP", scopes: $s,'
    " expiresInDays: 7) { secret token { id prefix scopes } errors { code } } }"
)
INVITE = (
    'mutation($k: String!, $l: String!) { memberInvite(idempotencyKey: $k, login: $l, displayName: "新人",'
    " roles: []) { firstPassword member { id roles } errors { code } } }"
)


def _ask(client: Client, query: str, variables: dict[str, Any] | None = None, **headers: str) -> Any:
    headers.setdefault("HTTP_X_LIANWANG", "1")
    return client.post(
        "/graphql/",
        {"query": query, "variables": variables or {}},
        content_type="application/json",
        **headers,
    )


def _entered(login: str) -> Client:
    browser = Browser()
    browser.enter(login)
    return browser.client


def _kept() -> str:
    with system_access("test"):
        return str(list(IdempotencyKey.objects.using("system").values_list("answer", flat=True)))


def test_from_sign_in_to_sign_out():
    browser = Browser()
    assert _ask(browser.client, VIEWER_QUERY).status_code == 401
    browser.sign_in()
    assert _ask(browser.client, VIEWER_QUERY).status_code == 401, "the second factor is still missing"
    browser.enter()

    shown = _ask(browser.client, VIEWER_QUERY).json()["data"]["viewer"]
    assert (shown["person"]["login"], shown["enterprise"]["id"]) == (BUYER, str(world.LEADER.id))
    assert _ask(browser.client, VIEWER_QUERY, HTTP_X_LIANWANG="").status_code in (401, 403)

    browser.post("sign-out")
    assert _ask(browser.client, VIEWER_QUERY).status_code == 401


def test_an_enterprise_without_a_seat_answers_the_same_whether_it_exists():
    client = _entered(BUYER)
    answers = []
    for wanted in (world.SECOND.id, uuid4(), "nonsense"):
        answer = _ask(client, VIEWER_QUERY, HTTP_X_ACTING_ENTERPRISE=str(wanted))
        answers.append((answer.status_code, answer.json()["errors"][0]["message"]))
        assert "viewer" not in (answer.json().get("data") or {})
    assert len(set(answers)) == 1


def test_a_guest_acts_where_the_header_says():
    seat(BUYER, world.FIRST, "VIEWER")
    client = _entered(BUYER)
    shown = _ask(client, VIEWER_QUERY, HTTP_X_ACTING_ENTERPRISE=str(world.FIRST.id)).json()["data"]["viewer"]
    assert (shown["enterprise"]["id"], shown["roles"]) == (str(world.FIRST.id), ["VIEWER"])


def test_a_token_works_for_programs_and_its_secret_lies_nowhere():
    client, key = _entered(INTEGRATOR), {"k": "token-key-1", "s": ["ORDER_READ"]}
    first = _ask(client, MAKE_TOKEN, key).json()["data"]["apiTokenCreate"]
    again = _ask(client, MAKE_TOKEN, key).json()["data"]["apiTokenCreate"]
    secret = first["secret"]

    assert first["errors"] == []
    assert again == first, "the same key gives the same answer"
    assert secret not in _kept()
    shown = _ask(Client(), VIEWER_QUERY, HTTP_AUTHORIZATION=f"Bearer {secret}", HTTP_X_LIANWANG="").json()[
        "data"
    ]["viewer"]
    assert shown["permissions"] == ["ORDER_READ"]
    refused = _ask(Client(), MAKE_TOKEN, key, HTTP_AUTHORIZATION=f"Bearer {secret}").json()
    assert refused["data"]["apiTokenCreate"]["errors"][0]["code"] == "FORBIDDEN"


def test_a_new_colleague_from_invitation_to_first_look():
    made = _ask(_entered(SYSTEM), INVITE, {"k": "invite-key-1", "l": "new@leader.test"}).json()
    member = made["data"]["memberInvite"]
    assert member["errors"] == []
    assert member["firstPassword"] not in _kept()

    assign = (
        "mutation($k: String!, $u: ID!) { roleAssign(idempotencyKey: $k, userId: $u, role: VIEWER)"
        " { member { roles } errors { code } } }"
    )
    given = _ask(_entered(SECURITY), assign, {"k": "assign-key-1", "u": member["member"]["id"]}).json()
    assert given["data"]["roleAssign"] == {"member": {"roles": ["VIEWER"]}, "errors": []}

    browser = Browser("192.0.2.1")
    browser.sign_in("new@leader.test", member["firstPassword"])
    assert _ask(browser.client, VIEWER_QUERY).status_code == 401, "the first password must go"
    browser.post("password", {"current": member["firstPassword"], "new": "Yangtze+Jialing=2"})
    assert _ask(browser.client, VIEWER_QUERY).json()["data"]["viewer"]["roles"] == ["VIEWER"]


def test_the_audit_administrator_sees_it_in_the_chain():
    buyer, client = _entered(BUYER), _entered(AUDITOR)
    seal_pending()
    query = "{ auditEntries(first: 100) { edges { node { action actorName position hash } } } }"
    nodes = [e["node"] for e in _ask(client, query).json()["data"]["auditEntries"]["edges"]]

    signed = [
        n
        for n in nodes
        if n["action"] == "accounts.second_factor_given" and n["actorName"] == user().display_name
    ]
    assert len(signed) == 1
    assert signed[0]["position"] > 0
    assert len(signed[0]["hash"]) == 64
    refused = _ask(buyer, query).json()
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
