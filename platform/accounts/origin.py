"""Where an act comes from (address, program), carried beside the code that acts; the request's id is common's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """`ip` as text, `agent` the program's own name, both empty when unknown."""

    ip: str = ""
    agent: str = ""


_origin: ContextVar[Origin | None] = ContextVar("origin", default=None)


def current_origin() -> Origin:
    """The origin of the running act; empty fields when it came from no request."""
    return _origin.get() or Origin()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Acts within the block come from `origin`; for requests, sockets and tasks launched by them."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)
