"""Who is calling: turns a cookie, a bearer token or a command line into an Actor, and says if it still holds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from accounts import trail
from accounts.actor import Actor, Via
from accounts.alias import system_transaction
from accounts.models import ApiToken, Session, User
from accounts.permissions import P, permissions_of
from accounts.profile import profile
from accounts.secrets_made import TOKEN_PREFIX, digest
from accounts.services.sessions import Standing, State, is_live, standing_of, state_of
from accounts.standing import Seat, seats_by_user, seats_of
from common.clock import now
from common.errors import NotFound
from common.ids import parse_id
from common.language import choose_language
from tenancy.context import system_access

COOKIE = "lianwang_session"
GUARD_HEADER = "HTTP_X_LIANWANG"
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_KEPT = "_lianwang_actor"


def authenticate_request(request: HttpRequest) -> Actor | None:
    """The actor of a request, found once; None for nobody or for a sign-in that is not complete.

    A bearer token wins over the cookie. Raises NotFound when `X-Acting-Enterprise` names an enterprise the
    person has no seat in, whether it exists or not.
    """
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, _find_actor(request))
    found: Actor | None = getattr(request, _KEPT)
    return found


def _find_actor(request: HttpRequest) -> Actor | None:
    named = request.META.get("HTTP_X_ACTING_ENTERPRISE")
    language = request.META.get("HTTP_ACCEPT_LANGUAGE")
    bearer = bearer_of(request)
    if bearer is not None:
        return authenticate_token(bearer, named, language=language)
    key = request.COOKIES.get(COOKIE)
    if not key or not carries_guard(request):
        return None
    return authenticate_session_key(key, named, language=language)


def bearer_of(request: HttpRequest) -> str | None:
    """The token of an Authorization header; "" when the header is of another kind; None without one."""
    header = request.META.get("HTTP_AUTHORIZATION")
    if header is None:
        return None
    scheme, _, value = header.partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def carries_guard(request: HttpRequest) -> bool:
    """Whether a request that may change something carries the header no foreign page can send."""
    return request.method in _SAFE_METHODS or request.META.get(GUARD_HEADER) == "1"


def authenticate_session_key(
    key: str, acting: UUID | str | None = None, *, language: str | None = None
) -> Actor | None:
    """The actor behind a session cookie; counts as activity. Raises NotFound for a foreign enterprise."""
    standing = standing_of(key)
    if standing is None or standing.state is not State.SIGNED_IN:
        return None
    session, user = standing.session, standing.user
    seat = _choose_seat(standing, acting)
    _keep(session, user, seat)
    return _actor(user, seat, via="session", mfa_at=session.mfa_at, language=language, session_id=session.id)


def authenticate_token(
    raw: str, acting: UUID | str | None = None, *, language: str | None = None
) -> Actor | None:
    """The actor behind an API token, narrowed to its scopes; it acts for its own enterprise alone."""
    if not raw.startswith(TOKEN_PREFIX):
        return None
    with system_transaction("sign-in"):
        token = ApiToken.objects.select_related("user").filter(token_hash=digest(raw)).first()
        if token is None or not _token_is_live(token):
            return None
        seat = _seat_at(seats_of(token.user_id), token.enterprise_id)
        if seat is None:
            return None
        if acting is not None and str(token.enterprise_id) != str(acting).lower():
            _refuse_seat(token.user, token.enterprise_id, via="token")
        elif token.last_used_at is None or now() - token.last_used_at > profile().touch_every:
            ApiToken.objects.filter(id=token.id).update(last_used_at=now())
    if acting is not None and str(token.enterprise_id) != str(acting).lower():
        raise NotFound
    return _actor(
        token.user,
        seat,
        via="token",
        mfa_at=token.mfa_at,
        language=language,
        token_id=token.id,
        scopes=_scopes_of(token),
    )


def actor_for(login: str, enterprise_id: UUID | None = None, via: Via = "command") -> Actor:
    """The actor for a sign-in name, for commands and tests: whoever holds the machine is believed.

    `enterprise_id` None: the home enterprise, else the first seat. Raises NotFound.
    """
    with system_access("users"):
        user = User.objects.filter(login=login.lower(), is_active=True).first()
        seats = seats_of(user.id) if user else ()
    if user is None or not seats:
        raise NotFound
    wanted = enterprise_id or user.enterprise_id
    seat = _seat_at(seats, wanted)
    if seat is None and enterprise_id is None:
        seat = seats[0]
    if seat is None:
        raise NotFound
    return _actor(user, seat, via=via, mfa_at=now())


def session_is_live(actor: Actor) -> bool:
    """Whether what the actor came in with still holds. Does not count as activity."""
    return bool(still_live([actor]))


def still_live(actors: Iterable[Actor]) -> set[Actor]:
    """Those of the actors whose session or token still holds with all their rights; three queries for any number."""
    wanted = list(actors)
    session_ids = {a.session_id for a in wanted if a.session_id is not None}
    token_ids = {a.token_id for a in wanted if a.token_id is not None}
    live: dict[UUID, frozenset[P]] = {}
    with system_access("sign-in"):
        sessions = Session.objects.select_related("user").filter(id__in=session_ids)
        tokens = ApiToken.objects.select_related("user").filter(id__in=token_ids)
        seats = seats_by_user({a.user_id for a in wanted})
        for session in sessions:
            own = seats[session.user_id]
            if is_live(session, session.user) and state_of(session, session.user, own) is State.SIGNED_IN:
                live[session.id] = frozenset(P)
        for token in tokens:
            if _token_is_live(token):
                live[token.id] = _scopes_of(token)
    return {a for a in wanted if a.via in ("command", "system") or _still_holds(a, live, seats[a.user_id])}


def _still_holds(actor: Actor, live: dict[UUID, frozenset[P]], seats: tuple[Seat, ...]) -> bool:
    key = actor.session_id or actor.token_id
    seat = _seat_at(seats, actor.enterprise_id)
    if key is None or key not in live or seat is None:
        return False
    return actor.permissions <= (permissions_of(seat.roles) & live[key])


def _choose_seat(standing: Standing, acting: UUID | str | None) -> Seat:
    """The seat asked for, else the one acted for last. Raises NotFound, audited, for any other."""
    if acting is None:
        last = _seat_at(standing.seats, standing.session.enterprise_id)
        return last or standing.seats[0]
    try:
        seat = _seat_at(standing.seats, parse_id(acting))
    except NotFound:
        seat = None
    if seat is None:
        with system_transaction("sign-in"):
            _refuse_seat(standing.user, standing.session.enterprise_id, via="session")
        raise NotFound
    return seat


def _keep(session: Session, user: User, seat: Seat) -> None:
    """Count the request as activity and remember the enterprise; the first act for one is audited."""
    is_switch = session.enterprise_id != seat.enterprise_id
    is_new = seat.enterprise_id not in session.acted_for
    if not (is_switch or is_new or now() - session.last_seen_at > profile().touch_every):
        return
    changes: dict[str, Any] = {"last_seen_at": now(), "enterprise_id": seat.enterprise_id}
    with system_transaction("sign-in"):
        if is_new:
            changes["acted_for"] = [*session.acted_for, seat.enterprise_id]
            if session.acted_for:
                trail.note(
                    enterprise_id=seat.enterprise_id,
                    actor_id=user.id,
                    actor_name=user.display_name,
                    action="accounts.enterprise_switched",
                    subject_type="accounts.Session",
                    subject_id=session.id,
                )
        Session.objects.filter(id=session.id, revoked_at__isnull=True).update(**changes)


def _refuse_seat(user: User, enterprise_id: UUID | None, *, via: Via) -> None:
    trail.note(
        enterprise_id=enterprise_id or user.enterprise_id,
        actor_id=user.id,
        actor_name=user.display_name,
        via=via,
        action="accounts.refused",
        subject_type="tenancy.Enterprise",
        reason="X-Acting-Enterprise",
    )


def _token_is_live(token: ApiToken) -> bool:
    return token.user.is_active and token.revoked_at is None and now() < token.expires_at


def _scopes_of(token: ApiToken) -> frozenset[P]:
    return frozenset(P(scope) for scope in token.scopes if scope in P.__members__)


def _seat_at(seats: Iterable[Seat], enterprise_id: UUID | None) -> Seat | None:
    return next((seat for seat in seats if seat.enterprise_id == enterprise_id), None)


def _actor(
    user: User,
    seat: Seat,
    *,
    via: Via,
    mfa_at: datetime | None,
    language: str | None = None,
    session_id: UUID | None = None,
    token_id: UUID | None = None,
    scopes: frozenset[P] | None = None,
) -> Actor:
    held = permissions_of(seat.roles)
    return Actor(
        user_id=user.id,
        user_name=user.display_name,
        login=user.login,
        enterprise_id=seat.enterprise_id,
        enterprise_name=seat.name,
        roles=seat.roles,
        permissions=held if scopes is None else held & scopes,
        language=choose_language(language or user.language),
        mfa_at=mfa_at,
        via=via,
        session_id=session_id,
        token_id=token_id,
        scopes=scopes,
    )
