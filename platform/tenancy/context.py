"""For whom the running code acts. One ContextVar; the database backend carries it into each transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

SYSTEM_JOBS = frozenset(
    {
        "audit-seal", "audit-verify", "backup", "bench", "demo-seed", "directory", "event-relay", "expire",
        "market", "metrics", "network", "onboarding", "planning", "purge", "questions", "resume", "sign-in", "users", "test",
    }
)  # fmt: skip


class TenantContextMissing(RuntimeError):
    """A query ran without saying for whom: a defect of the caller, never an answer to a client."""


@dataclass(frozen=True, slots=True)
class Acting:
    """The acting enterprise and, where one is known, the person."""

    enterprise_id: UUID
    user_id: UUID | None = None


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)
_job: ContextVar[str | None] = ContextVar("system_job", default=None)


def current_acting() -> Acting | None:
    return _acting.get()


def require_acting() -> Acting:
    """The acting context; raises TenantContextMissing without one."""
    acting = _acting.get()
    if acting is None:
        raise TenantContextMissing("no acting enterprise: wrap the call in acting_as(...)")
    return acting


def current_job() -> str | None:
    return _job.get()


@contextmanager
def acting_as(enterprise_id: UUID, user_id: UUID | None = None) -> Iterator[Acting]:
    """Act for an enterprise within the block. Only a verified membership may choose it."""
    acting = Acting(enterprise_id, user_id)
    token = _acting.set(acting)
    try:
        yield acting
    finally:
        _acting.reset(token)


@contextmanager
def system_access(job: str) -> Iterator[None]:
    """Open the system alias for a named cross-tenant job. Raises ValueError for a name not on the list."""
    if job not in SYSTEM_JOBS:
        raise ValueError(f"{job!r} is not a listed system job")
    token = _job.set(job)
    try:
        yield
    finally:
        _job.reset(token)
