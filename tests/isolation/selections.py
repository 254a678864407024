"""Documents written from the live schema, so that no field can stay unasked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

Path = tuple[str, ...]
LEAVES_PER_DOCUMENT = 110
DEEPEST = 5


@cache
def schema() -> GraphQLSchema:
    from api.discovery import build_schema

    return build_schema()


def _askable(field: GraphQLField) -> bool:
    return not any(is_required_argument(argument) for argument in field.args.values())


def leaf_paths(
    kind: GraphQLObjectType, depth: int = DEEPEST, above: Path = ()
) -> Iterator[tuple[Path, str, str]]:
    """(path, type, field) of every leaf under a type; a type is not entered again below itself."""
    for name, field in kind.fields.items():
        if not _askable(field):
            continue
        named = get_named_type(field.type)
        if is_leaf_type(named):
            yield (name,), kind.name, name
        elif isinstance(named, GraphQLObjectType) and depth > 1 and named.name not in above:
            for path, owner, leaf in leaf_paths(named, depth - 1, (*above, kind.name)):
                yield (name, *path), owner, leaf


def root_type(root: str) -> GraphQLObjectType | None:
    """The object type a query's root field answers with; None for a leaf."""
    named = get_named_type(schema().query_type.fields[root].type)  # type: ignore[union-attr]
    return named if isinstance(named, GraphQLObjectType) else None


def nested_fields(kind: GraphQLObjectType) -> Iterator[tuple[str, GraphQLField]]:
    for name, field in kind.fields.items():
        if isinstance(get_named_type(field.type), GraphQLObjectType):
            yield name, field


def _tree(paths: list[Path]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path in paths:
        place = tree
        for step in path:
            place = place.setdefault(step, {})
    return tree


def written(tree: dict[str, Any]) -> str:
    return " ".join(f"{name} {{ {written(below)} }}" if below else name for name, below in tree.items())


def selection(paths: list[Path]) -> str:
    """The selection set of these leaves, without its braces."""
    return written(_tree(paths))


@dataclass(frozen=True)
class Argument:
    """An argument, or a field of an input object, that takes ids. `path` from the root field down."""

    root: str
    path: Path
    is_list: bool


def id_arguments(fields: dict[str, GraphQLField]) -> Iterator[Argument]:
    """Every place where a root field takes an id."""
    for root, field in fields.items():
        for name, argument in field.args.items():
            yield from _ids_in(root, (name,), argument.type)


def _ids_in(root: str, path: Path, kind: Any) -> Iterator[Argument]:
    named = get_named_type(kind)
    if named.name == "ID":
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        yield Argument(root, path, isinstance(inner, GraphQLList))
    elif isinstance(named, GraphQLInputObjectType):
        for name, field in named.fields.items():
            yield from _ids_in(root, (*path, name), field.type)


def declared_variables(root: str, operation: str = "query") -> tuple[str, str]:
    """(variable definitions, arguments) that pass every argument of a root field as a variable of its name."""
    roots = schema().query_type if operation == "query" else schema().mutation_type
    if operation == "subscription":
        roots = schema().subscription_type
    arguments = roots.fields[root].args  # type: ignore[union-attr]
    if not arguments:
        return "", ""
    definitions = ", ".join(f"${name}: {argument.type}" for name, argument in arguments.items())
    passed = ", ".join(f"{name}: ${name}" for name in arguments)
    return f"({definitions})", f"({passed})"


def document(root: str, selected: str, operation: str = "query") -> str:
    """A whole document with one root field; unset variables keep their defaults."""
    definitions, passed = declared_variables(root, operation)
    body = f" {{ {selected} }}" if selected else ""
    return f"{operation} {definitions} {{ {root}{passed}{body} }}"


@cache
def documents(root: str) -> list[str]:
    """Documents that together ask for every leaf under a query's root field."""
    kind = root_type(root)
    if kind is None:
        return [document(root, "")]
    paths = [path for path, _, _ in leaf_paths(kind)]
    chunks = [paths[i : i + LEAVES_PER_DOCUMENT] for i in range(0, len(paths), LEAVES_PER_DOCUMENT)]
    return [document(root, selection(chunk)) for chunk in chunks]


@cache
def plain_document(root: str) -> str:
    """A short document: the leaves of a page's rows, or of the object itself."""
    kind = root_type(root)
    if kind is None:
        return document(root, "")
    paths = [path for path, _, _ in leaf_paths(kind, 3) if len(path) <= (3 if "edges" in kind.fields else 1)]
    return document(root, selection(paths) or "__typename")


def reachable_types() -> dict[str, GraphQLObjectType]:
    """Object types some query can answer with."""
    found: dict[str, GraphQLObjectType] = {}
    waiting = [get_named_type(f.type) for f in schema().query_type.fields.values()]  # type: ignore[union-attr]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, GraphQLObjectType) and kind.name not in found:
            found[kind.name] = kind
            waiting.extend(get_named_type(f.type) for f in kind.fields.values())
    return found


@cache
def act_document(name: str) -> str:
    """A mutation that asks for what it changed and for why it did not."""
    field = schema().mutation_type.fields[name]  # type: ignore[union-attr]
    kind = get_named_type(field.type)
    assert isinstance(kind, GraphQLObjectType)
    paths = sorted((path for path, _, _ in leaf_paths(kind, 4)), key=len)
    return document(name, selection(paths[:LEAVES_PER_DOCUMENT]), "mutation")
