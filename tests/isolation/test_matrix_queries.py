"""Every query × every role × own, sibling, foreign, random and malformed ids: nobody sees what is not theirs."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from graphql import get_named_type

from accounts.permissions import SENSITIVE, P, permissions_of
from accounts.roles import Role
from tests import world
from tests.isolation import ids, rows
from tests.isolation.asking import MALFORMED, ask, codes, own_id, required_variables, text_of
from tests.isolation.oracle import Eyes, answer_leaves, eyes_of, leaks
from tests.isolation.selections import document as document_of
from tests.isolation.selections import documents, leaf_paths, plain_document, root_type, schema, selection
from tests.isolation.stage import everything, holding, random_id

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.slow]
FIRMS = {firm.key: firm for firm in world.FIRMS}
# Both sides of trade, and one that is on neither.
SIDES = (world.LEADER, world.FIRST, world.CARRIER)


@cache
def eyes(key: str) -> Eyes:
    return eyes_of(FIRMS[key])


@pytest.fixture(autouse=True, scope="module")
def _fresh_eyes(stage: object) -> None:
    eyes.cache_clear()


@pytest.mark.parametrize("role", list(Role))
def test_a_query_answers_exactly_those_who_hold_its_right(role: Role) -> None:
    for firm in SIDES:
        actor, held = holding(firm, role), permissions_of([role])
        for root, needed in rows.QUERIES.items():
            body = ask(actor, plain_document(root), required_variables(root, eyes(firm.key)))
            if not needed or needed & held:
                assert "FORBIDDEN" not in codes(body) - _nested(root), (firm.key, root, body)
                assert body["data"] is not None, (firm.key, root, body)
            else:
                assert codes(body) == {"FORBIDDEN"}, (firm.key, root, body)
                assert (body["data"] or {}).get(root) is None
            assert leaks(eyes(firm.key), body, text_of(body)) == set(), (firm.key, root)


def _nested(root: str) -> set[str]:
    """Codes that parts of an answer may carry although the query itself is granted."""
    return {"FORBIDDEN"} if root in ("partnership", "partnerships") else set()


@pytest.mark.parametrize("permission", sorted(SENSITIVE))
def test_a_right_that_binds_asks_for_the_second_factor(permission: P) -> None:
    actor = holding(world.LEADER, permissions=frozenset({permission}))
    without = replace(actor, mfa_at=None)
    for root, needed in rows.QUERIES.items():
        if permission not in needed:
            continue
        variables = required_variables(root, eyes("leader"))
        assert codes(ask(without, plain_document(root), variables)) == {"MFA_REQUIRED"}
        assert codes(ask(actor, plain_document(root), variables)) == set()


@pytest.mark.parametrize("key", list(FIRMS))
def test_no_answer_holds_anything_hidden(key: str) -> None:
    actor, mine = everything(FIRMS[key]), eyes(key)
    seen: set[str] = set()
    for root in rows.QUERIES:
        for asked in documents(root):
            body = ask(actor, asked, required_variables(root, mine))
            assert "INTERNAL" not in codes(body), (root, body)
            assert leaks(mine, body, text_of(body)) == set(), (root, asked)
            seen |= set(answer_leaves(body)) & mine.visible
    # the answers are not empty: most of what could be told was told
    assert len(seen) > (20 if key == "carrier" else 100)


def test_the_detector_sees_a_leak() -> None:
    """Negative control: what the leader may read is full of leaks to everybody else."""
    body = ask(everything(world.LEADER), documents("scheduleLines")[0])
    for other in ("other", "second", "third", "carrier"):
        assert leaks(eyes(other), body, text_of(body)), other


@pytest.mark.parametrize("place", list(ids.QUERY_IDS), ids=".".join)
def test_foreign_random_and_malformed_ids_read_alike(place: tuple[str, ...]) -> None:
    root, *path = place
    label = ids.QUERY_IDS[place]
    for firm in FIRMS.values():
        mine, actor = eyes(firm.key), everything(firm)
        base = required_variables(root, mine)
        asked = plain_document(root)
        strangers = [str(row["id"]) for row in mine.hidden_ids[label][:6]]
        answers = {
            text_of(ask(actor, asked, base | _placed(path, root, value)))
            for value in [*strangers, str(random_id()), *MALFORMED]
        }
        assert len(answers) == 1, (firm.key, place, answers)
        own = own_id(mine, label)
        if own is not None and root in ("scheduleLine", "purchaseOrder", "partnership", "item", "importRun"):
            assert text_of(ask(actor, asked, base | _placed(path, root, own))) not in answers


def _placed(path: list[str], root: str, value: str) -> dict[str, Any]:
    """The variables that put an id at its place in the arguments."""
    kind: Any = schema().query_type.fields[root].args[path[0]].type  # type: ignore[union-attr]
    if len(path) == 1:
        return {path[0]: value}
    inner = kind.fields[path[1]].type
    return {path[0]: {path[1]: [value] if str(inner).startswith("[") else value}}


@pytest.mark.parametrize("masked", list(rows.MASKED))
def test_a_value_with_a_right_of_its_own_is_hidden_without_it(masked: str) -> None:
    owner, _ = masked.split(".")
    firm = world.FIRST if owner in OF_SUPPLIERS else world.LEADER
    all_but = holding(firm, permissions=frozenset(P) - {rows.MASKED[masked]})
    is_told = False
    for tried, (root, path) in enumerate(_ways_to(masked)):
        if is_told and tried >= WAYS:
            break
        asked, variables = document_of(root, selection([path])), required_variables(root, eyes(firm.key))
        with_right, without = ask(everything(firm), asked, variables), ask(all_but, asked, variables)

        assert codes(with_right) == set()
        is_told = is_told or values_at(with_right["data"], (root, *path)) != []
        assert values_at(without["data"], (root, *path)) == [] or codes(without) == {"FORBIDDEN"}

    assert is_told or masked in EMPTY_ON_STAGE


WAYS = 4
# Things only a supplier has on the stage.
OF_SUPPLIERS = {
    "AnswerDraft",
    "CapacityUsage",
    "CapacityShare",
    "SharingGrantItem",
    "ProductionOrder",
    "ReceivedQuestion",
}
# Nothing on the stage fills these; that they stay empty without the right is checked all the same.
EMPTY_ON_STAGE = {
    "AnswerDraft.price",
    "SourceOption.priceBreaks",
    "ImportRun.importableAmounts",
    "PlanRelaxation.item",
    "PlanRelaxation.partnership",
}


def _ways_to(masked: str) -> list[tuple[str, tuple[str, ...]]]:
    """Queries, and paths under them, through a field of a type; short ones and lists first."""
    owner, field = masked.split(".")
    found: set[tuple[int, str, tuple[str, ...]]] = set()
    for root in rows.QUERIES:
        kind = root_type(root)
        if kind is None or rows.MASKED[masked] in rows.QUERIES[root]:
            continue
        cost = 3 if (root, "id") in ids.QUERY_IDS else 0
        for path, _, _ in leaf_paths(kind):
            if any(step == field and owner_of(kind, path[:i]) == owner for i, step in enumerate(path)):
                found.add((len(path) + cost, root, path))
    return [(root, path) for _, root, path in sorted(found)]


def owner_of(kind: Any, path: tuple[str, ...]) -> str:
    for step in path:
        kind = get_named_type(kind.fields[step].type)
    return str(kind.name)


def values_at(value: Any, path: tuple[str, ...]) -> list[Any]:
    """Everything that is not null at the end of a path, lists spread out."""
    if value is None:
        return []
    if isinstance(value, list):
        return [found for item in value for found in values_at(item, path)]
    if not path:
        return [value]
    return values_at(value.get(path[0]), path[1:])
