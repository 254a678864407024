"""The one clock. Instants are aware UTC; business days are dates in a site's own zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Shanghai"
_fixed: ContextVar[datetime | None] = ContextVar("fixed_instant", default=None)


def now() -> datetime:
    """The present instant, aware UTC."""
    return _fixed.get() or datetime.now(UTC)


def today(zone: str = DEFAULT_ZONE) -> date:
    """The present calendar day in the given IANA zone."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Within the block the clock stands at `instant`; used to record history and in tests."""
    if instant.tzinfo is None:
        raise ValueError("the clock needs an aware instant")
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
