"""This process's membership in the channel layer: one channel, one membership per group, local fan-out.

Hints are a convenience. While the layer is away, `is_hinted` is false and readers ask the database instead.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final

from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)
Listener = Callable[[int], None]
LONGEST_PAUSE: Final = 10.0


class Groups:
    def __init__(self) -> None:
        self.is_hinted = False
        self._listeners: dict[str, set[Listener]] = {}
        self._channel: str | None = None

    async def join(self, group: str, listener: Listener) -> None:
        """Hear the hints of a group, from now on."""
        listeners = self._listeners.setdefault(group, set())
        listeners.add(listener)
        if len(listeners) == 1:
            await self._quietly(self._add(group))

    async def leave(self, group: str, listener: Listener) -> None:
        listeners = self._listeners.get(group, set())
        listeners.discard(listener)
        if not listeners and self._listeners.pop(group, None) is not None and self._channel is not None:
            await self._quietly(get_channel_layer().group_discard(group, self._channel))

    async def renew(self) -> None:
        """Join all groups again: a restarted Redis has forgotten them."""
        for group in list(self._listeners):
            await self._quietly(self._add(group))

    async def _add(self, group: str) -> None:
        if self._channel is not None:
            await get_channel_layer().group_add(group, self._channel)

    async def _quietly(self, step: Any) -> None:
        try:
            await asyncio.wait_for(step, 2.0)
        except Exception:
            self.is_hinted = False

    async def listen(self) -> None:
        """Receive hints for ever, over any number of outages."""
        pause = 0.5
        while True:
            try:
                self._channel = await get_channel_layer().new_channel()
                await self.renew()
                self.is_hinted = True
                self._tell_all()
                pause = 0.5
                while True:
                    self._tell(await get_channel_layer().receive(self._channel))
            except Exception as fault:
                if self.is_hinted:
                    logger.warning("hints cannot be received, asking instead: %s", type(fault).__name__)
                self.is_hinted = False
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _tell(self, message: dict[str, Any]) -> None:
        for listener in list(self._listeners.get(message.get("group", ""), ())):
            listener(int(message.get("position", 0)))

    def _tell_all(self) -> None:
        for listeners in self._listeners.values():
            for listener in list(listeners):
                listener(0)
