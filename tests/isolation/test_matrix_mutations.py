"""Every mutation × every role × own, sibling, foreign, random and malformed ids: refused alike, nothing changed."""

import copy
import hashlib
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from accounts.permissions import SENSITIVE, permissions_of
from accounts.roles import Role
from tenancy.guard import guarded_models
from tests import world
from tests.isolation import (
    ids,
    rows,
)
from tests.isolation.acts import ACTS
from tests.isolation.asking import MALFORMED, ask, refusals, text_of, tried
from tests.isolation.oracle import UUIDS, Eyes, eyes_of, leaks, rows_of
from tests.isolation.selections import act_document
from tests.isolation.stage import everything, holding, random_id

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.slow]
TIMES = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+\+00:00")
# Ids that are not mine are passed over, as if they were not in the list.
PASSED_OVER = {"notificationsMarkRead", "exportStart"}
# What is compared with the document acted on, and so named as not fitting it.
MISFITS = {
    ("asnCreate", "shipToSiteId"): "OTHER_PARTNER",
    ("goodsReceiptPost", "lines", "asnLineId"): "RECEIPT_LINES_DIFFER",
}
# Written when somebody is refused, or by asking at all.
TRACES = {"audit.AuditEntry", "audit.AuditPending", "api.IdempotencyKey"}


@cache
def eyes(key: str) -> Eyes:
    return eyes_of(next(firm for firm in world.FIRMS if firm.key == key))


@pytest.fixture(autouse=True, scope="module")
def _fresh_eyes(stage: object) -> None:
    eyes.cache_clear()


def base(name: str) -> dict[str, Any]:
    act = ACTS[name]
    return act.variables(eyes(act.firm.key))


def test_every_mutation_has_an_act() -> None:
    assert set(ACTS) == set(rows.MUTATIONS)


@pytest.mark.parametrize("name", list(ACTS))
def test_the_act_succeeds_for_whom_it_is_meant(name: str) -> None:
    """Otherwise the refusals below would prove nothing."""
    firm = ACTS[name].firm
    body = tried(everything(firm), act_document(name), base(name))

    assert "errors" not in body, body
    expected = {"LINE_MOVE_REFUSED", "ILLEGAL_TRANSITION"} if name == "scheduleLinesSettle" else set()
    assert refusals(body["data"][name]) <= expected, body
    assert leaks(eyes(firm.key), body, text_of(body)) == set()


@pytest.mark.parametrize("role", list(Role))
def test_an_act_is_refused_to_who_lacks_its_right(role: Role) -> None:
    held = permissions_of([role])
    for name, needed in rows.MUTATIONS.items():
        body = tried(holding(ACTS[name].firm, role), act_document(name), base(name))
        is_granted = not needed or bool(needed & held)
        assert ("FORBIDDEN" in refusals(body["data"][name])) <= (not is_granted or name in NEEDS_MORE), (
            name,
            body,
        )
        if not is_granted:
            assert refusals(body["data"][name]) == {"FORBIDDEN"}, (name, body)
            assert leaks(eyes(ACTS[name].firm.key), body, text_of(body)) == set()


# The thing acted on asks for a right of its own beside the mutation's.
NEEDS_MORE = {
    "importStart", "importSetMapping", "importFixCells", "importCommit", "importAbort", "exportStart",
    "scheduleLinesRemind", "proposalWithdraw", "marketProposalOrder", "loanMove",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, needed in rows.MUTATIONS.items() if needed & SENSITIVE])
def test_a_binding_act_asks_for_the_second_factor(name: str) -> None:
    actor = replace(everything(ACTS[name].firm), mfa_at=None)
    body = tried(actor, act_document(name), base(name))

    if not rows.MUTATIONS[name] - SENSITIVE:
        assert refusals(body["data"][name]) == {"MFA_REQUIRED"}, body


@pytest.mark.parametrize("place", list(ids.MUTATION_IDS), ids=".".join)
def test_foreign_random_and_malformed_ids_are_refused_alike(place: tuple[str, ...]) -> None:
    name, *path = place
    firm, label = ACTS[name].firm, ids.MUTATION_IDS[place]
    actor, mine = everything(firm), eyes(firm.key)
    strangers = [str(row["id"]) for row in mine.hidden_ids[label][:6]]
    assert strangers
    answers = set()
    for value in [*strangers, str(random_id()), *MALFORMED]:
        body = tried(actor, act_document(name), spoilt(base(name), path, value))
        answers.add(canonical(body, value))
        if name not in PASSED_OVER:
            assert refusals(body["data"][name]) == {MISFITS.get(place, "NOT_FOUND")}, (place, value, body)
        assert leaks(mine, body, text_of(body)) <= {value}

    assert len(answers) == 1, answers


def spoilt(variables: dict[str, Any], path: list[str], value: str) -> dict[str, Any]:
    """The variables with one id replaced; of a list of inputs, in its first."""
    changed = copy.deepcopy(variables)
    place: Any = changed
    for step in path[:-1]:
        place = place[step][0] if isinstance(place[step], list) else place[step]
    last = path[-1]
    place[last] = [value] if isinstance(place.get(last), list) else value
    return changed


def canonical(body: dict[str, Any], given: str) -> str:
    """The answer without what the client itself sent, random ids and the time."""
    text = text_of(body)
    if given:
        text = text.replace(f'"{given}"', '"<given>"')
    text = re.sub(r'"(scheduleLineId|proposalId|forecastId)": ""', r'"\1": "<given>"', text)
    return TIMES.sub("<time>", UUIDS.sub("<id>", text))


def _fingerprint() -> dict[str, str]:
    """A digest of every table."""
    digests = {}
    for model in guarded_models():
        content = "\n".join(sorted(repr(sorted(row.items(), key=str)) for row in rows_of(model)))
        digests[model._meta.label] = hashlib.sha256(content.encode()).hexdigest()
    return digests


def test_refused_acts_change_nothing() -> None:
    """Really sent, not undone: every id spoilt once, by who may and by who may not."""
    before = _fingerprint()
    for place, label in ids.MUTATION_IDS.items():
        name, *path = place
        if name in PASSED_OVER:
            continue
        firm = ACTS[name].firm
        stranger = str(eyes(firm.key).hidden_ids[label][0]["id"])
        for actor in (everything(firm), holding(firm, Role.DISPATCHER)):
            for value in (stranger, str(random_id()), "not-an-id"):
                key = {"idempotencyKey": str(random_id())}
                body = ask(actor, act_document(name), key | spoilt(base(name), path, value))
                assert refusals(body["data"][name]), (place, body)
    after = _fingerprint()

    assert {label for label in before if before[label] != after[label]} <= TRACES
