"""The one who acts: a person in an enterprise, with the rights held there, however they came in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from accounts.permissions import P
from accounts.roles import Role
from common.clock import now
from common.language import Language

Via = Literal["session", "token", "command", "system"]

# The hand behind scheduled jobs; no row of users has this id.
SYSTEM_USER = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """`permissions` are already narrowed to a token's scopes. `mfa_at`: second factor given, aware UTC."""

    user_id: UUID
    user_name: str
    login: str
    enterprise_id: UUID
    enterprise_name: str
    roles: frozenset[Role]
    permissions: frozenset[P]
    language: Language = "zh"
    mfa_at: datetime | None = None
    via: Via = "session"
    session_id: UUID | None = None
    token_id: UUID | None = None
    scopes: frozenset[P] | None = None


def system_actor(enterprise_id: UUID, enterprise_name: str = "", *, name: str = "系统") -> Actor:
    """The actor of a scheduled job on behalf of an enterprise: all rights there, no person behind it."""
    return Actor(
        user_id=SYSTEM_USER,
        user_name=name,
        login="",
        enterprise_id=enterprise_id,
        enterprise_name=enterprise_name,
        roles=frozenset(),
        permissions=frozenset(P),
        mfa_at=now(),
        via="system",
    )
