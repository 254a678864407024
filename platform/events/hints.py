"""Telling the sockets that there is something to read. Hints may be lost: the truth is in the streams.

Groups carry the receiving enterprise. A hint holds nothing but the group and a position.
"""

import asyncio
import logging
import os
import threading
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import TimeoutError as NotInTime
from typing import Any, Final
from uuid import UUID

from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)
TIMEOUT: Final = 2.0  # seconds for a batch of hints
LONGEST_PAUSE: Final = 10.0  # seconds between attempts while Redis is away

Hint = tuple[str, dict[str, Any]]


def stream_group(enterprise_id: UUID) -> str:
    return f"stream.{enterprise_id.hex}"


def subject_group(enterprise_id: UUID, subject_id: UUID) -> str:
    return f"subject.{enterprise_id.hex}.{subject_id.hex}"


class HintPublisher:
    """Sends hints from synchronous code over one event loop in a thread of its own.

    While Redis is away it gives up quickly, says so once, and tries again after a growing pause.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._process = 0
        self._pause, self._not_before = 0.0, 0.0

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            # A forked worker inherits the object but not its thread.
            if self._loop is None or self._process != os.getpid():
                self._loop, self._process = asyncio.new_event_loop(), os.getpid()
                threading.Thread(target=self._loop.run_forever, name="hints", daemon=True).start()
            return self._loop

    def send(self, hints: Iterable[Hint]) -> bool:
        """Send them; whether Redis took them."""
        wanted = list(hints)
        if not wanted:
            return True
        if time.monotonic() < self._not_before:
            return False
        sending = asyncio.run_coroutine_threadsafe(self._send(wanted), self._running_loop())
        try:
            sending.result(TIMEOUT)
        except (Exception, NotInTime) as fault:
            sending.cancel()
            if not self._pause:
                logger.warning("hints cannot be sent, sockets fall back to asking: %s", type(fault).__name__)
            self._pause = min(max(self._pause * 2, 0.5), LONGEST_PAUSE)
            self._not_before = time.monotonic() + self._pause
            return False
        if self._pause:
            logger.info("hints are sent again")
        self._pause = 0.0
        return True

    async def _send(self, hints: list[Hint]) -> None:
        layer = get_channel_layer()
        await asyncio.gather(*(layer.group_send(group, message) for group, message in hints))


_publisher = HintPublisher()


def tell_positions(positions: Mapping[UUID, int]) -> bool:
    """Hint at new heads of streams; after the commit that made them."""
    groups = {stream_group(enterprise_id): position for enterprise_id, position in positions.items()}
    return _publisher.send(
        (group, {"type": "stream.hint", "group": group, "position": position})
        for group, position in groups.items()
    )


def tell_changed(enterprise_id: UUID, subject_id: UUID) -> bool:
    """Hint that a watched row (e.g. a run with its progress) has changed; after the commit."""
    group = subject_group(enterprise_id, subject_id)
    return _publisher.send([(group, {"type": "subject.hint", "group": group, "position": 0})])
