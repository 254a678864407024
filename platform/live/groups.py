"""This process's membership in the channel layer: one channel, one membership per group, local fan-out.

Hints are a convenience: while they do not all arrive, `is_hinted` is false and readers ask the database instead.
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
    """`join` and `leave` of one group may overlap; what the layer knows always ends as the listeners are."""

    def __init__(self) -> None:
        self._is_receiving = False
        self._listeners: dict[str, set[Listener]] = {}
        self._joined: set[str] = set()
        self._channel = ""
        self._turn = asyncio.Lock()

    @property
    def is_hinted(self) -> bool:
        """Whether hints of all groups arrive, as far as one can know."""
        return self._is_receiving and self._joined.issuperset(self._listeners)

    async def join(self, group: str, listener: Listener) -> None:
        """Hear the hints of a group, from now on."""
        self._listeners.setdefault(group, set()).add(listener)
        await self._settle(group)

    async def leave(self, group: str, listener: Listener) -> None:
        listeners = self._listeners.get(group, set())
        listeners.discard(listener)
        if not listeners:
            self._listeners.pop(group, None)
        await self._settle(group)

    async def renew(self) -> None:
        """Join all groups again: a restarted Redis has forgotten them."""
        self._joined.clear()
        await self.mend()

    async def mend(self) -> None:
        """Join the groups that could not be joined before."""
        for group in list(self._listeners):
            await self._settle(group)

    async def _settle(self, group: str) -> None:
        """Tell the layer whether this process listens to the group; what fails is left to `mend`."""
        async with self._turn:
            wanted, layer = group in self._listeners, get_channel_layer()
            if not self._is_receiving or wanted == (group in self._joined):
                return
            step = layer.group_add if wanted else layer.group_discard
            try:
                await asyncio.wait_for(step(group, self._channel), 2.0)
            except Exception:
                return
            (self._joined.add if wanted else self._joined.discard)(group)

    async def listen(self) -> None:
        """Receive hints for ever, over any number of outages."""
        pause = 0.5
        while True:
            try:
                self._channel = await get_channel_layer().new_channel()
                self._is_receiving = True
                await self.renew()
                self._tell_all()
                pause = 0.5
                while True:
                    self._tell(await get_channel_layer().receive(self._channel))
            except Exception as fault:
                if self._is_receiving:
                    logger.warning("hints cannot be received, asking instead: %s", type(fault).__name__)
                self._is_receiving = False
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _tell(self, message: dict[str, Any]) -> None:
        for listener in list(self._listeners.get(message.get("group", ""), ())):
            listener(int(message.get("position", 0)))

    def _tell_all(self) -> None:
        for listeners in self._listeners.values():
            for listener in list(listeners):
                listener(0)
