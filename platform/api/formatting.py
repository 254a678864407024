"""What of an error reaches a client: declared refusals whole, the library's own checks, nothing else."""

import logging
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from django.db import Error as DatabaseError
from graphql import GraphQLError

from api.documents import DocumentRefused
from api.errors import BUSY, INTERNAL, TOO_SLOW
from api.scalars import plain_json
from api.types import camel_path
from common.errors import DomainError, ErrorText

logger = logging.getLogger(__name__)

# Lost races between transactions: nothing is wrong with the request, it may simply be sent again.
_RACES: Final = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom errors are written."""

    language: str
    request_id: str


def refusal(error: DomainError, reader: Reader) -> dict[str, Any]:
    """A declared refusal as a GraphQL error."""
    return {
        "message": error.message(reader.language),
        "extensions": {
            "code": error.code,
            "field": camel_path(error.field),
            "params": plain_json(error.params),
            "allowed": error.allowed or [],
            "requestId": reader.request_id,
        },
    }


def _fault_text(fault: BaseException | None) -> tuple[ErrorText, dict[str, Any]]:
    """What to say of an unforeseen fault, and with which params."""
    cause = fault.__cause__ if isinstance(fault, DatabaseError) else None
    if isinstance(cause, _RACES):
        return BUSY, {}
    if isinstance(cause, psycopg.errors.QueryCanceled):
        return TOO_SLOW, {"seconds": 5}
    return INTERNAL, {}


def masked(fault: BaseException, reader: Reader) -> dict[str, Any]:
    """Fixed text and the request id; the fault itself goes to the log."""
    text, params = _fault_text(fault)
    if text is INTERNAL:
        logger.error("unforeseen fault, request %s", reader.request_id, exc_info=fault)
        params = {"request_id": reader.request_id}
    return refusal(DomainError(text, **params), reader)


def is_fault(error: GraphQLError) -> bool:
    """Whether the error was nobody's declared refusal: then nothing of the request may be kept."""
    return error.original_error is not None and not isinstance(
        error.original_error, (DomainError, GraphQLError)
    )


def format_error(error: GraphQLError, reader: Reader) -> dict[str, Any]:
    """One error of an execution or a coercion."""
    original = error.original_error
    if isinstance(original, DomainError):
        shown = refusal(original, reader)
    elif is_fault(error):
        shown = masked(original or error, reader)
    else:
        extensions = {"code": "DOCUMENT_INVALID", "requestId": reader.request_id}
        shown = {"message": error.message, "extensions": extensions}
        if error.locations:
            shown["locations"] = [location.formatted for location in error.locations]
    if error.path:
        shown["path"] = error.path
    return shown


def format_refused(refused: DocumentRefused, reader: Reader) -> list[dict[str, Any]]:
    return [format_error(error, reader) for error in refused.errors]
