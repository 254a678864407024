"""Column shapes shared by business tables: exact decimals, wide enough for every unit and currency."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Q

# Keys of a large child table whose ties already prove the parent and its parties: the composite keys stand, the
# single ones would check the same again, twice the cost of every insert.
TIED: dict[str, Any] = {"db_constraint": False}


def quantity(**options: Any) -> "models.DecimalField[Any, Any]":
    """A quantity in the row's unit, six decimals (grams of a tonne)."""
    return models.DecimalField(max_digits=18, decimal_places=6, **options)


def price(**options: Any) -> "models.DecimalField[Any, Any]":
    """A price of one unit in the document's currency, without tax."""
    return models.DecimalField(max_digits=18, decimal_places=6, **options)


def money(**options: Any) -> "models.DecimalField[Any, Any]":
    """An amount in the document's currency, without tax."""
    return models.DecimalField(max_digits=20, decimal_places=2, **options)


def percent(**options: Any) -> "models.DecimalField[Any, Any]":
    """A percentage from 0 to 999.99; 5 means 5 %."""
    return models.DecimalField(max_digits=5, decimal_places=2, **options)


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Enum members as choices; labels in both languages live beside the enum, not in the schema."""
    return [(member.value, member.value) for member in kind]


def legal(field: str, kind: type[StrEnum], *, blank: bool = False) -> Q:
    """The condition of a check constraint: the column holds a member of the enum."""
    return Q(**{f"{field}__in": [member.value for member in kind] + ([""] if blank else [])})


def not_negative(*fields: str) -> Q:
    """The condition that none of the columns is below zero."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__gte": Decimal(0)})
    return condition
