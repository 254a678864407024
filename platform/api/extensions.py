"""Fields that an app adds to a type of a lower app, declared where their data lives.

class PartnershipFigures:                       # in orders/graphql
    otif = graphene.Field(Indicator, required=True)

    @staticmethod
    def resolve_otif(row: Partnership, info: Info) -> Figure: ...

EXTENSIONS = {"suppliers.graphql.types.Partnership": PartnershipFigures}
"""

from collections.abc import Mapping
from typing import Any

import graphene
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from graphene.types.utils import yank_fields_from_attrs


def extend(path: str, addition: type) -> None:
    """Add the fields and resolvers of `addition` to the type at `path`; doing it again changes nothing.

    Raises ImproperlyConfigured when the type has a field of that name already.
    """
    extended: Any = import_string(path)
    for name, field in yank_fields_from_attrs(addition.__dict__, _as=graphene.Field).items():
        present = extended._meta.fields.get(name)
        if present is not None and present is not field:
            if getattr(extended, f"resolve_{name}", None) is getattr(addition, f"resolve_{name}"):
                continue
            raise ImproperlyConfigured(f"{path}.{name} is declared twice")
        extended._meta.fields[name] = field
        setattr(extended, f"resolve_{name}", staticmethod(getattr(addition, f"resolve_{name}")))


def apply_extensions(modules: list[Any]) -> None:
    for module in modules:
        declared: Mapping[str, type] = getattr(module, "EXTENSIONS", {})
        for path, addition in declared.items():
            extend(path, addition)
