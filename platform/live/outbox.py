"""What waits to be sent on one socket; bounded, so that a slow reader costs a fixed amount of memory."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Final

from live.protocol import Close, Closing

Send = Callable[[dict[str, Any]], Awaitable[None]]
MAX_WAITING: Final = 256  # messages
MAX_CHARACTERS: Final = 1_000_000
ROOMY: Final = 16  # a replay goes on when no more than this waits


class Outbox:
    """A queue with one writer. `put` never waits; a replay waits for `room`."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: deque[str] = deque()
        self._characters = 0
        self._filled, self._roomy = asyncio.Event(), asyncio.Event()
        self._roomy.set()
        self._is_sealed = False

    def put(self, text: str) -> None:
        """Raises Closing (4290) when the reader is too far behind."""
        if self._is_sealed:
            return
        if len(self._waiting) >= MAX_WAITING or self._characters + len(text) > MAX_CHARACTERS:
            raise Closing(Close.TOO_MUCH, "Too slow, connect again and resume")
        self._waiting.append(text)
        self._characters += len(text)
        self._filled.set()
        if len(self._waiting) > ROOMY:
            self._roomy.clear()

    def seal(self) -> None:
        """Drop what waits and take nothing more."""
        self._is_sealed = True
        self._waiting.clear()
        self._roomy.set()

    async def room(self) -> None:
        """Wait until the reader has nearly caught up."""
        await self._roomy.wait()

    async def write(self) -> None:
        """Send what comes, for ever."""
        while True:
            await self._filled.wait()
            while self._waiting:
                text = self._waiting.popleft()
                self._characters -= len(text)
                await self._send({"type": "websocket.send", "text": text})
                if len(self._waiting) <= ROOMY:
                    self._roomy.set()
            self._filled.clear()
