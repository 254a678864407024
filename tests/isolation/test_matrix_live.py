"""Every subscription over real sockets × every person of the world × own and foreign ids: only one's own stream."""

import json
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import pytest

from accounts.permissions import permissions_of
from accounts.roles import Role
from api.discovery import engine
from live.routing import SocketApplication
from tests import world
from tests.isolation import ids, rows
from tests.isolation.asking import MALFORMED, text_of
from tests.isolation.oracle import Eyes, answer_leaves, eyes_of, leaks
from tests.isolation.selections import document, leaf_paths, schema, selection
from tests.isolation.stage import random_id
from tests.live.samples import Peer, aside, token_for

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.slow]
FIRMS = {firm.key: firm for firm in world.FIRMS}
QUIET, PATIENCE = 0.5, 20.0  # seconds
LEAVES = 45


@cache
def eyes(key: str) -> Eyes:
    return eyes_of(FIRMS[key])


@pytest.fixture(autouse=True, scope="module")
def _fresh_eyes(stage: object) -> None:
    """Looked up before any event loop runs."""
    eyes.cache_clear()
    for key in FIRMS:
        eyes(key)


@asynccontextmanager
async def peer_of(login: str) -> Any:
    """A connected socket of a person of the world on the product's own schema."""
    token = await aside(token_for, login)
    app = SocketApplication(engine())
    peer = Peer(app)
    try:
        await peer.init(token=token)
        yield peer
        await peer.leave()
    finally:
        await app.hub().close()


@cache
def asked(root: str) -> str:
    kind: Any = schema().subscription_type.fields[root].type.of_type  # type: ignore[union-attr]
    paths = sorted((path for path, _, _ in leaf_paths(kind, 3)), key=len)
    return document(root, selection(paths[:LEAVES]), "subscription")


async def heard(
    peer: Peer, root: str, *, patience: float = PATIENCE, **variables: Any
) -> list[dict[str, Any]]:
    """Everything the socket says about one subscription until it falls quiet."""
    await peer.subscribe(asked(root), identity=root + text_of(variables), **variables)
    messages = []
    while True:
        try:
            message = await peer.hear(QUIET if messages else patience)
        except TimeoutError:
            return messages
        if message["type"] != "ping":
            messages.append(message)
        if message["type"] in ("error", "complete"):
            return messages


STREAMS = {
    "orderChanges",
    "sharingChanges",
    "supplyChanges",
    "marketChanges",
    "planChanges",
    "questionChanges",
    "notificationAdded",
}


def variables_of(root: str, mine: Eyes) -> dict[str, Any]:
    """Replay a stream from its beginning; watch a run of one's own."""
    if root in STREAMS:
        return {"after": "0"}
    name, label = next((place[1], label) for place, label in ids.SUBSCRIPTION_IDS.items() if place[0] == root)
    return {name: str(mine.visible_ids[label][0]["id"])}


# Roles that are told of events by a notification, or at least hear the orders' stream.
HEARERS = {"BUYER", "SUPPLIER_SALES"}
PEOPLE = [(firm.key, role) for firm in world.FIRMS for role in firm.roles]


@pytest.mark.parametrize(("key", "role"), PEOPLE)
async def test_a_person_hears_only_the_own_enterprise(key: str, role: str) -> None:
    firm, mine, held = FIRMS[key], eyes(key), permissions_of([Role(role)])
    async with peer_of(firm.login(role)) as peer:
        for root, needed in rows.SUBSCRIPTIONS.items():
            patience = PATIENCE if role in HEARERS else 2.0
            messages = await heard(peer, root, patience=patience, **variables_of(root, mine))
            if not needed & held:
                assert [m["type"] for m in messages] == ["error"]
                assert messages[0]["payload"][0]["extensions"]["code"] == "FORBIDDEN"
            for message in messages:
                assert leaks(mine, message, text_of(message)) == set(), (root, message)
                assert "INTERNAL" not in text_of(message)
            if root == "orderChanges" and role in HEARERS:
                assert set(answer_leaves(messages)) & mine.visible
                assert len(messages) > 10


@pytest.mark.parametrize("place", list(ids.SUBSCRIPTION_IDS), ids=".".join)
@pytest.mark.parametrize(
    ("key", "role"), [("leader", "BUYER"), ("first", "SUPPLIER_SALES"), ("second", "SUPPLIER_SALES")]
)
async def test_foreign_random_and_malformed_ids_sound_alike(
    place: tuple[str, str], key: str, role: str
) -> None:
    root, name = place
    mine = eyes(key)
    base = {"after": "0"} if root == "orderChanges" else {}
    strangers = [str(row["id"]) for row in mine.hidden_ids[ids.SUBSCRIPTION_IDS[place]][:2]]
    said = set()
    async with peer_of(FIRMS[key].login(role)) as peer:
        for value in [*strangers, str(random_id()), *MALFORMED[1:4]]:
            messages = await heard(peer, root, patience=2.0, **base | {name: value})
            said.add(json.dumps([message | {"id": ""} for message in messages], sort_keys=True))
        own = await heard(peer, root, **base | variables_of(root, mine))
    assert len(said) == 1, said
    assert own
    assert json.dumps([message | {"id": ""} for message in own], sort_keys=True) not in said


def test_streams_hold_each_enterprises_entries_alone() -> None:
    from events.models import StreamEntry
    from tenancy.context import acting_as

    for firm in world.FIRMS:
        with acting_as(firm.id):
            positions = list(
                StreamEntry.objects.order_by("position").values_list("position", "enterprise_id")
            )
        assert {enterprise for _, enterprise in positions} <= {firm.id}
        assert [position for position, _ in positions] == list(range(1, len(positions) + 1))
