"""The endpoint `/graphql/` and the published schema."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from accounts.actor import Actor
from accounts.errors import HEADER_MISSING
from accounts.gate import authenticate_request
from accounts.origin import current_origin
from api import discovery
from api.context import Context
from api.errors import METHOD_NOT_ALLOWED, UNAUTHENTICATED
from api.formatting import Reader, refusal
from api.http import GRAPHQL_RESPONSE, PLAIN_JSON, Unfit, choose_media_type, read_request
from common.errors import DomainError
from common.language import Language, choose_language, current_language


def _language(request: HttpRequest, actor: Actor | None) -> Language:
    """The language asked for, else the person's own."""
    asked = request.headers.get("Accept-Language")
    if asked:
        return choose_language(asked)
    return actor.language if actor else current_language()


def _respond(body: Mapping[str, Any], status: int, media_type: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status=status,
        content_type=f"{media_type}; charset=utf-8",
    )
    request_id = current_origin().request_id
    if request_id:
        response.headers["X-Request-Id"] = request_id
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def _admit(request: HttpRequest) -> Actor:
    """Who asks. Raises Unfit (401, 403, 405) before anything of the body is read."""
    if request.method != "POST":
        raise Unfit(405, METHOD_NOT_ALLOWED, allowed_method="POST")
    actor = authenticate_request(request)
    if actor is None:
        raise Unfit(401, UNAUTHENTICATED)
    # A foreign page can make a browser send our cookie, but not this header.
    if actor.via == "session" and request.headers.get("X-Lianwang") != "1":
        raise Unfit(403, HEADER_MISSING)
    return actor


@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """One operation per request, POST and JSON only."""
    media_type, actor = PLAIN_JSON, None
    try:
        actor = _admit(request)
        media_type = choose_media_type(request.headers.get("Accept"))
        asked = read_request(request)
    except Unfit as unfit:
        reader = Reader(_language(request, actor), current_origin().request_id)
        headers = {405: {"Allow": "POST"}, 401: {"WWW-Authenticate": "Bearer"}}.get(unfit.status)
        return _respond({"errors": [refusal(unfit, reader)]}, unfit.status, media_type, headers)
    except DomainError as error:  # the gate's own refusals, e.g. an expired password
        reader = Reader(_language(request, actor), current_origin().request_id)
        return _respond({"errors": [refusal(error, reader)]}, 403, media_type)
    context = Context(actor, _language(request, actor), current_origin().request_id, request)
    answer = discovery.engine().answer(asked.query, asked.variables, asked.operation_name, context)
    status = 400 if media_type == GRAPHQL_RESPONSE and not answer.was_run else 200
    return _respond(answer.body, status, media_type)


def schema_definition(request: HttpRequest) -> HttpResponse:
    """The schema in its definition language, for everybody who is signed in."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    if authenticate_request(request) is None:
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    response = HttpResponse(discovery.schema_text(), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="schema.graphql"'
    return response
