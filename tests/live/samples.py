"""A small live schema over the test events, and a peer that speaks the protocol to it without a network."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import graphene
from django.db import connections

from accounts.actor import Actor
from accounts.permissions import P
from api.discovery import compose
from api.engine import Engine
from api.fields import SIGNED_IN, permission_field
from common.ids import parse_id
from events.models import StreamEntry
from events.selectors import notification_get
from live.routing import SocketApplication
from live.subscriptions import stream_field, watch_field
from tenancy.models import Site

readings: list[int] = []  # positions read from the database for an answer, in order


class Said(graphene.ObjectType):
    position = graphene.String(required=True)
    n = graphene.Int()
    reader = graphene.String(required=True, description="As whom it was read.")
    price = permission_field(graphene.String, permission=P.PRICE_READ)


class Noted(graphene.ObjectType):
    position = graphene.String(required=True)
    kind = graphene.String(required=True)


class SiteState(graphene.ObjectType):
    name = graphene.String(required=True)


def read_said(entry: StreamEntry, actor: Actor, root_id: str | None = None) -> dict[str, Any] | None:
    readings.append(entry.position)
    if entry.payload.get("hidden"):
        return None
    if entry.payload.get("broken"):
        raise KeyError("secret column")
    return {
        "position": str(entry.position),
        "n": entry.payload.get("n"),
        "reader": str(actor.user_id),
        "price": "9",
    }


def concerns(entry: StreamEntry, root_id: str | None = None) -> bool:
    return root_id is None or str(entry.root_id) == root_id


def site_of(actor: Actor, site_id: str) -> Site | None:
    return Site.objects.filter(id=parse_id(site_id), enterprise_id=actor.enterprise_id).first()


def parse_site(site_id: str) -> UUID:
    return parse_id(site_id)


class Query(graphene.ObjectType):
    hello = permission_field(graphene.String, permission=SIGNED_IN)


class Subscription(graphene.ObjectType):
    said = stream_field(
        Said, types=("test.",), permission=P.ORDER_READ, read=read_said, matches=concerns,
        args={"root_id": graphene.ID()},
    )  # fmt: skip
    noted = stream_field(
        Noted, types=("notifications.added",), permission=P.NOTIFICATION_READ, personal=True,
        read=lambda entry, actor: notification_get(actor, entry.subject_id),
    )  # fmt: skip
    secret = stream_field(Said, types=("test.",), permission=P.AUDIT_READ, read=read_said)
    site = watch_field(
        SiteState, permission=P.ORDER_READ, args={"site_id": graphene.ID(required=True)},
        subject=parse_site, read=site_of, is_final=lambda site: site.name.endswith("!"),
    )  # fmt: skip


engine = Engine(compose([SimpleNamespace(Query=Query, Subscription=Subscription)]).graphql_schema)
SAID = "subscription($after: String) { said(after: $after) { position n } }"


async def aside(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Run something that uses the database in a thread; its connections are closed afterwards."""

    def run() -> Any:
        try:
            return function(*arguments, **named)
        finally:
            connections.close_all()

    return await asyncio.to_thread(run)


class Gone(Exception):
    """The server closed; `code` is the close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code


class Peer:
    """One connection, driven over ASGI queues."""

    def __init__(self, app: SocketApplication, **options: Any) -> None:
        self._app = app
        self._to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._from_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.is_reading = asyncio.Event()
        self.is_reading.set()
        headers = {"host": "testserver", **options.pop("headers", {})}
        self.scope = {
            "type": "websocket", "path": options.pop("path", "/graphql/ws"), "scheme": "ws",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "subprotocols": options.pop("subprotocols", ["graphql-transport-ws"]),
        }  # fmt: skip
        self._task: asyncio.Task[None] | None = None

    async def _take(self, message: dict[str, Any]) -> None:
        await self.is_reading.wait()
        await self._from_server.put(message)
        if message["type"] == "websocket.close":
            await self._to_server.put({"type": "websocket.disconnect", "code": message["code"]})

    async def open(self) -> dict[str, Any]:
        """The server's answer to the handshake."""
        await self._to_server.put({"type": "websocket.connect"})
        self._task = asyncio.create_task(self._app(self.scope, self._to_server.get, self._take))
        return await asyncio.wait_for(self._from_server.get(), 5)

    async def init(self, **payload: Any) -> dict[str, Any]:
        """Open and initialise; the payload of the acknowledgement."""
        await self.open()
        await self.send({"type": "connection_init", "payload": payload})
        message = await self.hear()
        assert message["type"] == "connection_ack"
        return message["payload"]

    async def send(self, message: Any) -> None:
        """A message as JSON, a text as it is, or None for a binary frame."""
        text = message if isinstance(message, (str, type(None))) else json.dumps(message)
        await self._to_server.put({"type": "websocket.receive", "text": text})

    async def subscribe(self, query: str = SAID, identity: str = "1", **variables: Any) -> None:
        await self.send(
            {"type": "subscribe", "id": identity, "payload": {"query": query, "variables": variables}}
        )

    async def hear(self, seconds: float = 5) -> dict[str, Any]:
        """The next message. Raises Gone when it is the end."""
        message = await asyncio.wait_for(self._from_server.get(), seconds)
        if message["type"] == "websocket.close":
            raise Gone(message["code"], message.get("reason", ""))
        found: dict[str, Any] = json.loads(message["text"])
        return found

    async def positions(self, count: int) -> list[int]:
        """The positions of the next so many events."""
        found = []
        while len(found) < count:
            message = await self.hear()
            if message["type"] == "ping":
                continue
            assert message["type"] == "next", message
            found.append(int(next(iter(message["payload"]["data"].values()))["position"]))
        return found

    async def is_quiet(self, seconds: float = 0.3) -> bool:
        try:
            await self.hear(seconds)
        except TimeoutError:
            return True
        return False

    async def leave(self) -> None:
        await self._to_server.put({"type": "websocket.disconnect", "code": 1001})
        if self._task is not None:
            await asyncio.wait_for(self._task, 5)

    @property
    def is_over(self) -> bool:
        return self._task is not None and self._task.done()


@asynccontextmanager
async def sockets() -> AsyncIterator[SocketApplication]:
    """The application on the running loop; its hub is closed at the end."""
    readings.clear()
    app = SocketApplication(engine)
    try:
        yield app
    finally:
        await app.hub().close()


def token_for(login: str, scopes: list[P] | None = None) -> str:
    """A bearer token of a person of the world, with all their rights or some."""
    from accounts.gate import actor_for
    from accounts.models import ApiToken
    from accounts.secrets_made import digest, make_token, shown_prefix
    from common.clock import now
    from tenancy.context import system_access

    actor, secret = actor_for(login), make_token()
    with system_access("test"):
        ApiToken.objects.using("system").create(
            enterprise_id=actor.enterprise_id, user_id=actor.user_id, name="test", prefix=shown_prefix(secret),
            token_hash=digest(secret), scopes=sorted(scopes or actor.permissions), mfa_at=now(), created_at=now(),
            expires_at=now().replace(year=now().year + 1),
        )  # fmt: skip
    return secret


def session_for(login: str) -> str:
    """The key of a signed-in session of a person of the world."""
    from accounts.alias import system_transaction
    from accounts.models import User
    from accounts.services.sessions import session_open

    with system_transaction("sign-in"):
        return session_open(User.objects.get(login=login), mfa=True)[0]


def revoke(table: Any, **which: Any) -> int:
    """End sessions or tokens."""
    from common.clock import now
    from tenancy.context import system_access

    with system_access("test"):
        return int(table.objects.using("system").filter(**which).update(revoked_at=now()))


ZERO = UUID(int=0)
