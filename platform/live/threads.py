"""Database work of the sockets: a few threads of their own, each with its connections."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import close_old_connections, connections

Result = TypeVar("Result")


class Threads:
    """Runs synchronous functions; a connection is checked before and given back after each."""

    def __init__(self, count: int = 4) -> None:
        self._count = count
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="live")

    async def run(self, function: Callable[..., Result], *arguments: Any) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, _guarded, function, arguments)

    def close(self) -> None:
        """Close the threads and their connections."""
        for _ in range(self._count):
            self._pool.submit(connections.close_all)
        self._pool.shutdown(wait=True)


def _guarded(function: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
    close_old_connections()
    try:
        return function(*arguments)
    finally:
        close_old_connections()
