"""One enterprise's stream as this process reads it: one reading serves all its sockets."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from typing import Final
from uuid import UUID

from events.models import StreamEntry
from events.selectors import Bounds, entries_after, stream_bounds
from live.threads import Threads
from tenancy.context import acting_as

logger = logging.getLogger(__name__)
KEPT: Final = 1_000  # newest entries held in memory per enterprise
BATCH: Final = 200
RETRY: Final = 1.0  # seconds after a failed reading


def _read(enterprise_id: UUID, after: int, limit: int) -> list[StreamEntry]:
    with acting_as(enterprise_id):
        return entries_after(enterprise_id, after, limit)


def _read_head(enterprise_id: UUID) -> int:
    with acting_as(enterprise_id):
        return stream_bounds(enterprise_id).head


class Stream:
    """Follows the positions of one enterprise; `position` is the last one read."""

    def __init__(self, enterprise_id: UUID, threads: Threads) -> None:
        self.enterprise_id = enterprise_id
        self.position = 0
        self.listeners: set[Callable[[], None]] = set()
        self._threads = threads
        self._newest: deque[StreamEntry] = deque(maxlen=KEPT)
        self._poked = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def held(self) -> Bounds:
        """Between which positions it can be resumed without the database."""
        return Bounds(self._newest[0].position - 1 if self._newest else self.position, self.position)

    async def open(self) -> None:
        self.position = await self._threads.run(_read_head, self.enterprise_id)
        self._task = asyncio.create_task(self._follow())

    def close(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def poke(self, _position: int = 0) -> None:
        """There may be something new."""
        self._poked.set()

    async def _follow(self) -> None:
        while True:
            await self._poked.wait()
            self._poked.clear()
            try:
                while await self._advance():
                    pass
            except Exception as fault:
                logger.warning("stream cannot be read, trying again: %s", type(fault).__name__)
                await asyncio.sleep(RETRY)
                self._poked.set()

    async def _advance(self) -> bool:
        """Read the next entries; whether there may be more."""
        entries = await self._threads.run(_read, self.enterprise_id, self.position, BATCH)
        if not entries:
            return False
        self._newest.extend(entries)
        self.position = entries[-1].position
        for listener in list(self.listeners):
            listener()
        return len(entries) == BATCH

    async def after(self, position: int, limit: int = BATCH) -> list[StreamEntry]:
        """Entries after a position, from memory where they are held, else from the database."""
        held = self._newest
        if held and held[0].position <= position + 1:
            start = position + 1 - held[0].position
            return [held[index] for index in range(start, min(start + limit, len(held)))]
        return await self._threads.run(_read, self.enterprise_id, position, limit)
