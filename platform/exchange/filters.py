"""A list's filter as it comes from a client, into the filter its selector takes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from common.errors import ErrorText, Invalid
from common.ids import sought_id
from common.quantity import parse_decimal

Filter = TypeVar("Filter")

FILTER_UNKNOWN = ErrorText(
    "FILTER_UNKNOWN", "不认识筛选条件“{value}”。", "Unknown filter condition “{value}”."
)
FILTER_INVALID = ErrorText(
    "FILTER_INVALID",
    "筛选条件“{name}”的值不对：{value}。",
    "The value of the filter condition “{name}” is wrong: {value}.",
)


def read_filter(kind: type[Filter], given: Mapping[str, Any], *, lower: Sequence[str] = ()) -> Filter:
    """The dataclass `kind` from JSON with camelCase keys. Null counts as absent.

    `lower`: fields whose values clients name in capitals and we keep in small letters.

    A malformed id finds nothing, like an unknown one. Raises Invalid for unknown keys and values of the wrong type.
    """
    if not is_dataclass(kind):
        raise TypeError(f"{kind!r} is no filter")
    hints = get_type_hints(kind)
    known = {_camel(f.name): f.name for f in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            raise Invalid(FILTER_UNKNOWN, field="filter", value=str(key)[:40])
        if value is None:
            continue
        values[known[key]] = _read(hints[known[key]], value, key)
        if known[key] in lower:
            values[known[key]] = tuple(one.lower() for one in values[known[key]])
    return kind(**values)


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)


def _read(hint: Any, value: Any, key: str) -> Any:
    if get_origin(hint) in (Union, UnionType):
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) in (tuple, frozenset, list):
        if not isinstance(value, list):
            raise _wrong(key, value)
        return get_origin(hint)(_read(get_args(hint)[0], one, key) for one in value)
    return _plain(hint, value, key)


def _plain(hint: Any, value: Any, key: str) -> Any:
    if hint in (bool, int):
        if type(value) is not hint:
            raise _wrong(key, value)
        return value
    if not isinstance(value, str):
        raise _wrong(key, value)
    try:
        if hint is UUID:
            return sought_id(value)
        if hint in (date, datetime):
            return hint.fromisoformat(value)
        return parse_decimal(value, key) if hint is Decimal else hint(value)
    except ValueError:
        raise _wrong(key, value) from None


def _wrong(key: str, value: Any) -> Invalid:
    return Invalid(FILTER_INVALID, field="filter", name=key, value=str(value)[:40])
