"""The schema, put together from what the installed apps declare.

Each app may have a `graphql` module (or package) with `Query`, `Mutation` and `Subscription` classes, a list
`TYPES` of types that no field reaches, and `EXTENSIONS` of lower apps' types (`api.extensions`). Nobody registers
anything anywhere else.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final

import graphene
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import module_has_submodule
from graphql import GraphQLSchema, lexicographic_sort_schema, print_schema

from api.engine import Engine
from api.extensions import apply_extensions

ROOTS: Final = ("Query", "Mutation", "Subscription")


def _graphql_modules() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "graphql"):
            yield import_module(f"{config.name}.graphql")


def _check_fields(root: str, mixins: list[Any]) -> None:
    """Every root field names its right, and no two apps declare the same one."""
    seen: dict[str, str] = {}
    for mixin in mixins:
        for name, field in mixin._meta.fields.items():
            if getattr(field, "permission", None) is None:
                raise ImproperlyConfigured(f"{mixin.__module__}: {root}.{name} names no permission")
            if name in seen:
                raise ImproperlyConfigured(
                    f"{root}.{name} is declared by {seen[name]} and {mixin.__module__}"
                )
            seen[name] = mixin.__module__


def compose(modules: list[Any]) -> graphene.Schema:
    """A schema of the given `graphql` modules. Raises ImproperlyConfigured."""
    apply_extensions(modules)
    roots: dict[str, Any] = {}
    types: list[Any] = []
    for root in ROOTS:
        mixins = [getattr(module, root) for module in modules if hasattr(module, root)]
        _check_fields(root, mixins)
        if mixins:
            roots[root.lower()] = type(root, (*mixins, graphene.ObjectType), {})
    for module in modules:
        types.extend(getattr(module, "TYPES", ()))
    return graphene.Schema(**roots, types=types)


@cache
def build_schema() -> GraphQLSchema:
    """The product's schema; built once per process."""
    schema: GraphQLSchema = compose(list(_graphql_modules())).graphql_schema
    return schema


@cache
def engine() -> Engine:
    """The engine of the product's schema."""
    return Engine(build_schema())


def schema_text() -> str:
    """The schema in its definition language, in an order that does not depend on imports."""
    return print_schema(lexicographic_sort_schema(build_schema())) + "\n"
