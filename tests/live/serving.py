"""The sockets behind a real server, for clients that come over the network."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from api.engine import Engine
from live.routing import SocketApplication


class Remembering:
    """The application; remembers its loop, so that the hub can be closed on it."""

    def __init__(self, engine: Engine) -> None:
        self.app = SocketApplication(engine)
        self.loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.loop = asyncio.get_running_loop()
        await self.app(scope, receive, send)

    async def _close(self) -> None:
        await self.app.hub().close()

    def close(self) -> None:
        """From another thread than the server's."""
        if self.loop is not None:
            asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(15)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(engine: Engine) -> Iterator[str]:
    """The address of a uvicorn that serves the engine's subscriptions in a thread."""
    remembering, port = Remembering(engine), free_port()
    config = uvicorn.Config(
        remembering, host="127.0.0.1", port=port, ws="websockets-sansio", lifespan="off", log_level="warning",
        ws_per_message_deflate=False, ws_max_size=65_536,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"ws://127.0.0.1:{port}/graphql/ws"
    finally:
        remembering.close()
        server.should_exit = True
        thread.join(15)
