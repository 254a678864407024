"""Every request gets its id, its language, its origin, and its actor as soon as somebody asks for it."""

from collections.abc import Callable
from functools import cached_property
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from accounts.actor import Actor
from accounts.address import client_address
from accounts.gate import authenticate_request
from accounts.origin import Origin, coming_from
from common.language import using_language
from common.request import request_id

Handler = Callable[[HttpRequest], HttpResponse]


class ActorRequest(HttpRequest):
    """What views see: `request_id` (32 hex digits) and `actor`, authenticated at the first look."""

    request_id: str

    @cached_property
    def actor(self) -> Actor | None:
        return authenticate_request(self)


_kinds: dict[str, type[HttpRequest]] = {}


def _with_actor(kind: type[HttpRequest]) -> type[HttpRequest]:
    """The request's own class (WSGI or ASGI) with the lazy actor added; made once for each."""
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name not in _kinds:
        _kinds[name] = type(kind.__name__, (kind,), {"actor": ActorRequest.__dict__["actor"]})
    return _kinds[name]


def actor_middleware(get_response: Handler) -> Handler:
    """Add the id, language, origin and lazy actor; answer the id in `X-Request-Id`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.__class__ = _with_actor(type(request))
        own_id = uuid4().hex
        request.request_id = own_id  # type: ignore[attr-defined]
        origin = Origin(client_address(request), request.META.get("HTTP_USER_AGENT", "")[:200])
        token = request_id.set(own_id)
        try:
            with coming_from(origin), using_language(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
                response = get_response(request)
        finally:
            request_id.reset(token)
        response.headers["X-Request-Id"] = own_id
        return response

    return middleware
