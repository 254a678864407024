"""Reads of the gate for the person themselves and for the administrators of their enterprise."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Prefetch, Q, QuerySet

from accounts.actor import Actor
from accounts.alias import system_transaction
from accounts.models import ApiToken, RecoveryCode, RoleAssignment, SavedView, Session, User
from accounts.permissions import SENSITIVE, P
from accounts.policy import can, require
from accounts.roles import Role
from accounts.standing import Seat, seats_of
from common.clock import now
from common.errors import NotFound
from common.paging import Order, Page, page

MEMBER_ORDER = Order("LOGIN", (("login", False), ("id", False)))


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the acting enterprise as its administrators see them."""

    id: UUID
    login: str
    display_name: str
    roles: tuple[Role, ...]
    is_active: bool
    has_second_factor: bool
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class MfaState:
    """The second factor of the person, and what it is needed for in this session."""

    enrolled: bool
    verified_at: datetime | None
    required_for: tuple[P, ...]
    recovery_codes_left: int


def own_user(actor: Actor) -> User:
    """The actor's own account. Raises NotFound for a job without a person."""
    with system_transaction("users"):
        user = User.objects.filter(id=actor.user_id).first()
    if user is None:
        raise NotFound
    return user


def own_seats(actor: Actor) -> tuple[Seat, ...]:
    """The enterprises the actor may switch to; a token is bound to its own."""
    with system_transaction("users"):
        seats = seats_of(actor.user_id)
    return tuple(s for s in seats if actor.via != "token" or s.enterprise_id == actor.enterprise_id)


def session_list(actor: Actor) -> list[Session]:
    """The actor's own sessions that have neither ended nor been ended, newest first."""
    with system_transaction("users"):
        live = Session.objects.filter(user_id=actor.user_id, revoked_at__isnull=True, expires_at__gt=now())
        return list(live.order_by("-last_seen_at"))


def token_list(actor: Actor) -> list[ApiToken]:
    """The actor's own tokens in the acting enterprise, newest first, ended ones too. Raises Forbidden."""
    require(actor, P.TOKEN_MANAGE)
    with system_transaction("users"):
        own = ApiToken.objects.filter(user_id=actor.user_id, enterprise_id=actor.enterprise_id)
        return list(own.order_by("-created_at", "id"))


def mfa_state(actor: Actor) -> MfaState:
    """See MfaState."""
    user = own_user(actor)
    with system_transaction("users"):
        left = RecoveryCode.objects.filter(user=user, used_at__isnull=True).count()
    waiting = actor.permissions & SENSITIVE if actor.mfa_at is None else frozenset()
    return MfaState(user.has_second_factor, actor.mfa_at, tuple(sorted(waiting)), left)


def member_page(
    actor: Actor, *, search: str = "", first: int | None = 50, after: str | None = None
) -> Page[User]:
    """Accounts of the acting enterprise, by sign-in name. Needs USER_ADMIN or ROLE_ADMIN.

    Turn the rows into members with `members_of`. Raises Forbidden, Invalid.
    """
    if not can(actor, P.ROLE_ADMIN):
        require(actor, P.USER_ADMIN)
    with system_transaction("users"):
        return page(_found(actor, search), order=MEMBER_ORDER, first=first, after=after)


def members_of(actor: Actor, users: list[User]) -> list[Member]:
    """The members behind the rows of `member_page`, in the same order; two queries for any number."""
    ids = [user.id for user in users]
    with system_transaction("users"):
        rows = _people(actor).filter(id__in=ids).prefetch_related(
            Prefetch(
                "assignments", RoleAssignment.objects.filter(enterprise_id=actor.enterprise_id), to_attr="held"
            )
        ).annotate(seen_at=Max("sessions__last_seen_at"))  # fmt: skip
        found = {row.id: row for row in rows}
    return [_member(found[i]) for i in ids if i in found]


def member_count(actor: Actor, *, search: str = "") -> int:
    """How many accounts `member_page` goes through. Raises Forbidden."""
    if not can(actor, P.ROLE_ADMIN):
        require(actor, P.USER_ADMIN)
    with system_transaction("users"):
        return _found(actor, search).count()


def saved_view_list(actor: Actor, list_name: str) -> QuerySet[SavedView]:
    """The actor's own views of a list, in their order."""
    mine = SavedView.objects.filter(enterprise_id=actor.enterprise_id, user=actor.user_id, list=list_name)
    return mine.order_by("position", "id")


def member_get(actor: Actor, user_id: UUID) -> Member:
    """One member, for the answer of an administrator's act. Raises NotFound."""
    with system_transaction("users"):
        user = _people(actor).filter(id=user_id).first()
    if user is None:
        raise NotFound
    return members_of(actor, [user])[0]


def _found(actor: Actor, search: str) -> QuerySet[User]:
    people = _people(actor)
    return people.filter(Q(login__icontains=search) | Q(display_name__icontains=search)) if search else people


def _people(actor: Actor) -> QuerySet[User]:
    seated = RoleAssignment.objects.filter(enterprise_id=actor.enterprise_id).values("user_id")
    return User.objects.filter(Q(enterprise_id=actor.enterprise_id) | Q(id__in=seated))


def _member(row: User) -> Member:
    held: list[RoleAssignment] = getattr(row, "held", [])
    seen_at: datetime | None = getattr(row, "seen_at", None)
    return Member(
        id=row.id,
        login=row.login,
        display_name=row.display_name,
        roles=tuple(sorted(Role(assignment.role) for assignment in held)),
        is_active=row.is_active,
        has_second_factor=row.has_second_factor,
        last_seen_at=seen_at,
    )
