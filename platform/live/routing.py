"""The ASGI application of the sockets: one address, one hub per event loop."""

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

from live.engine import Engine
from live.hub import Hub
from live.socket import Receive, Send, accept

ADDRESS = "/graphql/ws"


class SocketApplication:
    """`await`ed by the ASGI server for each connection. `hub()` is the running loop's hub."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()

    def hub(self) -> Hub:
        loop = asyncio.get_running_loop()
        hub = self._hubs.get(loop)
        if hub is None:
            hub = self._hubs[loop] = Hub(self._engine)
            hub.open()
        return hub

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["path"].rstrip("/") != ADDRESS:
            await receive()
            await send({"type": "websocket.close", "code": 4404})
            return
        await accept(self.hub(), scope, receive, send)


def websocket_application(engine: Engine) -> SocketApplication:
    """The sockets over an engine; see `config.asgi`."""
    return SocketApplication(engine)
