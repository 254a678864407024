"""Opening, finding, keeping and ending sessions. The key itself is only ever in the browser."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from accounts.actor import Actor
from accounts.alias import system_transaction
from accounts.models import Session, User
from accounts.origin import current_origin
from accounts.permissions import SENSITIVE, permissions_of
from accounts.profile import profile
from accounts.roles import AdminKind
from accounts.secrets_made import digest, make_session_key
from accounts.standing import Seat, seats_of
from common.clock import now
from common.errors import NotFound
from tenancy.context import system_access


class State(StrEnum):
    """How far a sign-in has come; only SIGNED_IN acts."""

    SIGNED_OUT = "SIGNED_OUT"
    SECOND_FACTOR = "SECOND_FACTOR"
    PASSWORD_EXPIRED = "PASSWORD_EXPIRED"  # noqa: S105 - a name, not a secret
    NO_ROLE = "NO_ROLE"
    SIGNED_IN = "SIGNED_IN"


@dataclass(frozen=True)
class Standing:
    """A live session with its person, their seats, and how far it has come."""

    state: State
    session: Session
    user: User
    seats: tuple[Seat, ...]


def idle_limit(user: User) -> timedelta:
    rules = profile()
    return rules.idle if user.admin_kind == AdminKind.NONE else rules.admin_idle


def needs_second_factor(user: User, seats: tuple[Seat, ...]) -> bool:
    """Whoever has enrolled one gives it; whoever may bind the enterprise must enrol one."""
    roles = {role for seat in seats for role in seat.roles}
    return user.has_second_factor or bool(permissions_of(roles) & SENSITIVE)


def password_is_expired(user: User) -> bool:
    changed = user.password_changed_at
    return changed is None or now() - changed > profile().password_age


def state_of(session: Session, user: User, seats: tuple[Seat, ...]) -> State:
    """The first thing still missing, in the order in which it must be given."""
    if session.mfa_at is None and needs_second_factor(user, seats):
        return State.SECOND_FACTOR
    if password_is_expired(user):
        return State.PASSWORD_EXPIRED
    return State.SIGNED_IN if seats else State.NO_ROLE


def is_live(session: Session, user: User) -> bool:
    """Neither revoked nor over, neither idle for too long, and the account is active."""
    instant = now()
    return (
        user.is_active
        and session.revoked_at is None
        and instant < session.expires_at
        and instant - session.last_seen_at < idle_limit(user)
    )


def session_open(user: User, *, mfa: bool = False) -> tuple[str, Session]:
    """A new session and its key, which is returned this once. Runs in the caller's system transaction."""
    key, instant, origin, rules = make_session_key(), now(), current_origin(), profile()
    seats = seats_of(user.id)
    waits = not mfa and needs_second_factor(user, seats)
    session = Session.objects.create(
        key_hash=digest(key),
        user=user,
        enterprise_id=_first_enterprise(user, seats),
        created_at=instant,
        last_seen_at=instant,
        expires_at=instant + (rules.second_factor_wait if waits else rules.absolute),
        mfa_at=instant if mfa else None,
        ip=origin.ip,
        agent=origin.agent[:200],
    )
    return key, session


def _first_enterprise(user: User, seats: tuple[Seat, ...]) -> UUID | None:
    """The one acted for at last, else the home one, else any where the person holds a role."""
    held = [seat.enterprise_id for seat in seats]
    last = (
        Session.objects.filter(user=user, enterprise__isnull=False)
        .order_by("-last_seen_at")
        .values_list("enterprise_id", flat=True)
        .first()
    )
    return next((e for e in (last, user.enterprise_id, *held) if e in held), None)


def standing_of(key: str) -> Standing | None:
    """The live session behind a key, or None. Does not count as activity."""
    with system_access("sign-in"):
        session = Session.objects.select_related("user").filter(key_hash=digest(key)).first()
        if session is None or not is_live(session, session.user):
            return None
        seats = seats_of(session.user_id)
    return Standing(state_of(session, session.user, seats), session, session.user, seats)


def sessions_revoke(user_id: UUID, *, keep: UUID | None = None) -> int:
    """End the user's sessions, all but `keep`. Runs in the caller's system transaction; returns how many."""
    open_ones = Session.objects.filter(user_id=user_id, revoked_at__isnull=True)
    if keep is not None:
        open_ones = open_ones.exclude(id=keep)
    return open_ones.update(revoked_at=now())


def session_revoke(*, actor: Actor, session_id: UUID) -> Session:
    """End one of one's own sessions. Raises NotFound for any other."""
    with system_transaction("sign-in"):
        session = Session.objects.filter(id=session_id, user_id=actor.user_id).first()
        if session is None:
            raise NotFound
        Session.objects.filter(id=session_id, revoked_at__isnull=True).update(revoked_at=now())
        session.refresh_from_db(using="system")
    return session
