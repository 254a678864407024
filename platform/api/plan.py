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

_AS_THEY_ARE: dict[str, type] = {"String": str, "ID": str, "Boolean": bool}
_PLAIN_RESOLVERS = (attr_resolver, dict_resolver, dict_or_attr_resolver)


def _enum_writer(enum: GraphQLEnumType) -> Callable[[Any], Any]:
    """Writes an enum's members, their values and their names by one look-up."""
    names: dict[Any, str] = {}
    for name, definition in enum.values.items():
        member = definition.value
        names[member] = names[getattr(member, "value", member)] = name
    for name in enum.values:
        names.setdefault(name, name)

    def write(value: Any) -> Any:
        try:
            return names[value]
        except (KeyError, TypeError):
            return enum.serialize(value)

    return write


class Kind(Enum):
    LEAF = auto()
    LIST = auto()
    OBJECT = auto()
    ABSTRACT = auto()


class Shape:
    """A GraphQL output type taken apart. `item` is the shape of a list's members."""

    __slots__ = ("as_it_is", "is_non_null", "item", "kind", "serialize", "type")

    def __init__(self, output: GraphQLOutputType) -> None:
        self.is_non_null = isinstance(output, GraphQLNonNull)
        self.type: Any = output.of_type if isinstance(output, GraphQLNonNull) else output
        self.item: Shape | None = None
        self.serialize: Callable[[Any], Any] | None = None
        # The class of values that are written as they are.
        self.as_it_is: type | None = None
        if isinstance(self.type, GraphQLList):
            self.kind, self.item = Kind.LIST, shape_of(self.type.of_type)
        elif isinstance(self.type, GraphQLEnumType):
            self.kind, self.serialize = Kind.LEAF, _enum_writer(self.type)
        elif isinstance(self.type, GraphQLScalarType):
            self.kind, self.serialize = Kind.LEAF, self.type.serialize
            self.as_it_is = _AS_THEY_ARE.get(self.type.name)
        else:
            self.kind = Kind.ABSTRACT if is_abstract_type(self.type) else Kind.OBJECT


@cache
def shape_of(output: GraphQLOutputType) -> Shape:
    """The shape of a type of the schema; types live as long as their schema."""
    return Shape(output)


class FieldPlan:
    """One selected field of one object type.

    `attribute` is set where the resolver only reads an attribute or key: it is then read directly, and for leaf
    values `leaf` writes it. `children` keeps the plans of the sub-selection per concrete type.
    """

    __slots__ = (
        "arguments", "attribute", "children", "constant", "default", "definition", "fault", "key", "leaf", "nodes",
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
        # How to write the field when it is nothing but an attribute with a leaf value.
        self.leaf = self.shape.serialize if self.attribute is not None else None
        self.arguments: dict[str, Any] = {}
        self.fault: Exception | None = None
        self.children: dict[GraphQLObjectType, list[FieldPlan]] = {}


def _plain_attribute(definition: GraphQLField) -> tuple[str | None, Any]:
    resolve = definition.resolve
    if isinstance(resolve, partial) and resolve.func in _PLAIN_RESOLVERS and not resolve.keywords:
        attribute, default = resolve.args
        return attribute, default
    return None, None
