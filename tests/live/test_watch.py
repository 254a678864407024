"""A watched row: its state now, at every change, until it is final."""

import asyncio

import pytest

from events.hints import tell_changed
from live import operations
from tenancy.context import acting_as
from tenancy.models import Site
from tests.live.samples import Peer, aside, sockets, token_for
from tests.world import LEADER

pytestmark = pytest.mark.usefixtures("committed")
WATCH = f'subscription {{ site(siteId: "{LEADER.site_id}") {{ name }} }}'


@pytest.fixture
def token() -> str:
    return token_for(LEADER.login("BUYER"))


def rename(name: str, hint: bool = True) -> None:
    with acting_as(LEADER.id):
        Site.objects.filter(id=LEADER.site_id).update(name=name)
    if hint:
        tell_changed(LEADER.id, LEADER.site_id)


async def name_of(peer: Peer) -> str:
    return (await peer.hear())["payload"]["data"]["site"]["name"]


async def test_state_first_then_changes_then_the_end(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await asyncio.sleep(0.3)
        await peer.subscribe(WATCH)
        assert await name_of(peer) == "甲链主一厂"

        await aside(rename, "一半")
        assert await name_of(peer) == "一半"
        await aside(rename, "完成!")
        assert await name_of(peer) == "完成!"

        assert await peer.hear() == {"type": "complete", "id": "1"}
        assert app.hub().groups._listeners == {}


async def test_a_lost_hint_costs_some_seconds_at_most(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "ASK_EVERY", 0.5)
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe(WATCH)
        await name_of(peer)
        await aside(rename, "新名", hint=False)

        assert await name_of(peer) == "新名"


async def test_a_state_that_is_already_final_is_told_once(token: str) -> None:
    await aside(rename, "完成!")
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe(WATCH)

        assert await name_of(peer) == "完成!"
        assert (await peer.hear())["type"] == "complete"
        await peer.subscribe(WATCH)  # the id is free again
        assert await name_of(peer) == "完成!"
