"""Setting, changing and comparing passwords. Django's hashers do the hashing (Argon2id first)."""

import os
from functools import lru_cache
from threading import BoundedSemaphore

from django.contrib.auth.hashers import check_password, make_password

from accounts import trail
from accounts.address import counting_key
from accounts.alias import system_transaction
from accounts.errors import PASSWORD_REUSED, PASSWORD_WRONG
from accounts.models import PasswordRecord, Session, SignInAttempt, User
from accounts.origin import current_origin
from accounts.password_rules import check_password_rules
from accounts.profile import profile
from accounts.services.attempts import take_guess
from accounts.services.sessions import session_open, sessions_revoke
from common.clock import now
from common.errors import Invalid
from tenancy.context import system_access
from tenancy.models import Enterprise

# Each hash takes tens of megabytes: a flood of guesses may make people wait, but not exhaust the machine.
_AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 2))


@lru_cache(maxsize=4)
def _nobodys_hash(hasher: str) -> str:
    return make_password("nobody-has-this-password", hasher=hasher)


def matches(user: User | None, password: str) -> bool:
    """Whether it is the user's password. For nobody the same work is done, so that time tells nothing."""
    if user is None:
        with _AT_ONCE:
            check_password(password, _nobodys_hash("default"))
        return False

    def upgrade(plain: str) -> None:
        user.password = make_password(plain)
        user.save(using="system", update_fields=["password"])

    with _AT_ONCE:
        return check_password(password, user.password, setter=upgrade)


def names_of(user: User) -> list[str]:
    """What must not occur in the user's password."""
    company = Enterprise.objects.using("system").get(id=user.enterprise_id)
    return [user.login, company.name, company.name_en, company.short_name, company.short_name_en]


def password_set(user: User, password: str, *, is_first: bool = False, field: str = "new") -> None:
    """Give the user a password that meets the rules and is none of the last few. Raises Invalid.

    Runs in the caller's system transaction. `is_first`: given by somebody else, to be changed at sign-in.
    """
    rules = profile()
    check_password_rules(password, names=names_of(user), field=field)
    former = PasswordRecord.objects.filter(user=user).order_by("-created_at")
    for record in former[: rules.password_history]:
        if check_password(password, record.password):
            raise Invalid(PASSWORD_REUSED, field=field, history=rules.password_history)
    user.password = make_password(password)
    user.password_changed_at = None if is_first else now()
    user.save(using="system", update_fields=["password", "password_changed_at"])
    PasswordRecord.objects.create(user=user, password=user.password, created_at=now())
    kept = former.values_list("id", flat=True)[: rules.password_history]
    PasswordRecord.objects.filter(user=user).exclude(id__in=list(kept)).delete()


def password_change(*, session: Session, current: str, new: str) -> str:
    """The user's own change: proves the present one (counted as guesses) and ends all sessions of the user.

    Returns the key of a new session for the present browser. Raises Invalid (PASSWORD_WRONG or a rule).
    """
    user = session.user
    guess = take_guess(
        SignInAttempt.Kind.CHANGE, account=str(user.id), address=counting_key(current_origin().ip)
    )
    with system_access("sign-in"):
        is_right = matches(user if guess.is_allowed else None, current)
    if not is_right:
        guess.failed()
        with system_transaction("sign-in"):
            _note(session, "accounts.password_change_refused")
        raise Invalid(PASSWORD_WRONG, field="current")
    guess.succeeded()
    with system_transaction("sign-in"):
        locked = User.objects.select_for_update().get(id=user.id)
        password_set(locked, new)
        sessions_revoke(user.id)
        key, opened = session_open(locked, mfa=session.mfa_at is not None)
        _note(opened, "accounts.password_changed")
    return key


def _note(session: Session, action: str) -> None:
    trail.note(
        enterprise_id=session.enterprise_id or session.user.enterprise_id,
        actor_id=session.user_id,
        actor_name=session.user.display_name,
        action=action,
        subject_id=session.user_id,
    )
