"""Types every schema of ours shares."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.scalars import JSON, Date, DateTime, DecimalString, plain_json
from common.errors import DomainError

__all__ = ["JSON", "Date", "DateTime", "DecimalString", "DomainErrorType", "Info", "PageInfo", "Payload"]

Info = GraphQLResolveInfo


def camel_path(path: str | None) -> str | None:
    """`lines.0.requested_date` as clients write it: `lines.0.requestedDate`."""
    if path is None:
        return None

    def camel(part: str) -> str:
        first, *rest = part.split("_")
        return first + "".join(word.capitalize() for word in rest)

    return ".".join(camel(part) for part in path.split("."))


class PageInfo(graphene.ObjectType):
    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = graphene.String()
    end_cursor = graphene.String()


class DomainErrorType(graphene.ObjectType):
    """Why an act was refused: cause, value and remedy, in the reader's language.

    Resolves from a `DomainError`: resolvers put the exception itself into `errors`.
    """

    class Meta:
        name = "DomainError"
        description = "Why an act was refused: cause, value and remedy, in the reader's language."

    code = graphene.String(required=True, description="Machine code, e.g. CONFLICT or OVER_SHIPMENT.")
    field = graphene.String(
        description="Argument path in camelCase, e.g. lines.0.quantity; null when it concerns the whole act."
    )
    message = graphene.String(required=True, description="Ready to show.")
    params = graphene.Field(JSON, required=True, description="The values inside the message.")
    allowed = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="What would be accepted instead."
    )

    def resolve_field(error: DomainError, info: Info) -> str | None:
        return camel_path(error.field)

    def resolve_message(error: DomainError, info: Info) -> str:
        return error.message()

    def resolve_params(error: DomainError, info: Info) -> Any:
        return plain_json(error.params)

    def resolve_allowed(error: DomainError, info: Info) -> list[str]:
        return error.allowed or []


class Payload(graphene.ObjectType):
    """Base of mutation payloads: the things that changed, and the errors when nothing did."""

    class Meta:
        abstract = True

    errors = graphene.List(graphene.NonNull(DomainErrorType), required=True)
