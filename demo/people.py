"""Sign-ins of the demo: one pattern, one password, a second factor for everyone."""

import os
import zlib
from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from accounts.roles import Role
from accounts.services.provisioning import hash_once, user_provision
from accounts.services.second_factor import code_now
from demo.members import SECOND_SEATS, STAFF, Member
from tenancy.context import system_access

FAMILY_NAMES = (
    "李王张刘陈杨赵黄周吴徐孙马朱胡郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任卢姚沈"
)
GIVEN_NAMES = (
    "建国", "春梅", "志强", "小琴", "永红", "德富", "雪梅", "光荣", "玉兰", "明辉", "晓燕", "世杰", "丽华", "家骏",
    "秀英", "俊峰", "海棠", "正刚", "文静", "开元",
)  # fmt: skip
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
    found = list(members)
    for member, enterprise_id in found:
        for name, display_name, _, roles in STAFF[member.role]:
            user_provision(
                login=login_of(member.key, name),
                display_name=display_name or name_of(member.key, name),
                enterprise_id=enterprise_id,
                roles=[Role(role) for role in roles],
                password_hash=hashed,
                has_second_factor=True,
            )
            count += 1
    _seat_twice({member.key: (member, enterprise_id) for member, enterprise_id in found})
    return count


def name_of(member_key: str, name: str) -> str:
    """A person's name, the same one at every start."""
    number = zlib.crc32(f"{member_key} {name}".encode())
    return FAMILY_NAMES[number % len(FAMILY_NAMES)] + GIVEN_NAMES[number // 97 % len(GIVEN_NAMES)]


def _seat_twice(members: dict[str, tuple[Member, UUID]]) -> None:
    for home, name, other in SECOND_SEATS:
        member, enterprise_id = members[other]
        roles = next(roles for desk, _, _, roles in STAFF[member.role] if desk == name)
        user_provision(
            login=login_of(home, name),
            display_name=name_of(home, name),
            enterprise_id=enterprise_id,
            roles=[Role(role) for role in roles],
        )
