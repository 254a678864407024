"""A revoked grant is told on an open screen, and closed, without anybody asking again."""

import asyncio

import pytest

from api.discovery import engine
from events.relay import relay_once
from live.routing import SocketApplication
from suppliers.states import Grain, MovementKind
from tests import world
from tests.live.samples import Peer, aside, token_for
from tests.suppliers.sharing import move, product, revoke, seen, share

pytestmark = pytest.mark.usefixtures("committed")
FOLLOWED = "subscription { sharingChanges { type rootId field grain } }"
PATIENCE = 10.0  # seconds; how fast it is, is a matter of benchmarks


async def test_a_revoked_grant_is_told_and_closed() -> None:
    item = await aside(product)
    await aside(move, MovementKind.RECEIPT, 137, item)
    grant = await aside(share, Grain.EXACT, item)
    await aside(relay_once)
    token = await aside(token_for, world.LEADER.login("BUYER"))
    app = SocketApplication(engine())
    try:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe(FOLLOWED)
        await asyncio.sleep(0.3)
        assert len(await aside(seen)) == 1

        await aside(revoke, grant)
        await aside(relay_once)
        message = await peer.hear(PATIENCE)

        assert message["payload"]["data"]["sharingChanges"] == {
            "type": "suppliers.sharing.revoked", "rootId": str(grant.id), "field": "UNRESTRICTED", "grain": "EXACT",
        }  # fmt: skip
        assert await aside(seen) == []
        await peer.leave()
    finally:
        await app.hub().close()
