"""One selection for all who ask the same with the same rights: each entry is read once and sent to everybody."""

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from accounts.actor import SYSTEM_USER, Actor
from common.language import Language
from events.models import StreamEntry
from live.engine import Engine, Subscribed
from live.streams import Stream
from live.subscriptions import Pushed, StreamSpec
from live.threads import Threads

logger = logging.getLogger(__name__)
REMEMBERED: Final = 256  # answers, for those who come back after a cut
STALE: Final = 30.0  # seconds after which an answer is read anew
RETRIES: Final = 2
FAULTS: Final = frozenset({"INTERNAL", "BUSY", "TOO_SLOW"})


class Member(Protocol):
    """A subscriber that has caught up. `cursor`: the last position it was told."""

    cursor: int

    def deliver(self, position: int, body: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """Everything an answer depends on but the entry."""

    subscribed: Subscribed
    spec: StreamSpec
    actor: Actor
    language: Language

    @property
    def reader(self) -> Actor:
        """As whom it is read: the person, or nobody in particular with the same rights."""
        if self.spec.is_personal:
            return self.actor
        return replace(
            self.actor,
            user_id=SYSTEM_USER,
            user_name="",
            login="",
            session_id=None,
            token_id=None,
            scopes=None,
        )

    @property
    def key(self) -> Hashable:
        """Equal for questions with equal answers."""
        actor, asked = self.reader, self.subscribed
        variables = {name: v for name, v in asked.raw_variables.items() if name != asked.position_variable}
        return (
            actor.user_id, actor.enterprise_id, actor.permissions, actor.roles, actor.mfa_at is not None,
            self.language, asked.text, asked.operation_name, json.dumps(variables, sort_keys=True),
        )  # fmt: skip


def _codes(body: dict[str, Any]) -> set[str]:
    return {error.get("extensions", {}).get("code", "") for error in body.get("errors", ())}


def answers(engine: Engine, question: Question, entries: list[StreamEntry]) -> dict[int, str | None]:
    """The bodies as JSON text by position; None where an entry is not for this reader.

    All are read together; one that cannot be read is tried again by itself, and then told as an error.
    """
    spec, subscribed, reader = question.spec, question.subscribed, question.reader
    texts: dict[int, str | None] = {entry.position: None for entry in entries}
    wanted = [entry for entry in entries if spec.concerns(entry, question.actor, subscribed.arguments)]
    roots = [Pushed(entry) for entry in wanted]
    for entry, root, first in zip(
        wanted, roots, engine.push(subscribed, reader, question.language, roots) if roots else (), strict=True
    ):
        body, told = first, root
        for _ in range(RETRIES):
            if told.is_skipped or not _codes(body) & FAULTS:
                break
            told = Pushed(entry)
            body = engine.push(subscribed, reader, question.language, [told])[0]
        if not told.is_skipped:
            texts[entry.position] = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return texts


@dataclass(slots=True)
class Remembered:
    text: "asyncio.Future[str | None]"
    at: float


@dataclass(eq=False)
class Feed:
    """A question followed along a stream. `position`: told to all members up to here."""

    question: Question
    stream: Stream
    engine: Engine
    threads: Threads
    check_readers: Callable[[], Awaitable[None]]
    members: set[Member] = field(default_factory=set)
    users: int = 0
    position: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _texts: "OrderedDict[int, Remembered]" = field(default_factory=OrderedDict)
    _filling: "set[asyncio.Task[None]]" = field(default_factory=set)
    _task: "asyncio.Task[None] | None" = None

    def open(self) -> None:
        self.position = self.stream.position
        self.stream.listeners.add(self._changed.set)
        self._task = asyncio.create_task(self._follow())

    def close(self) -> None:
        self.stream.listeners.discard(self._changed.set)
        if self._task is not None:
            self._task.cancel()

    async def _follow(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                while self.position < self.stream.position:
                    await self._tell(await self.stream.after(self.position))
            except Exception:
                logger.exception("feed of a stream failed, trying again")
                await asyncio.sleep(1.0)
                self._changed.set()

    async def _tell(self, entries: list[StreamEntry]) -> None:
        texts = await self.texts(entries)
        await self.check_readers()
        for entry, text in zip(entries, texts, strict=True):
            self.position = entry.position
            if text is None:
                continue
            for member in list(self.members):
                if member.cursor < entry.position:
                    member.deliver(entry.position, text)

    async def texts(self, entries: list[StreamEntry]) -> list[str | None]:
        """The answers for the entries, in order; each is read once, however many ask."""
        loop = asyncio.get_running_loop()
        self._forget(loop.time())
        missing = [entry for entry in entries if entry.position not in self._texts]
        for entry in missing:
            self._texts[entry.position] = Remembered(loop.create_future(), loop.time())
        wanted = [self._texts[entry.position].text for entry in entries]
        if missing:
            # A task of the feed's own: whoever asked may go away while others wait for the same answer.
            filling = asyncio.create_task(self._fill(missing))
            self._filling.add(filling)
            filling.add_done_callback(self._filling.discard)
        return [await asyncio.shield(text) for text in wanted]

    async def _fill(self, entries: list[StreamEntry]) -> None:
        waiting = {entry.position: self._texts[entry.position].text for entry in entries}
        try:
            found = await self.threads.run(answers, self.engine, self.question, entries)
        except Exception as fault:
            for position, text in waiting.items():
                self._texts.pop(position, None)
                text.set_exception(fault)
                text.exception()  # seen, also when nobody waits any more
            return
        for position, text in waiting.items():
            text.set_result(found[position])

    def _forget(self, instant: float) -> None:
        while self._texts:
            position, oldest = next(iter(self._texts.items()))
            if not oldest.text.done() or (len(self._texts) <= REMEMBERED and instant - oldest.at <= STALE):
                return
            del self._texts[position]
