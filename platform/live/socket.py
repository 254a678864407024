"""One connection of the graphql-transport-ws protocol, from its handshake to its end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import can
from common.errors import DomainError, ErrorText, Forbidden
from common.language import Language, choose_language
from live.admission import Handshake, admit, read_handshake
from live.feeds import Question
from live.hub import Hub
from live.operations import Running, StreamOperation, WatchOperation
from live.outbox import Outbox
from live.protocol import (
    MAX_MESSAGES_PER_SECOND,
    MAX_OPERATIONS,
    SUBPROTOCOL,
    Close,
    Closing,
    Message,
    read_message,
    write,
)
from live.subscriptions import StreamSpec, WatchSpec

logger = logging.getLogger(__name__)
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

INIT_WITHIN: Final = 10.0  # seconds from the handshake to connection_init
PING_EVERY: Final = 25.0
SILENT_FOR: Final = 75.0  # seconds without a word from the client
CLOSE_WITHIN: Final = 2.0
SOCKETS_PER_USER: Final = 10  # in one process

TOO_MANY_SUBSCRIPTIONS = ErrorText(
    "LIMIT_EXCEEDED", "一个连接最多 {limit} 个订阅。", "A connection holds at most {limit} subscriptions."
)
NOT_LIVE = ErrorText("NOT_LIVE", "这个字段不能订阅。", "This field cannot be subscribed to.")


class Pace:
    """At most so many messages in any second."""

    def __init__(self, most: int) -> None:
        self._most, self._began, self._count = most, 0.0, 0

    def count(self, instant: float) -> None:
        """Raises Closing (4290)."""
        if instant - self._began >= 1.0:
            self._began, self._count = instant, 0
        self._count += 1
        if self._count > self._most:
            raise Closing(Close.TOO_MUCH)


class Socket:
    """Reads the client's messages; what is sent goes through the outbox and its one writer."""

    def __init__(self, hub: Hub, handshake: Handshake, receive: Receive, send: Send) -> None:
        self.hub = hub
        self.outbox = Outbox(send)
        self.actor: Actor | None = None
        self.language: Language = choose_language(handshake.language)
        self._handshake, self._receive, self._send = handshake, receive, send
        self._running: dict[str, Running] = {}
        self._pace = Pace(MAX_MESSAGES_PER_SECOND)
        self._has_init = False
        self._opened = self._heard = self._pinged = asyncio.get_running_loop().time()
        self._main = asyncio.current_task()
        self._shutting: asyncio.Task[None] | None = None

    async def serve(self) -> None:
        """Until the client leaves or the server closes."""
        writer = asyncio.create_task(self.outbox.write())
        self.hub.sockets.add(self)
        try:
            while (event := await self._receive())["type"] == "websocket.receive":
                if self._shutting is None:
                    await self._hear(event.get("text"))
        except asyncio.CancelledError:
            if self._shutting is None:
                raise
        finally:
            self.hub.sockets.discard(self)
            writer.cancel()
            for running in list(self._running.values()):
                await running.stop()

    async def _hear(self, text: str | None) -> None:
        try:
            self._heard = asyncio.get_running_loop().time()
            self._pace.count(self._heard)
            await self._obey(read_message(text))
        except Closing as closing:
            self.shut(closing)
        except Exception:
            logger.exception("a socket's message could not be served")
            self.shut(Closing(Close.INTERNAL))

    async def _obey(self, message: Message) -> None:
        match message.kind:
            case "connection_init":
                await self._init(message.payload)
            case "ping":
                self.outbox.put(write("pong"))
            case "subscribe":
                self._subscribe(message)
            case "complete":
                running = self._running.pop(message.id, None)
                if running is not None:
                    await running.stop()

    async def _init(self, payload: dict[str, Any]) -> None:
        if self._has_init:
            raise Closing(Close.SECOND_INIT)
        self._has_init = True
        actor, position = await self.hub.threads.run(admit, self._handshake, payload)
        if self.hub.sockets_of(actor.user_id) >= SOCKETS_PER_USER:
            raise Closing(Close.TOO_MUCH, "Too many connections")
        self.actor, self.language = actor, actor.language
        self.outbox.put(write("connection_ack", payload={"position": str(position)}))

    def _subscribe(self, message: Message) -> None:
        if self.actor is None:
            raise Closing(Close.UNAUTHORIZED)
        if message.id in self._running:
            raise Closing(Close.DUPLICATE, f"Subscriber for {message.id} already exists")
        if len(self._running) >= MAX_OPERATIONS:
            refusal = DomainError(TOO_MANY_SUBSCRIPTIONS, limit=MAX_OPERATIONS)
            self.outbox.put(write("error", message.id, self.hub.engine.refused(refusal, self.language)))
            return
        actor = self.actor
        self._running[message.id] = Running(self, message.id, lambda: self._begin(message, actor))

    async def _begin(self, message: Message, actor: Actor) -> StreamOperation | WatchOperation | None:
        """The operation of a subscribe message; None when the document is refused."""
        asked = message.payload
        await self.hub.check_readers()
        chosen = await self.hub.threads.run(
            self.hub.engine.subscription,
            asked["query"], asked.get("variables"), asked.get("operationName"), self.language,
        )  # fmt: skip
        if isinstance(chosen, list):
            self.outbox.put(write("error", message.id, chosen))
            return None
        spec = chosen.resolver
        if not isinstance(spec, (StreamSpec, WatchSpec)):
            raise DomainError(NOT_LIVE)
        if not can(actor, spec.permission):
            raise Forbidden(permission=P(spec.permission).value)
        if isinstance(spec, StreamSpec):
            return StreamOperation(self, message.id, Question(chosen, spec, actor, self.language))
        return WatchOperation(self, message.id, chosen, actor)

    def finished(self, identity: str) -> None:
        """An operation has ended by itself."""
        self._running.pop(identity, None)

    def keep_alive(self, instant: float) -> None:
        """Called by the hub's clockwork: late inits, silent peers, pings."""
        if not self._has_init:
            if instant - self._opened > INIT_WITHIN:
                self.shut(Closing(Close.INIT_TIMEOUT))
        elif instant - self._heard > SILENT_FOR:
            self.shut(Closing(Close.INIT_TIMEOUT, "No answer"))
        elif instant - self._pinged > PING_EVERY:
            self._pinged = instant
            try:
                self.outbox.put(write("ping"))
            except Closing as closing:
                self.shut(closing)

    def shut(self, closing: Closing) -> None:
        """Close the connection; nothing more is sent on it."""
        if self._shutting is None:
            self.hub.sockets.discard(self)
            self.outbox.seal()
            self._shutting = asyncio.create_task(self._shut(closing))

    async def _shut(self, closing: Closing) -> None:
        leaving = {"type": "websocket.close", "code": int(closing.code), "reason": closing.reason}
        try:
            await asyncio.wait_for(self._send(leaving), CLOSE_WITHIN)
        except TimeoutError:  # the peer does not even read the close frame
            if self._main is not None:
                self._main.cancel()
        except Exception as fault:  # the peer is gone; `serve` hears of it
            logger.debug("a socket ended before it was closed: %s", type(fault).__name__)


async def accept(hub: Hub, scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Take one connection. A foreign page is refused in the handshake already."""
    if (await receive())["type"] != "websocket.connect":
        return
    handshake = read_handshake(scope)
    if handshake.origin is not None and not handshake.is_origin_allowed:
        await send({"type": "websocket.close", "code": int(Close.FORBIDDEN)})
        return
    if SUBPROTOCOL not in scope.get("subprotocols", ()):
        await send({"type": "websocket.accept"})
        await send(
            {
                "type": "websocket.close",
                "code": int(Close.SUBPROTOCOL),
                "reason": "Subprotocol not acceptable",
            }
        )
        return
    await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
    await Socket(hub, handshake, receive, send).serve()
