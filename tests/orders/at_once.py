"""Acts of many hands that start together, each on a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

from accounts.actor import Actor
from tenancy.context import acting_as

Result = TypeVar("Result")
HANDS = 25


def at_once(acts: Sequence[tuple[Actor, Callable[[], Result]]]) -> list[Result]:
    """Run the acts on `HANDS` threads that start together; each thread has a connection of its own."""
    barrier = Barrier(min(HANDS, len(acts)))

    def work(actor: Actor, act: Callable[[], Result], starts: bool) -> Result:
        if starts:
            barrier.wait(30)
        try:
            with acting_as(actor.enterprise_id, actor.user_id):
                return act()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(HANDS) as pool:
        waiting = [
            pool.submit(work, actor, act, index < barrier.parties) for index, (actor, act) in enumerate(acts)
        ]
        return [w.result(60) for w in waiting]
