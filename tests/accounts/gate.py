"""A browser at the gate: posts JSON with the guard header, keeps the cookie, and knows the world's people."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
from django.test import Client

from accounts.alias import system_transaction
from accounts.gate import COOKIE, actor_for, authenticate_session_key
from accounts.models import RoleAssignment, SignInAttempt, User
from audit.models import AuditEntry
from common import clock
from tests import world

BUYER = world.LEADER.login("BUYER")
VIEWER = world.LEADER.login("VIEWER")
WRONG = "Wrong-Guess-77!"
# Far from any real sign-in of the run, and before the world's passwords grow old.
NOON = datetime.now(UTC).replace(minute=0, second=7, microsecond=0) + timedelta(days=1)


class Browser:
    """One browser with its own cookie jar; `address` is what the server sees."""

    def __init__(self, address: str = "203.0.113.10", language: str = "zh") -> None:
        self.client = Client(REMOTE_ADDR=address, HTTP_ACCEPT_LANGUAGE=language)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        headers.setdefault("HTTP_X_LIANWANG", "1")
        return self.client.post(f"/auth/{path}", body or {}, content_type="application/json", **headers)

    def sign_in(self, login: str = BUYER, password: str = world.PASSWORD) -> Any:
        return self.post("sign-in", {"login": login, "password": password})

    def enter(self, login: str = BUYER) -> str:
        """Sign in with both factors; returns the session key."""
        assert self.sign_in(login).status_code == 200
        given = self.post("second-factor", {"code": code()})
        assert given.status_code == 200, given.content
        return self.key

    def state(self) -> str:
        return self.client.get("/auth/session").json()["state"]

    @property
    def key(self) -> str:
        cookie = self.client.cookies.get(COOKIE)
        return cookie.value if cookie else ""


def code(ahead: int = 0) -> str:
    """The authenticator's code, so many steps ahead of now."""
    return pyotp.TOTP(world.TOTP_SECRET).at(clock.now() + timedelta(seconds=30 * ahead))


def user(login: str = BUYER) -> User:
    with system_transaction("test"):
        return User.objects.get(login=login)


def change(login: str, **values: Any) -> None:
    with system_transaction("test"):
        User.objects.filter(login=login).update(**values)


def seat(login: str, firm: world.Firm, role: str) -> None:
    """Give a person a business role in another firm."""
    with system_transaction("test"):
        RoleAssignment.objects.create(
            user=User.objects.get(login=login), enterprise_id=firm.id, role=role, admin_kind="none",
            created_at=clock.now(),
        )  # fmt: skip


def actor(login: str = BUYER) -> Any:
    return actor_for(login)


def alive(key: str, acting: Any = None) -> bool:
    return authenticate_session_key(key, acting) is not None


def outcomes(kind: str = "password") -> list[str]:
    with system_transaction("test"):
        attempts = SignInAttempt.objects.filter(kind=kind).order_by("at")
        return list(attempts.values_list("outcome", flat=True))


def entries(action: str) -> list[AuditEntry]:
    with system_transaction("test"):
        return list(AuditEntry.objects.using("system").filter(action=action).order_by("recorded_at", "id"))
