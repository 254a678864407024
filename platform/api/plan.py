"""What executing one selected field takes, worked out once per answer instead of once per row."""

from collections.abc import Callable
from enum import Enum, auto
from functools import cache, partial
from typing import Any

from graphene.types.resolver import attr_resolver, dict_or_attr_resolver, dict_resolver
from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    is_abstract_type,
)

_PLAIN_RESOLVERS = (attr_resolver, dict_resolver, dict_or_attr_resolver)


class Kind(Enum):
    LEAF = auto()
    LIST = auto()
    OBJECT = auto()
    ABSTRACT = auto()


class Shape:
    """A GraphQL output type taken apart. `item` is the shape of a list's members."""

    __slots__ = ("is_non_null", "item", "kind", "serialize", "type")

    def __init__(self, output: GraphQLOutputType) -> None:
        self.is_non_null = isinstance(output, GraphQLNonNull)
        self.type: Any = output.of_type if isinstance(output, GraphQLNonNull) else output
        self.item: Shape | None = None
        self.serialize: Callable[[Any], Any] | None = None
        if isinstance(self.type, GraphQLList):
            self.kind, self.item = Kind.LIST, shape_of(self.type.of_type)
        elif isinstance(self.type, (GraphQLScalarType, GraphQLEnumType)):
            self.kind, self.serialize = Kind.LEAF, self.type.serialize
        else:
            self.kind = Kind.ABSTRACT if is_abstract_type(self.type) else Kind.OBJECT


@cache
def shape_of(output: GraphQLOutputType) -> Shape:
    """The shape of a type of the schema; types live as long as their schema."""
    return Shape(output)


class FieldPlan:
    """One selected field of one object type.

    `attribute` is set where the resolver only reads an attribute or key: it is then read directly.
    `children` keeps the plans of the sub-selection per concrete type.
    """

    __slots__ = (
        "arguments", "attribute", "children", "constant", "default", "definition", "fault", "key", "nodes",
        "parent", "resolve", "shape",
    )  # fmt: skip

    def __init__(
        self, key: str, nodes: list[FieldNode], parent: GraphQLObjectType, definition: GraphQLField
    ) -> None:
        self.key, self.nodes, self.parent, self.definition = key, nodes, parent, definition
        self.shape = shape_of(definition.type)
        self.resolve = definition.resolve
        self.constant = parent.name if nodes[0].name.value == "__typename" else None
        self.attribute, self.default = _plain_attribute(definition)
        self.arguments: dict[str, Any] = {}
        self.fault: Exception | None = None
        self.children: dict[GraphQLObjectType, list[FieldPlan]] = {}


def _plain_attribute(definition: GraphQLField) -> tuple[str | None, Any]:
    resolve = definition.resolve
    if isinstance(resolve, partial) and resolve.func in _PLAIN_RESOLVERS and not resolve.keywords:
        attribute, default = resolve.args
        return attribute, default
    return None, None
