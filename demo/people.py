"""Sign-ins of the demo: one pattern, one password, a second factor for everyone."""

import os
from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from accounts.roles import Role
from accounts.services.provisioning import hash_once, user_provision
from accounts.services.second_factor import code_now
from demo.members import STAFF, Member
from tenancy.context import system_access

PASSWORD = "LIANWANG_DEMO_PASSWORD"  # noqa: S105 - the name of a variable


def demo_password() -> str:
    """The password of every demo account, as the launcher chose or was told. Raises KeyError outside the demo."""
    return os.environ[PASSWORD]


def present_code(login: str) -> str:
    """The second factor's code of a demo account at this moment."""
    with system_access("users"):
        return code_now(User.objects.get(login=login))


def login_of(member_key: str, name: str) -> str:
    return f"{name}@{member_key}.demo"


def enrol(members: Iterable[tuple[Member, UUID]], password: str) -> int:
    """Accounts and roles for the staff of each member; how many there are."""
    hashed, count = hash_once(password), 0
    for member, enterprise_id in members:
        for name, display_name, _, roles in STAFF[member.role]:
            user_provision(
                login=login_of(member.key, name),
                display_name=display_name,
                enterprise_id=enterprise_id,
                roles=[Role(role) for role in roles],
                password_hash=hashed,
                has_second_factor=True,
            )
            count += 1
    return count
