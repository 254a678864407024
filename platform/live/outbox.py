"""What waits to be sent on one socket; bounded, so that a slow reader costs a fixed amount of memory."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Final

from live.protocol import Close, Closing

Send = Callable[[dict[str, Any]], Awaitable[None]]
MAX_WAITING: Final = 256  # messages; pings and answers to pings included
CROWDED: Final = 64  # from here on, streams stop pushing and go on at the reader's pace
CROWDED_CHARACTERS: Final = 500_000
ROOMY: Final = 16  # a replay goes on when no more than this waits
STUCK_AFTER: Final = 20.0  # seconds a replay waits for a reader that takes nothing


class Outbox:
    """A queue with one writer. `put` never waits; whoever has much to say asks for `room` first."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: deque[str] = deque()
        self._characters = 0
        self._filled, self._roomy = asyncio.Event(), asyncio.Event()
        self._roomy.set()
        self._is_sealed = False

    @property
    def is_crowded(self) -> bool:
        return len(self._waiting) >= CROWDED or self._characters >= CROWDED_CHARACTERS

    def put(self, text: str) -> None:
        """Raises Closing (4290) when far too much waits already."""
        if self._is_sealed:
            return
        if len(self._waiting) >= MAX_WAITING:
            raise Closing(Close.TOO_MUCH)
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
        """Wait until the reader has nearly caught up. Raises Closing (4290) when it stands still."""
        if self._roomy.is_set():
            return
        try:
            await asyncio.wait_for(self._roomy.wait(), STUCK_AFTER)
        except TimeoutError:
            raise Closing(Close.TOO_MUCH, "Too slow, connect again and resume") from None

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
