"""What subscribers are told: every change once, in order, under their own rights, also after a cut."""

import asyncio
import random
from typing import Any

import pytest
from django.db import transaction

from accounts.permissions import P
from accounts.roles import Role
from events import handlers
from events.handlers import NotificationDraft
from events.relay import relay_once
from tenancy.context import acting_as
from tests.events import facts
from tests.events.facts import buyer, tell
from tests.live.samples import SAID, ZERO, Peer, aside, readings, sockets, token_for
from tests.world import FIRST, LEADER, OTHER, SECOND

pytestmark = pytest.mark.usefixtures("committed")
BUYER = LEADER.login("BUYER")


@pytest.fixture
def token() -> str:
    return token_for(BUYER)


def say(count: int = 1, **payload: Any) -> None:
    actor = buyer()
    with acting_as(actor.enterprise_id, actor.user_id), transaction.atomic():
        for number in range(count):
            facts.say(actor, payload={"n": number, **payload})
    while relay_once().is_full:
        pass


async def told(count: int = 1, **payload: Any) -> None:
    await aside(say, count, **payload)


async def test_a_change_is_told_to_both_sides_and_to_nobody_else() -> None:
    logins = [BUYER, FIRST.login("SUPPLIER_SALES"), SECOND.login("SUPPLIER_SALES"), OTHER.login("BUYER")]
    tokens = [await aside(token_for, login) for login in logins]
    async with sockets() as app:
        peers = [Peer(app) for _ in tokens]
        for peer, token in zip(peers, tokens, strict=True):
            await peer.init(token=token)
            await peer.subscribe()
        await asyncio.sleep(0.3)
        await told()

        for peer in peers[:2]:
            message = await peer.hear()
            assert message == {
                "id": "1",
                "type": "next",
                "payload": {"data": {"said": {"position": "1", "n": 0}}},
            }
        for peer in peers[2:]:
            assert await peer.is_quiet()


async def test_without_a_position_it_begins_now_and_with_one_after_it(token: str) -> None:
    await told(3)
    async with sockets() as app:
        fresh, resuming = Peer(app), Peer(app)
        ack = await fresh.init(token=token)
        await fresh.subscribe()
        await resuming.init(token=token)
        await resuming.subscribe(after="1")

        assert ack == {"position": "3"}
        assert await resuming.positions(2) == [2, 3]
        assert await fresh.is_quiet()
        await told()
        assert await fresh.positions(1) == [4]
        assert await resuming.positions(1) == [4]


@pytest.mark.parametrize("after", ["99", "-1", "nonsense", ""])
async def test_an_impossible_position_is_answered_with_resync_and_the_present_head(
    token: str, after: str
) -> None:
    await told(2)
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token, language="en")
        await peer.subscribe(after=after)
        message = await peer.hear()

        assert (message["type"], message["id"]) == ("error", "1")
        assert message["payload"][0]["extensions"]["code"] == "RESYNC"
        assert message["payload"][0]["extensions"]["params"]["position"] == "2"
        await peer.subscribe(after="2")  # the same id is free again
        await asyncio.sleep(0.2)
        await told()
        assert await peer.positions(1) == [3]


async def test_a_long_replay_is_complete_and_does_not_overrun_the_reader(token: str) -> None:
    await told(700)
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe(after="0")

        assert await peer.positions(700) == list(range(1, 701))


async def test_cut_at_random_while_changes_come_nothing_is_missed_or_doubled(token: str) -> None:
    total, seen, cuts, dice = 120, [], 0, random.Random(5)
    async with sockets() as app:

        async def talk() -> None:
            for _ in range(total // 4):
                await told(4)

        talking = asyncio.create_task(talk())
        while len(seen) < total:
            peer = Peer(app)
            await peer.init(token=token)
            await peer.subscribe(after=str(seen[-1]) if seen else "0")
            for _ in range(dice.randint(1, 9)):
                if len(seen) < total:
                    seen += await peer.positions(1)
            await peer.leave()
            cuts += 1
        await talking

    assert seen == list(range(1, total + 1))
    assert cuts > 15


async def test_equal_questions_with_equal_rights_are_read_once() -> None:
    tokens = [await aside(token_for, BUYER) for _ in range(10)]
    async with sockets() as app:
        peers = [Peer(app) for _ in tokens]
        for peer, token in zip(peers, tokens, strict=True):
            await peer.init(token=token)
            for identity in "abcdefghij":
                await peer.subscribe(identity=identity)
        await asyncio.sleep(0.5)
        await told(3)
        for peer in peers:
            assert sorted(await peer.positions(30)) == [1] * 10 + [2] * 10 + [3] * 10

    assert readings == [1, 2, 3]  # a hundred subscribers, one reading each


async def test_a_shared_reading_is_nobodys_in_particular(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe("subscription { said { position reader } }")
        await asyncio.sleep(0.3)
        await told()
        message = await peer.hear()

    assert message["payload"]["data"]["said"]["reader"] == str(ZERO)


async def test_people_with_other_rights_do_not_share() -> None:
    rich = await aside(token_for, BUYER)
    poor = await aside(token_for, BUYER, [P.ORDER_READ])
    query = "subscription { said { position price } }"
    async with sockets() as app:
        peers = [Peer(app), Peer(app)]
        for peer, token in zip(peers, (rich, poor), strict=True):
            await peer.init(token=token)
            await peer.subscribe(query)
        await asyncio.sleep(0.3)
        await told()
        prices = [(await peer.hear())["payload"]["data"]["said"]["price"] for peer in peers]

    assert prices == ["9", None]
    assert len(readings) == 2


async def test_what_is_not_for_the_reader_leaves_no_trace(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe()
        await asyncio.sleep(0.3)
        await told(hidden=True)
        await told()

        assert await peer.positions(1) == [2]


async def test_a_narrowed_subscription_hears_its_document_only(token: str) -> None:
    query = f'subscription {{ said(rootId: "{OTHER.id}") {{ position }} }}'
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe(query)
        await asyncio.sleep(0.3)
        await told(2)
        await aside(lambda: tell(buyer(), root_id=OTHER.id))
        await aside(relay_once)

        assert await peer.positions(1) == [3]
    assert readings == [3]


async def test_an_event_that_cannot_be_read_is_told_as_an_error_and_the_next_one_comes(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe()
        await asyncio.sleep(0.3)
        await told(broken=True)
        await told()
        message = await peer.hear()

        assert message["payload"]["errors"][0]["extensions"]["code"] == "INTERNAL"
        assert "secret" not in str(message)
        assert await peer.positions(1) == [2]


async def test_notifications_reach_their_person_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "_handlers", [])
    handlers.on("test.")(lambda event: [NotificationDraft(FIRST.id, (Role.SUPPLIER_SALES,), "TOLD")])
    tokens = [await aside(token_for, FIRST.login(role)) for role in ("SUPPLIER_SALES", "VIEWER")]
    query = "subscription($after: String) { noted(after: $after) { position kind } }"
    async with sockets() as app:
        peers = [Peer(app), Peer(app)]
        for peer, token in zip(peers, tokens, strict=True):
            await peer.init(token=token)
            await peer.subscribe(query)
        await asyncio.sleep(0.3)
        await told()

        message = await peers[0].hear()
        assert message["payload"]["data"]["noted"] == {"position": "2", "kind": "TOLD"}
        assert await peers[1].is_quiet()
        await peers[1].subscribe(query, "again", after="0")
        assert await peers[1].is_quiet()


async def test_completing_ends_one_subscription_and_frees_its_id(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe()
        await peer.subscribe(identity="2")
        await asyncio.sleep(0.3)
        await peer.send({"type": "complete", "id": "1"})
        await asyncio.sleep(0.1)
        await told()

        assert (await peer.hear())["id"] == "2"
        assert await peer.is_quiet()
        await peer.subscribe(SAID, after="0")
        assert await peer.positions(1) == [1]


async def test_nothing_is_left_behind_when_the_peers_have_gone(token: str) -> None:
    async with sockets() as app:
        peers = [Peer(app) for _ in range(5)]
        for peer in peers:
            await peer.init(token=token)
            await peer.subscribe()
        await asyncio.sleep(0.3)
        hub = app.hub()
        assert len(hub._feeds) == 1
        for peer in peers:
            await peer.leave()

        assert (len(hub.sockets), len(hub._feeds)) == (0, 0)
        await hub._drop_idle_streams()
        assert len(hub._streams) == 1  # somebody may be about to come
        await hub._drop_idle_streams()
        assert hub._streams == {}
        assert hub.groups._listeners == {}
