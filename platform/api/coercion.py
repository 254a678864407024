"""Variables that do not fit their types, told like every other refusal: which field, why, and what would do."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, cast

from graphql import (
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    OperationDefinitionNode,
    coerce_input_value,
    type_from_ast,
)
from graphql.execution.values import get_variable_values

from api.errors import INTEGER_INVALID
from api.scalars import shown
from common.errors import DomainError, Invalid

_NOT_WHOLE: Final = "Int cannot represent"  # how the library begins when a value is no 32-bit whole number


def _told(path: list[str | int], value: object, error: GraphQLError) -> GraphQLError:
    cause = error.original_error
    if cause is None and error.message.startswith(_NOT_WHOLE):
        cause = Invalid(INTEGER_INVALID, value=shown(value))
    if not isinstance(cause, DomainError):
        where = ".".join(map(str, path))
        return GraphQLError(f"'{where}': {error.message}")
    cause.field = ".".join(map(str, path))
    return GraphQLError(cause.code, original_error=cause)


def _misfits(
    schema: GraphQLSchema, operation: OperationDefinitionNode, given: Mapping[str, Any]
) -> list[GraphQLError]:
    found: list[GraphQLError] = []

    def note(name: str, path: list[str | int], value: object, error: GraphQLError) -> None:
        found.append(_told([name, *path], value, error))

    for definition in operation.variable_definitions:
        name = definition.variable.name.value
        if given.get(name) is not None:
            # A valid document names input types only.
            kind = cast(GraphQLInputType, type_from_ast(schema, definition.type))
            coerce_input_value(given[name], kind, partial(note, name), hide_suggestions=True)
    return found


def coerced_variables(
    schema: GraphQLSchema, operation: OperationDefinitionNode, given: dict[str, Any], max_errors: int
) -> dict[str, Any] | list[GraphQLError]:
    """The variables in their types, or why they do not fit.

    An error of a value carries the `DomainError` with its path as field (`lines.0.quantity`); missing and null
    variables are told by the library.
    """
    coerced = get_variable_values(
        schema, operation.variable_definitions, given, max_errors=max_errors, hide_suggestions=True
    )
    if not isinstance(coerced, list):
        return coerced
    missing = [error for error in coerced if error.original_error is None]
    return [*_misfits(schema, operation, given), *missing][:max_errors]
