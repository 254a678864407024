"""Sign-ins of the demo: one pattern, one password, a second factor for everyone who acts."""

import os
from collections.abc import Iterable
from uuid import UUID

import pyotp
from django.contrib.auth.hashers import make_password

from accounts.models import RoleAssignment, User
from accounts.roles import Role, kind_of
from common.clock import now
from demo.members import STAFF, Member

ALIAS = "system"
PASSWORD = "LIANWANG_DEMO_PASSWORD"  # noqa: S105 - the name of a variable


def demo_password() -> str:
    """The password of every demo account, as the launcher chose or was told. Raises KeyError outside the demo."""
    return os.environ[PASSWORD]


def login_of(member_key: str, name: str) -> str:
    return f"{name}@{member_key}.demo"


def enrol(members: Iterable[tuple[Member, UUID]], password: str) -> int:
    """Accounts and roles for the staff of each member; how many accounts were made."""
    hashed, made = make_password(password), 0
    for member, enterprise_id in members:
        for name, zh, _, roles in STAFF[member.role]:
            _account(member, enterprise_id, login_of(member.key, name), zh, roles, hashed)
            made += 1
    return made


def _account(
    member: Member, enterprise_id: UUID, login: str, display: str, roles: tuple[str, ...], hashed: str
) -> None:
    kind = kind_of(Role(roles[0]))
    user = User(
        enterprise_id=enterprise_id, login=login, display_name=display, password=hashed, password_changed_at=now(),
        admin_kind=kind, created_at=now(),
    )  # fmt: skip
    user.totp_secret = sealed_secret(user, pyotp.random_base32())
    user.save(using=ALIAS)
    RoleAssignment.objects.using(ALIAS).bulk_create(
        RoleAssignment(enterprise_id=enterprise_id, user=user, role=role, admin_kind=kind, created_at=now())
        for role in roles
    )
