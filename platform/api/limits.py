"""How large a document may be. Everything is counted on the syntax tree, before validation and any resolver.

Counts are of the expanded document: a fragment counts each time it is spread, so that nesting fragments
gains nothing. A fragment that reaches itself is refused here already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
)

from api.errors import TooLarge

INTROSPECTION: Final = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Greatest sizes. `cost` is the number of objects an answer may hold, page sizes multiplied through."""

    characters: int = 20_000
    tokens: int = 4_000
    comments: int = 100
    depth: int = 10
    fields: int = 200
    aliases: int = 15
    directives: int = 10
    mutations: int = 4
    operations: int = 10
    cost: int = 30_000


@dataclass(frozen=True, slots=True)
class Size:
    """What a selection holds, fragments expanded."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0


class _Measure:
    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], limits: Limits) -> None:
        self._fragments = fragments
        self._limits = limits
        self._known: dict[str, Size] = {}
        self._open: set[str] = set()

    def selection(self, selections: SelectionSetNode | None) -> Size:
        depth = fields = aliases = directives = 0
        for node in selections.selections if selections else ():
            part = self._node(node)
            depth = max(depth, part.depth)
            fields += part.fields
            aliases += part.aliases
            directives += part.directives
        size = Size(depth, fields, aliases, directives)
        check_size(size, self._limits)
        return size

    def _node(self, node: Any) -> Size:
        if isinstance(node, FragmentSpreadNode):
            inner, extra = self._fragment(node.name.value), 0
        else:
            is_introspection = isinstance(node, FieldNode) and node.name.value in INTROSPECTION
            inner = Size() if is_introspection else self.selection(node.selection_set)
            extra = 1 if isinstance(node, FieldNode) else 0
        is_alias = isinstance(node, FieldNode) and node.alias is not None
        return Size(
            depth=inner.depth + extra,
            fields=inner.fields + extra,
            aliases=inner.aliases + (1 if is_alias else 0),
            directives=inner.directives + len(node.directives),
        )

    def _fragment(self, name: str) -> Size:
        if name in self._known:
            return self._known[name]
        if name in self._open:
            raise TooLarge(what="fragment cycle", value=name, limit=0)
        fragment = self._fragments.get(name)
        if fragment is None:
            return Size()  # unknown: the standard rules name it
        self._open.add(name)
        inner = self.selection(fragment.selection_set)
        self._open.discard(name)
        size = Size(inner.depth, inner.fields, inner.aliases, inner.directives + len(fragment.directives))
        self._known[name] = size
        return size


def _check(what: str, value: int, limit: int) -> None:
    if value > limit:
        raise TooLarge(what=what, value=value, limit=limit)


def check_size(size: Size, limits: Limits) -> None:
    """Raises TooLarge, naming what is too much."""
    _check("depth", size.depth, limits.depth)
    _check("fields", size.fields, limits.fields)
    _check("aliases", size.aliases, limits.aliases)
    _check("directives", size.directives, limits.directives)


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Refuse a document any of whose operations is too large. Raises TooLarge."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    _check("operations", len(operations), limits.operations)
    measure = _Measure(fragments, limits)
    for operation in operations:
        size = measure.selection(operation.selection_set)
        check_size(
            Size(size.depth, size.fields, size.aliases, size.directives + len(operation.directives)), limits
        )
        if operation.operation is OperationType.MUTATION:
            _check("mutations", root_fields(operation.selection_set, fragments), limits.mutations)


def root_fields(selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]) -> int:
    """Number of root fields, those inside fragments included."""
    count = 0
    for node in selections.selections:
        if isinstance(node, FieldNode):
            count += 1
        elif isinstance(node, InlineFragmentNode):
            count += root_fields(node.selection_set, fragments)
        elif isinstance(node, FragmentSpreadNode) and node.name.value in fragments:
            count += root_fields(fragments[node.name.value].selection_set, fragments)
    return count


def whole_number(node: Any, variables: Mapping[str, Any]) -> int | None:
    """The integer an argument's value stands for, if it is one."""
    if isinstance(node, IntValueNode):
        return int(node.value)
    if isinstance(node, VariableNode):
        value = variables.get(node.name.value)
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return None


def argument_of(field: FieldNode, names: Iterable[str]) -> Any:
    """The value node of the first argument of that name, or None."""
    for argument in field.arguments:
        if argument.name.value in names:
            return argument.value
    return None
