"""The endpoint `/graphql/` and the published schema."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from accounts.actor import Actor
from accounts.gate import authenticate_request
from api import discovery
from api.context import Context
from api.errors import METHOD_NOT_ALLOWED, UNAUTHENTICATED
from api.formatting import Reader, refusal
from api.http import GRAPHQL_RESPONSE, PLAIN_JSON, Unfit, choose_media_type, read_request
from common.errors import DomainError
from common.language import current_language
from common.request import request_id

HEADERS = {405: {"Allow": "POST"}, 401: {"WWW-Authenticate": "Bearer"}}


def _respond(body: Mapping[str, Any], status: int, media_type: str) -> HttpResponse:
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status=status,
        content_type=f"{media_type}; charset=utf-8",
        headers=HEADERS.get(status),
    )


def _refuse(error: DomainError, status: int, media_type: str) -> HttpResponse:
    reader = Reader(current_language(), request_id.get())
    return _respond({"errors": [refusal(error, reader)]}, status, media_type)


def _admit(request: HttpRequest) -> Actor:
    """Who asks. Raises Unfit (401, 405) before anything of the body is read, NotFound for a foreign enterprise.

    A cookie without the guard header counts as nobody: a foreign page can send the one, not the other.
    """
    if request.method != "POST":
        raise Unfit(405, METHOD_NOT_ALLOWED, allowed_method="POST")
    actor = authenticate_request(request)
    if actor is None:
        raise Unfit(401, UNAUTHENTICATED)
    return actor


@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """One operation per request, POST and JSON only."""
    media_type = PLAIN_JSON
    try:
        actor = _admit(request)
        media_type = choose_media_type(request.headers.get("Accept"))
        asked = read_request(request)
    except Unfit as unfit:
        return _refuse(unfit, unfit.status, media_type)
    except DomainError as error:
        return _refuse(error, 404, media_type)
    context = Context(actor, actor.language, request_id.get(), request)
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
