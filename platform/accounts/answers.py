"""JSON in, JSON out: the frame of the views at the gate."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from accounts.errors import HEADER_MISSING, REQUEST_MALFORMED, Unauthenticated
from accounts.gate import carries_guard
from common.errors import Conflict, DomainError, Forbidden, Invalid, NotFound

_BODY_LIMIT = 8_000
View = Callable[[HttpRequest, dict[str, Any]], HttpResponse]
_STATUSES: tuple[tuple[type[DomainError], int], ...] = (
    (Unauthenticated, 401), (Forbidden, 403), (NotFound, 404), (Conflict, 409),
)  # fmt: skip


def json_post(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Only POST of `application/json` with the guard header, refusals answered as `{errors: [...]}`."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if request.content_type != "application/json":
            return _refuse(Invalid(REQUEST_MALFORMED, reason="Content-Type"), 415)
        try:
            if not carries_guard(request):
                raise Forbidden(HEADER_MISSING)
            return view(request, _body(request))
        except DomainError as error:
            return refusal(error)

    return answer


def refusal(error: DomainError) -> JsonResponse:
    """The error in the reader's language with its HTTP status."""
    return _refuse(error, next((code for kind, code in _STATUSES if isinstance(error, kind)), 400))


def _refuse(error: DomainError, status: int) -> JsonResponse:
    shown = {
        "code": error.code, "field": error.field, "message": error.message(), "params": error.params,
        "allowed": error.allowed or [],
    }  # fmt: skip
    return JsonResponse({"errors": [shown]}, status=status)


def text_field(body: dict[str, Any], name: str, *, longest: int = 1_000) -> str:
    """A text of the body; raises Invalid when it is missing, of another type, too long or not storable."""
    value = body.get(name)
    if not isinstance(value, str) or not value or len(value) > longest or not _is_storable(value):
        raise Invalid(REQUEST_MALFORMED, field=name, reason=name)
    return value


def _is_storable(text: str) -> bool:
    """PostgreSQL stores neither NUL nor lone surrogates."""
    return "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def _body(request: HttpRequest) -> dict[str, Any]:
    declared = request.META.get("CONTENT_LENGTH") or "0"
    if not declared.isdigit() or int(declared) > _BODY_LIMIT:
        raise Invalid(REQUEST_MALFORMED, reason=f"> {_BODY_LIMIT} B")
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise Invalid(REQUEST_MALFORMED, reason="JSON") from None
    if not isinstance(body, dict):
        raise Invalid(REQUEST_MALFORMED, reason="{}")
    return body
