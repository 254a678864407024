"""Who may open a socket: the page it comes from, and the person or program behind it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie

from accounts.actor import Actor
from accounts.gate import authenticate_session_key, authenticate_token
from common.errors import DomainError
from events.selectors import stream_bounds
from live.origins import is_allowed
from live.protocol import Close, Closing
from tenancy.context import acting_as

BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Handshake:
    """What the opening request said. A cookie counts only from an allowed page."""

    origin: str | None
    is_origin_allowed: bool
    session_key: str | None
    bearer: str | None
    language: str | None


def read_handshake(scope: dict[str, Any]) -> Handshake:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    origin = headers.get(b"origin")
    is_secure = scope.get("scheme") == "wss" or settings.SESSION_COOKIE_SECURE
    allowed = origin is not None and is_allowed(
        origin, headers.get(b"host", ""), is_secure, settings.TRUSTED_ORIGINS
    )
    key = parse_cookie(headers.get(b"cookie", "")).get(settings.SESSION_COOKIE_NAME)
    return Handshake(
        origin=origin,
        is_origin_allowed=allowed,
        session_key=key if allowed else None,
        bearer=_bearer(headers.get(b"authorization")),
        language=headers.get(b"accept-language"),
    )


def _bearer(header: str | None) -> str | None:
    return header[len(BEARER) :].strip() if header and header.lower().startswith(BEARER) else None


def _text(payload: dict[str, Any], name: str) -> str | None:
    value = payload.get(name)
    if value is not None and not (isinstance(value, str) and len(value) <= 200):
        raise Closing(Close.BAD_REQUEST, f"{name} must be a string")
    return value


def admit(handshake: Handshake, payload: dict[str, Any]) -> tuple[Actor, int]:
    """The actor of a connection_init and the position of the stream's head. Synchronous.

    `payload` may hold `token`, `actingEnterprise` and `language`. Raises Closing (4401, 4403).
    """
    acting, language = _text(payload, "actingEnterprise"), _text(payload, "language") or handshake.language
    token = _text(payload, "token") or handshake.bearer
    try:
        if token is not None:
            actor = authenticate_token(token, acting, language=language)
        elif handshake.session_key is not None:
            actor = authenticate_session_key(handshake.session_key, acting, language=language)
        else:
            actor = None
    except DomainError:
        raise Closing(Close.FORBIDDEN) from None
    if actor is None:
        raise Closing(Close.UNAUTHORIZED)
    with acting_as(actor.enterprise_id, actor.user_id):
        return actor, stream_bounds(actor.enterprise_id).head
