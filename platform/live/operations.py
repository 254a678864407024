"""One subscription of one socket."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any, Final, Protocol
from uuid import UUID

from accounts.actor import Actor
from common.errors import DomainError
from common.language import Language
from events.errors import Resync
from events.hints import subject_group
from events.selectors import Bounds, parse_position, stream_bounds
from live.engine import Subscribed
from live.feeds import Feed, Question
from live.hub import Hub
from live.outbox import Outbox
from live.protocol import Close, Closing, write, write_next
from live.subscriptions import Watched, WatchSpec
from tenancy.context import acting_as

logger = logging.getLogger(__name__)
ASK_EVERY: Final = 3.0  # seconds between looks at a watched row when no hint comes
PACE: Final = 0.1  # seconds between two states of a watched row


class Owner(Protocol):
    """The socket an operation belongs to."""

    hub: Hub
    outbox: Outbox
    language: Language
    actor: Actor | None

    def shut(self, closing: Closing) -> None: ...
    def finished(self, identity: str) -> None: ...


def _bounds(enterprise_id: UUID) -> Bounds:
    with acting_as(enterprise_id):
        return stream_bounds(enterprise_id)


class StreamOperation:
    """Replays what came after the client's position, then follows the feed: no entry missing, none twice."""

    def __init__(self, owner: Owner, identity: str, question: Question) -> None:
        self.cursor = 0
        self._owner, self._identity, self._question = owner, identity, question
        self._feed: Feed | None = None
        self._catching_up: asyncio.Task[None] | None = None

    async def run(self) -> bool:
        """Ends once it follows the feed live, which goes on. Raises Resync when it cannot be resumed."""
        feed = self._feed = await self._owner.hub.take_feed(self._question)
        self.cursor = await self._begin_at(feed)
        await self._catch_up(feed)
        return True

    async def _begin_at(self, feed: Feed) -> int:
        """The position to go on from; the database is asked only about positions not held in memory."""
        after = self._question.subscribed.arguments.get("after")
        if after is None:
            return feed.stream.position
        try:
            return parse_position(after, feed.stream.held)
        except Resync:
            bounds = await self._owner.hub.threads.run(_bounds, self._question.actor.enterprise_id)
            return parse_position(after, bounds)

    async def _catch_up(self, feed: Feed) -> None:
        """Replay at the reader's pace what it has not been told, then join the feed.

        There is no await between the last comparison and the joining, so nothing can slip through.
        """
        while self.cursor < feed.position:
            await self._replay(feed)
        feed.members.add(self)

    async def _replay(self, feed: Feed) -> None:
        await self._owner.outbox.room()
        entries = await feed.stream.after(self.cursor)
        entries = [entry for entry in entries if entry.position <= feed.position]
        texts = await feed.texts(entries)
        await self._owner.hub.check_readers()
        for entry, text in zip(entries, texts, strict=True):
            await self._owner.outbox.room()
            self.cursor = entry.position
            if text is not None:
                self._owner.outbox.put(write_next(self._identity, text))

    def deliver(self, position: int, body: str) -> None:
        """Told by the feed. A reader that lags leaves it and catches up at its own pace."""
        if self._owner.outbox.is_crowded:
            self._fall_behind()
            return
        self.cursor = position
        self._owner.outbox.put(write_next(self._identity, body))

    def _fall_behind(self) -> None:
        assert self._feed is not None
        self._feed.members.discard(self)
        self._catching_up = asyncio.create_task(self._recover(self._feed))

    async def _recover(self, feed: Feed) -> None:
        try:
            await self._catch_up(feed)
        except Closing as closing:
            self._owner.shut(closing)
        except Exception:
            logger.exception("a lagging subscription failed")
            self._owner.shut(Closing(Close.INTERNAL))

    async def stop(self) -> None:
        if self._catching_up is not None:
            self._catching_up.cancel()
        if self._feed is not None:
            self._feed.members.discard(self)
            self._owner.hub.leave_feed(self._feed)
            self._feed = None


class WatchOperation:
    """Sends a row's state now and after every change, until it is final."""

    def __init__(self, owner: Owner, identity: str, subscribed: Subscribed, actor: Actor) -> None:
        self._owner, self._identity, self._subscribed, self._actor = owner, identity, subscribed, actor
        self._changed = asyncio.Event()
        self._group: str | None = None

    def _poke(self, _position: int) -> None:
        self._changed.set()

    async def run(self) -> bool:
        """Ends with the row's final state, after which nothing goes on."""
        owner, spec = self._owner, self._subscribed.resolver
        assert isinstance(spec, WatchSpec)
        subject = spec.subject(**self._subscribed.arguments)
        self._group = subject_group(self._actor.enterprise_id, subject)
        await owner.hub.groups.join(self._group, self._poke)
        last, is_over = "", False
        while not is_over:
            self._changed.clear()
            await owner.hub.check_readers()
            body, is_over = await owner.hub.threads.run(self._look)
            if body != last:
                last = body
                await owner.outbox.room()
                owner.outbox.put(write_next(self._identity, body))
            if not is_over:
                await asyncio.sleep(PACE)
                await self._next_change()
        owner.outbox.put(write("complete", self._identity))
        return False

    async def _next_change(self) -> None:
        try:
            await asyncio.wait_for(self._changed.wait(), ASK_EVERY)
        except TimeoutError:
            return

    def _look(self) -> tuple[str, bool]:
        """The state as JSON, and whether nothing will follow it; an error ends it too."""
        root = Watched()
        body = self._owner.hub.engine.push(self._subscribed, self._actor, self._owner.language, [root])[0]
        is_over = root.is_final or bool(body.get("errors"))
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")), is_over

    async def stop(self) -> None:
        if self._group is not None:
            await self._owner.hub.groups.leave(self._group, self._poke)


class Running:
    """An operation with its task; refusals become `error` messages, which end it."""

    def __init__(self, owner: Owner, identity: str, begin: Callable[[], Any]) -> None:
        self._owner, self._identity, self._begin = owner, identity, begin
        self._operation: StreamOperation | WatchOperation | None = None
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        owner, goes_on = self._owner, False
        try:
            self._operation = await self._begin()
            goes_on = self._operation is not None and await self._operation.run()
        except Closing as closing:
            owner.shut(closing)
        except DomainError as error:
            owner.outbox.put(write("error", self._identity, owner.hub.engine.refused(error, owner.language)))
        except Exception:
            logger.exception("a subscription failed")
            owner.shut(Closing(Close.INTERNAL))
        if not goes_on:
            owner.finished(self._identity)
            if self._operation is not None:
                await self._operation.stop()

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        if self._operation is not None:
            await self._operation.stop()
