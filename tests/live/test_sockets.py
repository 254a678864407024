"""Handshake, sessions, limits and close codes of a connection."""

import asyncio
import json
import time

import pytest
from django.db import transaction

from accounts.models import ApiToken, RoleAssignment, Session
from accounts.permissions import P
from accounts.services.sessions import sessions_revoke
from events.relay import relay_once
from live import hub as hub_module
from live import outbox
from live import socket as socket_module
from live.outbox import MAX_WAITING
from tenancy.context import acting_as, system_access
from tests.events.facts import buyer, say, tell
from tests.live.samples import Gone, Peer, aside, readings, revoke, session_for, sockets, token_for
from tests.world import LEADER, OTHER

pytestmark = pytest.mark.usefixtures("committed")
BUYER = LEADER.login("BUYER")
OWN_PAGE = {"origin": "http://testserver"}


@pytest.fixture
def token() -> str:
    return token_for(BUYER)


@pytest.fixture
def cookie() -> dict[str, str]:
    return {"cookie": f"lianwang_session={session_for(BUYER)}", **OWN_PAGE}


def told() -> None:
    tell(buyer())
    relay_once()


async def closed_with(peer: Peer, seconds: float = 5) -> int:
    """The close code, after whatever else comes before it."""
    while True:
        try:
            await peer.hear(seconds)
        except Gone as gone:
            return gone.code


async def test_a_cookie_from_the_own_page_opens_a_socket(cookie: dict[str, str]) -> None:
    async with sockets() as app:
        peer = Peer(app, headers=cookie)
        assert await peer.open() == {"type": "websocket.accept", "subprotocol": "graphql-transport-ws"}
        await peer.send({"type": "connection_init"})
        assert (await peer.hear())["type"] == "connection_ack"


async def test_a_foreign_page_is_refused_in_the_handshake(cookie: dict[str, str]) -> None:
    async with sockets() as app:
        for origin in ("http://evil.example", "http://testserver.evil.example", "https://testserver", "null"):
            assert (await Peer(app, headers={**cookie, "origin": origin}).open())["type"] == "websocket.close"


async def test_a_cookie_without_a_page_counts_for_nothing(cookie: dict[str, str]) -> None:
    del cookie["origin"]
    async with sockets() as app:
        peer = Peer(app, headers=cookie)
        await peer.open()
        await peer.send({"type": "connection_init"})
        assert await closed_with(peer) == 4401


async def test_tokens_come_in_the_header_or_in_the_first_message(token: str) -> None:
    async with sockets() as app:
        assert await Peer(app).init(token=token)
        by_header = Peer(app, headers={"authorization": f"Bearer {token}"})
        assert await by_header.init() == {"position": "0"}


async def test_nobody_is_refused() -> None:
    async with sockets() as app:
        for payload in ({}, {"token": "lw_unknown"}, {"token": ""}, {"token": "Bearer"}):
            peer = Peer(app)
            await peer.open()
            await peer.send({"type": "connection_init", "payload": payload})
            assert await closed_with(peer) == 4401


async def test_foreign_random_and_malformed_enterprises_are_refused_alike(token: str) -> None:
    async with sockets() as app:
        for acting in (str(OTHER.id), "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "nonsense"):
            peer = Peer(app)
            await peer.open()
            await peer.send(
                {"type": "connection_init", "payload": {"token": token, "actingEnterprise": acting}}
            )
            assert await closed_with(peer) == 4403


async def test_without_the_protocol_or_at_another_address_nothing_is_served() -> None:
    async with sockets() as app:
        peer = Peer(app, subprotocols=["graphql-ws"])
        await peer.open()
        assert await closed_with(peer) == 4406
        assert (await Peer(app, path="/other").open())["type"] == "websocket.close"


BAD_MESSAGES = {
    "binary": None,
    "no json": "nonsense", "a list": "[]", "no type": "{}", "unknown type": '{"type":"execute"}',
    "inner method": '{"type":"websocket.close"}', "payload": '{"type":"ping","payload":1}',
    "no id": '{"type":"subscribe","payload":{"query":"{a}"}}', "no query": '{"type":"subscribe","id":"1","payload":{}}',
    "long id": json.dumps({"type": "complete", "id": "x" * 101}), "number id": '{"type":"complete","id":1}',
    "variables": '{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":[]}}',
    "operation name": '{"type":"subscribe","id":"1","payload":{"query":"{a}","operationName":1}}',
    "deep": '{"type":' + "[" * 30_000,
}  # fmt: skip


async def test_what_is_not_of_the_protocol_closes_with_4400(token: str) -> None:
    async with sockets() as app:
        for name, message in BAD_MESSAGES.items():
            peer = Peer(app)
            await peer.init(token=token)
            await peer.send(message)
            assert (name, await closed_with(peer)) == (name, 4400)


async def test_a_frame_beyond_64_kb_closes(token: str) -> None:
    async with sockets() as app:
        for text, code in (("é" * 33_000, 1009), ("x" * 70_000, 1009), ("x" * 60_000, 4400)):
            peer = Peer(app)
            await peer.init(token=token)
            await peer.send(text)
            assert await closed_with(peer) == code


async def test_order_of_the_protocol_is_kept(token: str) -> None:
    async with sockets() as app:
        early = Peer(app)
        await early.open()
        await early.subscribe()
        assert await closed_with(early) == 4401

        twice = Peer(app)
        await twice.init(token=token)
        await twice.send({"type": "connection_init"})
        assert await closed_with(twice) == 4429

        double = Peer(app)
        await double.init(token=token)
        await double.subscribe()
        await double.subscribe()
        assert await closed_with(double) == 4409


async def test_an_init_that_does_not_come_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_module, "INIT_WITHIN", 0.5)
    async with sockets() as app:
        peer = Peer(app)
        await peer.open()
        assert await closed_with(peer) == 4408


async def test_pings_are_answered_and_sent(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_module, "PING_EVERY", 0.5)
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.send({"type": "ping"})
        assert await peer.hear() == {"type": "pong"}
        assert await peer.hear() == {"type": "ping"}


async def test_a_silent_peer_is_closed_and_one_that_answers_is_not(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_module, "SILENT_FOR", 1.5)
    async with sockets() as app:
        silent, lively = Peer(app), Peer(app)
        await silent.init(token=token)
        await lively.init(token=token)
        for _ in range(8):
            await lively.send({"type": "pong"})
            await asyncio.sleep(0.4)
        assert await closed_with(silent) == 4408
        assert await lively.is_quiet()


async def test_more_than_twenty_messages_a_second_close(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        for _ in range(25):
            await peer.send({"type": "pong"})
        assert await closed_with(peer) == 4290


async def test_a_person_has_at_most_ten_sockets(token: str) -> None:
    async with sockets() as app:
        peers = [Peer(app) for _ in range(10)]
        for peer in peers:
            await peer.init(token=token)
        eleventh = Peer(app)
        await eleventh.open()
        await eleventh.send({"type": "connection_init", "payload": {"token": token}})
        assert await closed_with(eleventh) == 4290
        await peers[0].leave()
        assert await Peer(app).init(token=token)


async def test_a_socket_has_at_most_twenty_subscriptions(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_module, "MAX_MESSAGES_PER_SECOND", 100)
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        for number in range(21):
            await peer.subscribe(identity=str(number))
            await asyncio.sleep(0.06)
        message = await peer.hear()
        assert (message["type"], message["id"]) == ("error", "20")
        assert message["payload"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


REFUSED = {
    "subscription { nonexistent { position } }": "DOCUMENT_INVALID",
    "subscription { said { position } noted { kind } }": "DOCUMENT_INVALID",
    "subscription { __typename }": "DOCUMENT_INVALID",
    "query { hello }": "SUBSCRIPTIONS_ONLY",
    "subscription {" + "".join(f"a{i}:said{{n}} " for i in range(500)) + "}": "LIMIT_EXCEEDED",
    "subscription { said { " + "n " * 300 + "} }": "LIMIT_EXCEEDED",
    "subscription { secret { position } }": "FORBIDDEN",
    'subscription { site(siteId: "nonsense") { name } }': "NOT_FOUND",
    f'subscription {{ site(siteId: "{OTHER.site_id}") {{ name }} }}': "NOT_FOUND",
    'subscription { site(siteId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301") { name } }': "NOT_FOUND",
}


async def refusal_of(peer: Peer) -> str:
    """The code with which a subscription was refused or ended at once."""
    message = await peer.hear()
    if message["type"] == "next":  # a watched row that is not there is told, and then it is over
        assert (await peer.hear())["type"] == "complete"
        return str(message["payload"]["errors"][0]["extensions"]["code"])
    assert message["type"] == "error"
    return str(message["payload"][0]["extensions"]["code"])


async def test_refused_subscriptions_are_errors_and_the_socket_stays(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token, language="en")
        for query, code in REFUSED.items():
            await peer.subscribe(query)
            assert (query[:60], await refusal_of(peer)) == (query[:60], code)
        await peer.send({"type": "ping"})
        assert (await peer.hear())["type"] == "pong"
    assert readings == []


async def test_a_session_that_ends_takes_its_sockets_with_it(cookie: dict[str, str]) -> None:
    async with sockets() as app:
        peers = [Peer(app, headers=cookie) for _ in range(10)]
        for peer in peers:
            await peer.init()
            await peer.subscribe()
        await asyncio.sleep(0.3)
        await aside(revoke, Session, user_id=(await aside(buyer)).user_id)
        began = time.monotonic()

        assert [await closed_with(peer) for peer in peers] == [4401] * 10
        assert time.monotonic() - began < 5


async def test_not_one_event_goes_out_after_the_session_has_ended(
    cookie: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "CHECK_EVERY", 0.0)  # a look before every delivery
    async with sockets() as app:
        peer = Peer(app, headers=cookie)
        await peer.init()
        await peer.subscribe()
        await asyncio.sleep(0.3)
        user = (await aside(buyer)).user_id

        def sign_out() -> None:
            with system_access("test"):
                sessions_revoke(user)

        await aside(sign_out)
        await aside(told)

        with pytest.raises(Gone):
            await peer.hear()


async def test_a_revoked_token_takes_its_sockets_with_it(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await aside(revoke, ApiToken)
        assert await closed_with(peer) == 4401


async def test_changed_rights_ask_to_connect_again(token: str) -> None:
    def lose_role() -> None:
        with system_access("test"):
            RoleAssignment.objects.using("system").filter(user__login=BUYER).update(role="VIEWER")

    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe()
        await aside(lose_role)
        assert await closed_with(peer) == 4205


async def test_a_token_without_the_right_cannot_subscribe() -> None:
    token = await aside(token_for, BUYER, [P.ITEM_READ])
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe()
        assert (await peer.hear())["payload"][0]["extensions"]["code"] == "FORBIDDEN"


def told_many(count: int) -> None:
    actor = buyer()
    with acting_as(actor.enterprise_id, actor.user_id), transaction.atomic():
        for _ in range(count):
            say(actor)
    relay_once()


async def test_a_burst_reaches_everyone_who_reads(token: str) -> None:
    """Far more at once than a socket may hold back."""
    async with sockets() as app:
        peers = [Peer(app), Peer(app)]
        for peer in peers:
            await peer.init(token=token)
            await peer.subscribe()
        await asyncio.sleep(0.3)
        await aside(told_many, MAX_WAITING + 150)

        for peer in peers:
            assert await peer.positions(MAX_WAITING + 150) == list(range(1, MAX_WAITING + 151))


async def test_a_reader_that_stands_still_is_bounded_then_cut_off_and_the_others_go_on(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "STUCK_AFTER", 1.0)
    async with sockets() as app:
        slow, quick = Peer(app), Peer(app)
        for peer in (slow, quick):
            await peer.init(token=token)
            await peer.subscribe()
        await asyncio.sleep(0.3)
        held = [socket.outbox for socket in app.hub().sockets]  # type: ignore[attr-defined]
        slow.is_reading.clear()
        telling = asyncio.create_task(aside(told_many, 400))

        assert await quick.positions(400) == list(range(1, 401))
        await telling
        assert max(len(box._waiting) for box in held) <= MAX_WAITING
        for _ in range(200):
            await asyncio.sleep(0.05)
            if slow.is_over:
                break
        assert slow.is_over  # although it never read the close frame
        assert len(app.hub().sockets) == 1


async def test_a_socket_idle_for_seven_seconds_lives_on(token: str) -> None:
    async with sockets() as app:
        peer = Peer(app)
        await peer.init(token=token)
        await peer.subscribe()
        await asyncio.sleep(7)
        await aside(told)
        assert await peer.positions(1) == [1]
