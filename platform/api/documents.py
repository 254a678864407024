"""From the text of a document to a validated operation: limits, parse, standard rules; remembered by text.

The standard rules always run; ours only come on top of them.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from django.conf import settings
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)

from api.coercion import coerced_variables
from api.cost import check_cost
from api.errors import RequestInvalid, TooLarge
from api.limits import Limits, check_document

LIMITS: Final = Limits()
MAX_ERRORS: Final = 5
REMEMBERED_CHARACTERS: Final = 1_000_000  # of documents together; a syntax tree takes ~50 times its text


class DocumentRefused(Exception):
    """Syntax or validation errors; `errors` are the library's own, without suggestions."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Prepared:
    """A validated operation with its coerced variables."""

    document: DocumentNode
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    raw_variables: dict[str, Any]
    operation_name: str | None


DocumentKey = tuple[int, Limits, str]  # schema, limits it was measured by, text


class DocumentMemory:
    """Valid documents by text, the least recently used forgotten first; bounded by their total length."""

    def __init__(self, characters: int) -> None:
        self._limit, self._held = characters, 0
        self._documents: OrderedDict[DocumentKey, DocumentNode] = OrderedDict()
        self._lock = Lock()

    def get(self, key: DocumentKey) -> DocumentNode | None:
        with self._lock:
            document = self._documents.get(key)
            if document is not None:
                self._documents.move_to_end(key)
            return document

    def keep(self, key: DocumentKey, document: DocumentNode) -> None:
        with self._lock:
            if key in self._documents:
                return
            self._documents[key] = document
            self._held += len(key[-1])
            while self._held > self._limit and len(self._documents) > 1:
                oldest, _ = self._documents.popitem(last=False)
                self._held -= len(oldest[-1])


_memory = DocumentMemory(REMEMBERED_CHARACTERS)


def _rules() -> tuple[Any, ...]:
    if getattr(settings, "GRAPHQL_INTROSPECTION", False):
        return tuple(specified_rules)
    return (*specified_rules, NoSchemaIntrospectionCustomRule)


def read_document(schema: GraphQLSchema, text: str, limits: Limits = LIMITS) -> DocumentNode:
    """The parsed and valid document. Raises TooLarge or DocumentRefused; no resolver has run then."""
    if len(text) > limits.characters:
        raise TooLarge(what="characters", value=len(text), limit=limits.characters)
    key = (id(schema), limits, text)
    known = _memory.get(key)
    if known is not None:
        return known
    try:
        document = parse(text, max_lexical_tokens=limits.tokens, max_comments=limits.comments)
    except GraphQLError as error:
        raise DocumentRefused([error]) from None
    check_document(document, limits)
    errors = validate(schema, document, _rules(), max_errors=MAX_ERRORS, hide_suggestions=True)
    if errors:
        raise DocumentRefused(errors[:MAX_ERRORS])
    _memory.keep(key, document)
    return document


def choose_operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation to run. Raises RequestInvalid when the name names none or is needed and missing."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    chosen = [o for o in operations if name is None or (o.name is not None and o.name.value == name)]
    if len(chosen) != 1:
        raise RequestInvalid(reason="operationName must name one operation of the document")
    return chosen[0]


def prepare(
    schema: GraphQLSchema,
    text: str,
    variables: dict[str, Any] | None = None,
    operation_name: str | None = None,
    limits: Limits = LIMITS,
) -> Prepared:
    """Everything that can be refused before a resolver runs. Raises TooLarge, RequestInvalid, DocumentRefused."""
    document = read_document(schema, text, limits)
    operation = choose_operation(document, operation_name)
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    coerced = coerced_variables(schema, operation, variables or {}, MAX_ERRORS)
    if isinstance(coerced, list):
        raise DocumentRefused(coerced)
    check_cost(schema, operation, fragments, coerced, limits.cost)
    return Prepared(document, operation, fragments, coerced, variables or {}, operation_name)
