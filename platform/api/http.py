"""GraphQL over HTTP: which requests are well formed, and in which media type they are answered."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from api.errors import BODY_TOO_LARGE, MEDIA_TYPE, NOT_ACCEPTABLE, REQUEST_INVALID
from common.errors import DomainError, ErrorText

GRAPHQL_RESPONSE: Final = "application/graphql-response+json"
PLAIN_JSON: Final = "application/json"
MAX_BODY: Final = 1_000_000  # bytes; bulk data comes as files


class Unfit(DomainError):
    """A request that is answered with an HTTP error status."""

    def __init__(self, status: int, text: ErrorText, **params: Any) -> None:
        self.status = status
        super().__init__(text, **params)


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    query: str
    variables: dict[str, Any] | None
    operation_name: str | None


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def choose_media_type(accept: str | None) -> str:
    """The media type of the answer. Raises Unfit (406) when the client takes neither of ours."""
    if not accept:
        return PLAIN_JSON
    weights = {GRAPHQL_RESPONSE: 0.0, PLAIN_JSON: 0.0}
    for part in accept.split(","):
        name, *parameters = part.split(";")
        media, weight = name.strip().lower(), _quality(parameters)
        if media in weights:
            weights[media] = max(weights[media], weight)
        elif media in ("*/*", "application/*"):
            # A wildcard names neither: the older media type, which every client reads, wins ties.
            weights[PLAIN_JSON] = max(weights[PLAIN_JSON], weight)
    if not any(weights.values()):
        raise Unfit(406, NOT_ACCEPTABLE)
    # Named equally, the newer one, whose status codes say more.
    return GRAPHQL_RESPONSE if weights[GRAPHQL_RESPONSE] >= weights[PLAIN_JSON] else PLAIN_JSON


def _check_content_type(request: HttpRequest) -> None:
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if request.content_type != PLAIN_JSON or charset not in ("utf-8", "utf8"):
        raise Unfit(415, MEDIA_TYPE)


def _check_length(request: HttpRequest) -> None:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MAX_BODY:
        raise Unfit(413, BODY_TOO_LARGE, value=length, limit=MAX_BODY)


def _invalid(reason: str) -> Unfit:
    return Unfit(400, REQUEST_INVALID, reason=reason)


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def read_request(request: HttpRequest) -> GraphQLRequest:
    """The parameters of a request. Raises Unfit (400, 413, 415)."""
    _check_content_type(request)
    _check_length(request)
    try:
        content = json.loads(request.body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise _invalid("the body is not JSON") from None
    if not isinstance(content, dict):
        raise _invalid("the body must be one JSON object; batches are not served")
    query = content.get("query")
    if not isinstance(query, str) or not query:
        raise _invalid("query must be a string")
    for name in ("variables", "extensions"):
        if not isinstance(content.get(name), (dict, type(None))):
            raise _invalid(f"{name} must be an object")
    if not isinstance(content.get("operationName"), (str, type(None))):
        raise _invalid("operationName must be a string")
    return GraphQLRequest(query, content.get("variables"), content.get("operationName"))
