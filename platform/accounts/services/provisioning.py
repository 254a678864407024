"""Accounts made by the operator: the first administrators of an installation, and the people of the demo."""

from collections.abc import Iterable
from uuid import UUID

import pyotp
from django.contrib.auth.hashers import make_password

from accounts import trail
from accounts.alias import SYSTEM, system_transaction
from accounts.logins import check_login
from accounts.models import PasswordRecord, User
from accounts.roles import Role
from accounts.services.members import assign, check_name
from accounts.services.passwords import password_set
from accounts.services.second_factor import secret_seal
from common.clock import now


def user_provision(
    *,
    login: str,
    display_name: str,
    enterprise_id: UUID,
    roles: Iterable[Role] = (),
    password: str | None = None,
    password_hash: str | None = None,
    must_change: bool = False,
    language: str = "zh",
    has_second_factor: bool = False,
) -> User:
    """Make or complete an account from the command line; running it again changes nothing that exists.

    `password_hash` (from `hash_once`) spares hashing one password for many accounts; the rules are then the
    caller's to keep. Roles are those in `enterprise_id`. Raises Invalid.
    """
    with system_transaction("onboarding"):
        user, is_new = User.objects.get_or_create(
            login=check_login(login),
            defaults={
                "display_name": check_name(display_name, "displayName"),
                "enterprise_id": enterprise_id,
                "language": language,
                "created_at": now(),
            },
        )
        if is_new:
            _give_password(user, password, password_hash, must_change)
            if has_second_factor:
                user.totp_secret = secret_seal(user, pyotp.random_base32())
                user.save(using=SYSTEM, update_fields=["totp_secret"])
            _note(user)
        for role in roles:
            assign(user, enterprise_id, role)
    return user


def hash_once(password: str) -> str:
    """A hash to hand to several `user_provision` calls."""
    return make_password(password)


def _give_password(user: User, password: str | None, password_hash: str | None, must_change: bool) -> None:
    if password_hash is not None:
        user.password = password_hash
        user.password_changed_at = None if must_change else now()
        user.save(using=SYSTEM, update_fields=["password", "password_changed_at"])
        PasswordRecord.objects.create(user=user, password=password_hash, created_at=now())
    elif password is not None:
        password_set(user, password, is_first=must_change, field="password")


def _note(user: User) -> None:
    trail.note(
        enterprise_id=user.enterprise_id,
        actor_name="operator",
        via="command",
        action="accounts.user_created",
        subject_id=user.id,
        after={"login": user.login},
    )
