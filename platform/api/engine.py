"""Runs prepared operations under somebody's rights: one transaction, one time limit, masked errors.

The HTTP view and the sockets both use it, so that a document means the same on either way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, OperationType, VariableNode, execute
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_argument_values

from accounts.actor import Actor
from api.context import Context
from api.documents import DocumentRefused, Prepared, prepare
from api.errors import SUBSCRIPTION_OVER_HTTP, SUBSCRIPTIONS_ONLY, RequestInvalid
from api.execution import Execution
from api.formatting import Reader, format_error, format_refused, is_fault, masked, refusal
from api.limits import argument_of
from common.errors import DomainError
from common.language import Language, using_language
from tenancy.context import acting_as


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an answer. `was_run`: false when it was refused before any resolver."""

    body: dict[str, Any]
    was_run: bool


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription to be run per event. `resolver` and `arguments` are those of its one root field;
    `position_variable`: the variable that carries `after`, if one does.
    """

    prepared: Prepared
    text: str
    resolver: Any
    arguments: dict[str, Any]
    position_variable: str | None
    raw_variables: dict[str, Any]
    operation_name: str | None


def limit_statements() -> None:
    """The time limit of one statement, for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('statement_timeout', %s, true)", [str(settings.GRAPHQL_STATEMENT_TIMEOUT_MS)]
        )


class Engine:
    """One schema, ready to run."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema

    def answer(
        self, text: str, variables: dict[str, Any] | None, operation_name: str | None, context: Context
    ) -> Answer:
        """A query or mutation from its text to its body."""
        reader = Reader(context.language, context.request_id)
        with using_language(context.language):
            try:
                prepared = prepare(self.schema, text, variables, operation_name)
                if prepared.operation.operation is OperationType.SUBSCRIPTION:
                    raise RequestInvalid(SUBSCRIPTION_OVER_HTTP)
            except DocumentRefused as refused:
                return Answer({"errors": format_refused(refused, reader)}, was_run=False)
            except DomainError as error:
                return Answer({"errors": [refusal(error, reader)]}, was_run=False)
            return Answer(self.run(prepared, context), was_run=True)

    def subscription(
        self, text: str, variables: dict[str, Any] | None, operation_name: str | None, language: Language
    ) -> "Subscribed | list[dict[str, Any]]":
        """A subscription ready to be run per event, or the errors for which it is refused."""
        reader = Reader(language, "")
        with using_language(language):
            try:
                prepared = prepare(self.schema, text, variables, operation_name)
                if prepared.operation.operation is not OperationType.SUBSCRIPTION:
                    raise RequestInvalid(SUBSCRIPTIONS_ONLY)
                return self._subscribed(prepared, text)
            except DocumentRefused as refused:
                return format_refused(refused, reader)
            except GraphQLError as error:
                return [format_error(error, reader)]
            except DomainError as error:
                return [refusal(error, reader)]

    def _subscribed(self, prepared: Prepared, text: str) -> "Subscribed":
        root = self.schema.subscription_type
        assert root is not None
        selected = collect_fields(
            self.schema, dict(prepared.fragments), prepared.variables, root, prepared.operation.selection_set
        )
        node = next(iter(selected.values()))[0]
        definition = root.fields.get(node.name.value)
        if definition is None:
            raise RequestInvalid(reason="a subscription selects one of its fields")
        after = argument_of(node, ("after",))
        return Subscribed(
            prepared=prepared,
            text=text,
            resolver=definition.resolve,
            arguments=get_argument_values(definition, node, prepared.variables),
            position_variable=after.name.value if isinstance(after, VariableNode) else None,
            raw_variables=prepared.raw_variables,
            operation_name=prepared.operation_name,
        )

    def push(
        self, subscribed: "Subscribed", actor: Actor, language: Language, roots: Sequence[Any]
    ) -> list[dict[str, Any]]:
        """The bodies of several events: the selection run for each root, in one transaction, rows read once."""
        context, reader = Context(actor, language), Reader(language, "")
        try:
            with using_language(language), acting_as(actor.enterprise_id, actor.user_id):
                with transaction.atomic():
                    results = [self._execute(subscribed.prepared, context, root) for root in roots]
                return [self._body(result, reader) for result in results]
        except Exception as fault:
            return [{"data": None, "errors": [masked(fault, reader)]} for _ in roots]

    @staticmethod
    def _body(result: ExecutionResult, reader: Reader) -> dict[str, Any]:
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [format_error(error, reader) for error in result.errors]
        return body

    def refused(self, error: DomainError, language: Language) -> list[dict[str, Any]]:
        """A refusal as the errors of an answer."""
        return [refusal(error, Reader(language, ""))]

    def run(self, prepared: Prepared, context: Context) -> dict[str, Any]:
        """Execute in one transaction under the context's rights; an unforeseen fault keeps nothing of it."""
        reader = Reader(context.language, context.request_id)
        actor: Actor = context.actor
        is_mutation = prepared.operation.operation is OperationType.MUTATION
        try:
            with using_language(context.language), acting_as(actor.enterprise_id, actor.user_id):
                with transaction.atomic():
                    limit_statements()
                    result = self._execute(prepared, context, None)
                    is_broken = any(is_fault(error) for error in result.errors or ())
                    if is_broken:
                        transaction.set_rollback(True)
                body = self._body(result, reader)
        except Exception as fault:
            return {"data": None, "errors": [masked(fault, reader)]}
        if is_broken and is_mutation:
            body["data"] = None
        return body

    def _execute(self, prepared: Prepared, context: Context, root: Any) -> ExecutionResult:
        result = execute(
            self.schema,
            prepared.document,
            root,
            context,
            prepared.raw_variables,
            prepared.operation_name,
            execution_context_class=Execution,
            hide_suggestions=True,
        )
        assert isinstance(result, ExecutionResult)
        return result
