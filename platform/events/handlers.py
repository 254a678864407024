"""Reactions to events: an app's `handlers` module says whom an event should be brought to.

    @on("orders.schedule_line.countered")
    def proposal_opened(event: RelayedEvent) -> list[NotificationDraft]:
        return [NotificationDraft(buyer, (Role.BUYER,), "PROPOSAL_OPENED", {"orderNumber": ...})]

A handler decides from the event alone; it reads and writes nothing. It may run more than once for an event, the
outcome is kept once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class RelayedEvent:
    """An event as handlers see it; `payload` is JSON."""

    id: UUID
    number: int
    type: str
    chain_id: UUID | None
    subject_type: str
    subject_id: UUID
    root_type: str
    root_id: UUID
    version: int
    audience: tuple[UUID, ...]
    actor_id: UUID | None
    actor_name: str
    actor_enterprise_id: UUID
    payload: dict[str, Any]
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class NotificationDraft:
    """Bring an event to the people of an enterprise who hold one of `roles`, or to the given `user_ids`.

    The person who acted is left out, unless named in `user_ids`. `params` are JSON values.
    """

    enterprise_id: UUID
    roles: Sequence[Role]
    kind: str
    params: dict[str, Any] = field(default_factory=dict)
    user_ids: tuple[UUID, ...] = ()


Handler = Callable[[RelayedEvent], list[NotificationDraft]]
_handlers: list[tuple[str, Handler]] = []


def on(prefix: str) -> Callable[[Handler], Handler]:
    """Register a handler of all events whose type begins with `prefix`."""

    def register(handler: Handler) -> Handler:
        _handlers.append((prefix, handler))
        return handler

    return register


def handlers_of(event_type: str) -> list[Handler]:
    return [handler for prefix, handler in _handlers if event_type.startswith(prefix)]
