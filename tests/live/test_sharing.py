"""A revoked grant is closed on an open screen within a second."""

import asyncio
import time

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
WITHIN = 1.0  # seconds


async def test_a_revoked_grant_is_told_and_closed_within_a_second() -> None:
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

        began = time.monotonic()
        await aside(revoke, grant)
        await aside(relay_once)
        message = await peer.hear(WITHIN)
        took = time.monotonic() - began

        assert message["payload"]["data"]["sharingChanges"] == {
            "type": "suppliers.sharing.revoked", "rootId": str(grant.id), "field": "UNRESTRICTED", "grain": "EXACT",
        }  # fmt: skip
        assert took < WITHIN
        assert await aside(seen) == []
        await peer.leave()
    finally:
        await app.hub().close()
