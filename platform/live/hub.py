"""Everything the sockets of one process share: streams, feeds, groups, and the look at the gate."""

import asyncio
import logging
from collections.abc import Hashable
from typing import Final, Protocol
from uuid import UUID

from accounts.actor import Actor
from events.hints import stream_group
from live.engine import Engine
from live.feeds import Feed, Question
from live.groups import Groups
from live.protocol import Close, Closing
from live.sessions import look
from live.streams import Stream
from live.threads import Threads

logger = logging.getLogger(__name__)
CHECK_EVERY: Final = 2.0  # seconds between looks at the gate; also their greatest age before a delivery
ASK_EVERY: Final = 5.0  # seconds between questions to the database when hints arrive, for those that got lost
RENEW_EVERY: Final = 30.0


class Participant(Protocol):
    """A socket as the hub sees it; `actor` is None before its connection_init."""

    actor: Actor | None

    def shut(self, closing: Closing) -> None: ...
    def keep_alive(self, instant: float) -> None: ...


class Hub:
    """One per process and event loop."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.threads = Threads()
        self.groups = Groups()
        self.sockets: set[Participant] = set()
        self._streams: dict[UUID, asyncio.Task[Stream]] = {}
        self._feeds: dict[Hashable, Feed] = {}
        self._idle_streams: set[UUID] = set()
        self._looked_at = 0.0
        self._looking: asyncio.Task[None] | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def open(self) -> None:
        self._tasks = [asyncio.create_task(self.groups.listen()), asyncio.create_task(self._tick())]

    async def close(self) -> None:
        for feed in self._feeds.values():
            feed.close()
        for opening in self._streams.values():
            if opening.done() and not opening.cancelled() and opening.exception() is None:
                opening.result().close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self.threads.close)

    def sockets_of(self, user_id: UUID) -> int:
        return sum(1 for s in self.sockets if s.actor is not None and s.actor.user_id == user_id)

    async def take_feed(self, question: Question) -> Feed:
        """The feed of a question, opened for its first user; to be given back with `leave_feed`."""
        stream = await self._stream(question.actor.enterprise_id)
        feed = self._feeds.get(question.key)
        if feed is None:
            feed = Feed(question, stream, self.engine, self.threads, self.check_readers)
            self._feeds[question.key] = feed
            feed.open()
        feed.users += 1
        return feed

    def leave_feed(self, feed: Feed) -> None:
        feed.users -= 1
        if feed.users == 0:
            feed.close()
            self._feeds.pop(feed.question.key, None)

    async def _stream(self, enterprise_id: UUID) -> Stream:
        """The enterprise's stream, followed as long as the process lives or until it is idle."""
        opening = self._streams.get(enterprise_id)
        if opening is None or (opening.done() and opening.exception() is not None):
            opening = self._streams[enterprise_id] = asyncio.create_task(self._open_stream(enterprise_id))
        return await asyncio.shield(opening)

    async def _open_stream(self, enterprise_id: UUID) -> Stream:
        stream = Stream(enterprise_id, self.threads)
        await self.groups.join(
            stream_group(enterprise_id), stream.poke
        )  # first, so that nothing falls between
        await stream.open()
        return stream

    async def _drop_idle_streams(self) -> None:
        """Let go of streams nobody follows, now or at the last look: a feed may just be being opened on one."""
        idle = set(self._streams) - {feed.stream.enterprise_id for feed in self._feeds.values()}
        to_drop, self._idle_streams = idle & self._idle_streams, idle
        for enterprise_id in to_drop:
            opening = self._streams[enterprise_id]
            if opening.done():
                del self._streams[enterprise_id]
                if opening.exception() is None:
                    stream = opening.result()
                    stream.close()
                    await self.groups.leave(stream_group(enterprise_id), stream.poke)

    async def check_readers(self) -> None:
        """Make sure that the last look at the gate is fresh; closes whoever may not stay."""
        if asyncio.get_running_loop().time() - self._looked_at <= CHECK_EVERY:
            return
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        await asyncio.shield(self._looking)

    async def _look(self) -> None:
        began = asyncio.get_running_loop().time()
        seen = [(socket, socket.actor) for socket in self.sockets if socket.actor is not None]
        if seen:
            ended, changed = await self.threads.run(look, list({actor for _, actor in seen}))
            for socket, actor in seen:
                if actor in ended:
                    socket.shut(Closing(Close.UNAUTHORIZED))
                elif actor in changed:
                    socket.shut(Closing(Close.RIGHTS_CHANGED))
        self._looked_at = began

    async def _tick(self) -> None:
        """The hub's clockwork: once a second, whatever is due."""
        loop = asyncio.get_running_loop()
        asked = renewed = loop.time()
        while True:
            await asyncio.sleep(1.0)
            instant = loop.time()
            try:
                if self.sockets:
                    await self.check_readers()
                for socket in list(self.sockets):
                    socket.keep_alive(instant)
                if not self.groups.is_hinted:
                    await self.groups.mend()
                if not self.groups.is_hinted or instant - asked > ASK_EVERY:
                    asked = instant
                    self._poke_streams()
                    await self._drop_idle_streams()
                if instant - renewed > RENEW_EVERY:
                    renewed = instant
                    await self.groups.renew()
            except Exception as fault:
                logger.warning("the hub's clockwork stumbled: %s", type(fault).__name__)

    def _poke_streams(self) -> None:
        for opening in self._streams.values():
            if opening.done() and opening.exception() is None:
                opening.result().poke()
