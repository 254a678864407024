"""Every column with its category and level, and whether the declarations are complete."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from common.classification import DataCategory, DataLevel
from tenancy.classification import COMMON, Classes
from tenancy.guard import guarded_models


@dataclass(frozen=True, slots=True)
class Classified:
    """One column of the catalogue."""

    table: str
    column: str
    model: str
    field: str
    category: DataCategory
    level: DataLevel


def classes_of(model: type[Model]) -> Classes:
    """What the model declares, with what all tables share; its own word wins."""
    declared: Classes = getattr(model, "data_classes", {})
    fields = {field.name for field in model._meta.concrete_fields}
    return {name: found for name, found in COMMON.items() if name in fields} | dict(declared)


def misclassified() -> list[str]:
    """Fields of guarded models without category and level, and declared names that are no field."""
    found = []
    for model in guarded_models():
        declared = set(classes_of(model))
        fields = {field.name for field in model._meta.concrete_fields}
        found += [f"{model._meta.label}.{name}" for name in sorted(declared ^ fields)]
    return found


def catalogue() -> Iterator[Classified]:
    """Every column of every guarded table, by table and in the table's order."""
    for model in sorted(guarded_models(), key=lambda model: model._meta.db_table):
        classes = classes_of(model)
        for field in model._meta.concrete_fields:
            category, level = classes[field.name]
            yield Classified(
                model._meta.db_table, str(field.column), model._meta.label, field.name, category, level
            )
