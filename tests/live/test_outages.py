"""Redis away or forgetful, PostgreSQL away: sockets stay, and everything is told in the end."""

import asyncio
from typing import Any

import pytest
from channels.layers import get_channel_layer

from events.relay import relay_once
from live import groups
from live.groups import Groups
from live.streams import Stream
from tests.events.facts import buyer, tell
from tests.live.samples import Peer, aside, sockets, token_for
from tests.world import LEADER


class Layer:
    """A channel layer that can be away, forget, and be slow."""

    def __init__(self) -> None:
        self.members: set[tuple[str, str]] = set()
        self.is_away = False
        self.waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.pause = 0.0

    async def _reach(self) -> None:
        await asyncio.sleep(self.pause)
        if self.is_away:
            raise ConnectionError

    async def new_channel(self) -> str:
        await self._reach()
        return "mine"

    async def group_add(self, group: str, channel: str) -> None:
        await self._reach()
        self.members.add((group, channel))

    async def group_discard(self, group: str, channel: str) -> None:
        await self._reach()
        self.members.discard((group, channel))

    async def receive(self, channel: str) -> dict[str, Any]:
        return await self.waiting.get()


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch) -> Layer:
    made = Layer()
    monkeypatch.setattr(groups, "get_channel_layer", lambda: made)
    return made


async def until(check: Any) -> None:
    for _ in range(200):
        if check():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come to that")


async def test_joining_and_leaving_at_once_ends_as_the_listeners_are(layer: Layer) -> None:
    member, heard = Groups(), []
    listening = asyncio.create_task(member.listen())
    await until(lambda: member.is_hinted)
    layer.pause = 0.01
    first, second = (lambda position: None), heard.append
    await member.join("a", first)

    await asyncio.gather(member.leave("a", first), member.join("a", second))
    assert layer.members == {("a", "mine")}
    await layer.waiting.put({"group": "a", "position": 3})
    await until(lambda: heard == [3])

    await asyncio.gather(*(step("b", first) for step in [member.join, member.leave] * 5))
    assert layer.members == {("a", "mine")}
    listening.cancel()


async def test_groups_that_could_not_be_joined_are_joined_later(layer: Layer) -> None:
    member = Groups()
    listening = asyncio.create_task(member.listen())
    await until(lambda: member.is_hinted)
    layer.is_away = True
    await member.join("a", lambda position: None)

    assert not member.is_hinted
    layer.is_away = False
    await member.mend()

    assert member.is_hinted
    assert layer.members == {("a", "mine")}
    layer.members.clear()  # restarted
    await member.renew()
    assert layer.members == {("a", "mine")}
    listening.cancel()


@pytest.mark.usefixtures("committed")
async def test_without_any_hints_changes_come_all_the_same(layer: Layer) -> None:
    layer.is_away = True
    token = await aside(token_for, LEADER.login("BUYER"))
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe()
        await asyncio.sleep(0.3)
        for expected in (1, 2):
            await aside(_told)
            assert await peer.positions(1) == [expected]


@pytest.mark.usefixtures("committed")
async def test_a_database_that_is_away_for_a_while_costs_nothing_but_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = await aside(token_for, LEADER.login("BUYER"))
    is_away = False
    advance = Stream._advance

    async def fragile(self: Stream) -> bool:
        if is_away:
            raise ConnectionError
        return await advance(self)

    monkeypatch.setattr(Stream, "_advance", fragile)
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe()
        await asyncio.sleep(0.3)
        is_away = True
        await aside(_told)
        assert await peer.is_quiet(1.5)
        is_away = False
        assert await peer.positions(1) == [1]


def _told() -> None:
    tell(buyer())
    relay_once()


async def test_the_real_layer_is_what_the_product_uses() -> None:
    assert type(get_channel_layer()).__name__ == "RedisChannelLayer"
