"""Accounts and roles of an enterprise. Who makes accounts gives no rights, who gives rights makes no accounts."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import trail
from accounts.actor import Actor
from accounts.alias import SYSTEM, system_transaction
from accounts.errors import (
    LANGUAGE_UNKNOWN,
    LOGIN_TAKEN,
    NAME_INVALID,
    ONESELF,
    ROLE_FOR_ONESELF,
    ROLE_UNKNOWN,
    ROLES_NOT_TOGETHER,
)
from accounts.logins import check_login
from accounts.models import ApiToken, RoleAssignment, User
from accounts.permissions import P
from accounts.policy import require
from accounts.roles import TITLES, Role, kind_of
from accounts.secrets_made import make_first_password
from accounts.services.passwords import password_set
from accounts.services.sessions import sessions_revoke
from common.clock import now
from common.errors import Forbidden, Invalid, NotFound
from common.language import current_language

_NAME_LENGTH = 60


def user_create(
    *, actor: Actor, login: str, display_name: str, roles: Iterable[str] = (), language: str = "zh"
) -> tuple[User, str]:
    """A new account of the actor's enterprise and its first password, shown this once.

    Needs USER_ADMIN; a role with it needs ROLE_ADMIN as well, which by design no single person holds: the
    security administrator gives the rights afterwards. Raises Invalid for a name that cannot be used.
    """
    require(actor, P.USER_ADMIN)
    wanted = [parse_role(role) for role in roles]
    if wanted:
        require(actor, P.ROLE_ADMIN)
    name = check_name(display_name, "displayName")
    with system_transaction("users"):
        user = _insert(check_login(login), name, actor.enterprise_id, language)
        first_password = make_first_password()
        password_set(user, first_password, is_first=True)
        _note(actor, user, "accounts.user_created", after={"login": user.login})
        for role in wanted:
            assign(user, actor.enterprise_id, role)
    return user, first_password


def _insert(login: str, name: str, enterprise_id: UUID, language: str) -> User:
    try:
        with transaction.atomic(using=SYSTEM):
            return User.objects.create(
                login=login,
                display_name=name,
                enterprise_id=enterprise_id,
                language=language,
                created_at=now(),
            )
    except IntegrityError:
        raise Invalid(LOGIN_TAKEN, field="login", value=login) from None


def role_assign(*, actor: Actor, user_id: UUID, role: str) -> User:
    """Give a role in the actor's enterprise; the person's sessions end. Raises NotFound, Forbidden, Invalid."""
    require(actor, P.ROLE_ADMIN)
    wanted = parse_role(role)
    _refuse_oneself(actor, user_id)
    with system_transaction("users"):
        user = member_lock(actor, user_id)
        before = _roles_of(user, actor.enterprise_id)
        if wanted not in before:
            assign(user, actor.enterprise_id, wanted)
            _finish_role_change(actor, user, "accounts.role_assigned", before)
    return user


def role_remove(*, actor: Actor, user_id: UUID, role: str) -> User:
    """Take a role in the actor's enterprise away; the person's sessions end. Raises NotFound, Forbidden."""
    require(actor, P.ROLE_ADMIN)
    unwanted = parse_role(role)
    _refuse_oneself(actor, user_id)
    with system_transaction("users"):
        user = member_lock(actor, user_id)
        before = _roles_of(user, actor.enterprise_id)
        if unwanted in before:
            RoleAssignment.objects.filter(
                user=user, enterprise_id=actor.enterprise_id, role=unwanted
            ).delete()
            _finish_role_change(actor, user, "accounts.role_removed", before)
    return user


def user_disable(*, actor: Actor, user_id: UUID) -> User:
    """Switch an account of the actor's enterprise off: no sign-in, no session, no token any more."""
    require(actor, P.USER_ADMIN)
    if user_id == actor.user_id:
        raise Invalid(ONESELF, field="userId")
    with system_transaction("users"):
        user = User.objects.select_for_update().filter(id=user_id, enterprise_id=actor.enterprise_id).first()
        if user is None:
            raise NotFound
        if user.is_active:
            user.is_active = False
            user.save(using=SYSTEM, update_fields=["is_active"])
            sessions_revoke(user.id)
            ApiToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=now())
            _note(actor, user, "accounts.user_disabled", before={"isActive": True}, after={"isActive": False})
    return user


def profile_update(*, actor: Actor, display_name: str | None = None, language: str | None = None) -> User:
    """The actor's own name and language. Raises Invalid."""
    changes: dict[str, object] = {}
    if display_name is not None:
        changes["display_name"] = check_name(display_name, "displayName")
    if language is not None:
        if language not in ("zh", "en"):
            raise Invalid(LANGUAGE_UNKNOWN, field="language", value=language)
        changes["language"] = language
    with system_transaction("users"):
        user = User.objects.select_for_update().get(id=actor.user_id)
        before = {name: getattr(user, name) for name in changes}
        for name, value in changes.items():
            setattr(user, name, value)
        if changes:
            user.save(using=SYSTEM, update_fields=list(changes))
            _note(actor, user, "accounts.profile_changed", before=before, after=changes)
    return user


def assign(user: User, enterprise_id: UUID, role: Role) -> None:
    """Write the role, turning a still empty account into an administrator's where the role is one.

    Runs in the caller's system transaction. Raises Invalid when the account is of another kind.
    """
    kind = kind_of(role)
    if user.admin_kind != kind:
        if RoleAssignment.objects.filter(user=user).exists():
            title = TITLES[role]
            name = title.en if current_language() == "en" else title.zh
            raise Invalid(ROLES_NOT_TOGETHER, field="role", role=name)
        user.admin_kind = kind
        user.save(using=SYSTEM, update_fields=["admin_kind"])
    RoleAssignment.objects.get_or_create(
        user=user,
        enterprise_id=enterprise_id,
        role=role.value,
        defaults={"admin_kind": kind.value, "created_at": now()},
    )


def parse_role(text: str) -> Role:
    """The role of that name; raises Invalid."""
    try:
        return Role(text)
    except ValueError:
        raise Invalid(ROLE_UNKNOWN, field="role", value=str(text)[:40], allowed=list(Role)) from None


def check_name(text: str, field: str) -> str:
    """The name without blanks at its ends; raises Invalid when empty or too long."""
    name = text.strip()
    if not 1 <= len(name) <= _NAME_LENGTH:
        raise Invalid(NAME_INVALID, field=field, maximum=_NAME_LENGTH)
    return name


def member_lock(actor: Actor, user_id: UUID) -> User:
    """The person, locked, if they belong to the actor's enterprise or hold a role there; else NotFound."""
    here = Q(enterprise_id=actor.enterprise_id) | Q(
        id__in=RoleAssignment.objects.filter(enterprise_id=actor.enterprise_id).values("user_id")
    )
    user = User.objects.select_for_update().filter(here, id=user_id).first()
    if user is None:
        raise NotFound
    return user


def _refuse_oneself(actor: Actor, user_id: UUID) -> None:
    if user_id == actor.user_id:
        raise Forbidden(ROLE_FOR_ONESELF, field="userId")


def _roles_of(user: User, enterprise_id: UUID) -> list[str]:
    roles = RoleAssignment.objects.filter(user=user, enterprise_id=enterprise_id)
    return sorted(roles.values_list("role", flat=True))


def _finish_role_change(actor: Actor, user: User, action: str, before: list[str]) -> None:
    sessions_revoke(user.id)
    after = _roles_of(user, actor.enterprise_id)
    _note(actor, user, action, before={"roles": before}, after={"roles": after})


def _note(
    actor: Actor,
    user: User,
    action: str,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    trail.note(
        enterprise_id=actor.enterprise_id,
        actor_id=actor.user_id,
        actor_name=actor.user_name,
        via=actor.via,
        action=action,
        subject_id=user.id,
        before=before,
        after=after,
    )
