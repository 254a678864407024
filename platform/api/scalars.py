"""Scalars of the schema: exact decimals and instants as strings, any JSON value, and plain ids."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

import graphene
from django.db import models
from graphene_django.converter import convert_django_field, get_django_field_description
from graphql import GraphQLError, StringValueNode, Undefined, value_from_ast_untyped

from api.errors import DATE_INVALID, DECIMAL_INVALID, DECIMAL_TOO_LONG, INSTANT_INVALID
from common.errors import Invalid

_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)
_DECIMAL_OF_ANY_LENGTH: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CENTS: Final = 2
_SHOWN: Final = 40  # characters of a refused value that are repeated in the message


def shown(value: object) -> str:
    """As much of a refused value as its message repeats."""
    return str(value)[:_SHOWN]


class DecimalString(graphene.Scalar):
    """Exact decimal number as a string, e.g. "1200.000". Never a float."""

    class Meta:
        name = "Decimal"

    @staticmethod
    def serialize(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, (Decimal, int, str)):
            raise GraphQLError(f"not a decimal: {type(value).__name__}")
        if not isinstance(value, Decimal):
            return str(value)
        # Columns keep six decimals; cents stay, zeros beyond them say nothing.
        exponent = value.as_tuple().exponent
        return format(value.normalize() if isinstance(exponent, int) and exponent < -_CENTS else value, "f")

    @staticmethod
    def parse_value(value: Any) -> Decimal:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
            is_number = isinstance(value, str) and _DECIMAL_OF_ANY_LENGTH.fullmatch(value)
            raise Invalid(DECIMAL_TOO_LONG if is_number else DECIMAL_INVALID, value=shown(value))
        return Decimal(value)

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> Decimal:
        return cls.parse_value(getattr(node, "value", None))


class Date(graphene.Scalar):
    """Calendar day, ISO 8601 (2026-11-27)."""

    @staticmethod
    def serialize(value: Any) -> str:
        if isinstance(value, datetime) or not isinstance(value, date):
            raise GraphQLError(f"not a day: {type(value).__name__}")
        return value.isoformat()

    @staticmethod
    def parse_value(value: Any) -> date:
        if not isinstance(value, str) or not _DATE.fullmatch(value):
            raise Invalid(DATE_INVALID, value=shown(value))
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Invalid(DATE_INVALID, value=shown(value)) from None

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> date:
        return cls.parse_value(node.value if isinstance(node, StringValueNode) else None)


class DateTime(graphene.Scalar):
    """Instant in UTC, ISO 8601 with offset."""

    @staticmethod
    def serialize(value: Any) -> str:
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise GraphQLError(f"not an instant: {type(value).__name__}")
        return value.astimezone(UTC).isoformat()

    @staticmethod
    def parse_value(value: Any) -> datetime:
        try:
            instant = (
                datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= _SHOWN else None
            )
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is None:
            raise Invalid(INSTANT_INVALID, value=shown(value))
        return instant.astimezone(UTC)

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> datetime:
        return cls.parse_value(node.value if isinstance(node, StringValueNode) else None)


def _as_text(value: Decimal | date | UUID) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def plain_json(value: Any) -> Any:
    """The JSON form of a value: decimals, ids and times become strings. Raises TypeError for anything else."""
    if isinstance(value, Enum):
        return plain_json(value.value)
    if value is None or isinstance(value, (bool, int, str, float)):
        return value
    if isinstance(value, (Decimal, date, UUID)):
        return _as_text(value)
    if isinstance(value, dict):
        return {str(key): plain_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain_json(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")


class JSON(graphene.Scalar):
    """Any JSON value."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return plain_json(value)

    @staticmethod
    def parse_value(value: Any) -> Any:
        return value

    @staticmethod
    def parse_literal(node: Any, variables: Any = None) -> Any:
        value = value_from_ast_untyped(node, variables)
        return None if value is Undefined else value


def _register(field: "type[models.Field[Any, Any]]", scalar: type[graphene.Scalar]) -> None:
    """Make types generated from models use our scalars."""

    @convert_django_field.register(field)
    def convert(column: Any, registry: Any = None, **_: Any) -> Any:
        return scalar(description=get_django_field_description(column), required=not column.null)


_register(models.DecimalField, DecimalString)
_register(models.DateField, Date)
_register(models.DateTimeField, DateTime)
_register(models.UUIDField, graphene.ID)
_register(models.JSONField, JSON)
