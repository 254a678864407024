"""Keyset paging: stable pages at any depth, at the cost of the first one."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from common.errors import ErrorText, Invalid

Row = TypeVar("Row", bound=Model)
MAX_PAGE = 100

PAGE_SIZE_INVALID = ErrorText(
    "PAGE_SIZE_INVALID",
    "每页行数应为 1 到 {limit}，收到 {value}。",
    "Page size must be 1 to {limit}, got {value}.",
)
CURSOR_INVALID = ErrorText(
    "CURSOR_INVALID",
    "翻页位置无效或属于另一种排序。请从第一页重新取。",
    "The cursor is invalid or of another order. Start from the first page.",
)


@dataclass(frozen=True, slots=True)
class Order:
    """A declared order: its name and (field, descending) pairs. Fields are not null; the last is unique."""

    name: str
    fields: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page: rows in display order, a cursor per row, and whether more lie on either side."""

    rows: list[Row]
    cursors: list[str]
    has_next: bool
    has_previous: bool


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    return value


def encode_cursor(order: Order, row: Model) -> str:
    values = [_plain(_value_at(row, name)) for name, _ in order.fields]
    packed = json.dumps([order.name, *values], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(packed.encode()).decode()


def _value_at(row: Model, path: str) -> Any:
    value: Any = row
    for part in path.split("__"):
        value = getattr(value, part)
    return value


def decode_cursor(order: Order, cursor: str) -> list[Any]:
    """The values of a cursor of this order; raises Invalid (CURSOR_INVALID)."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, binascii.Error):
        raise Invalid(CURSOR_INVALID, field="after") from None
    if not isinstance(values, list) or len(values) != len(order.fields) + 1 or values[0] != order.name:
        raise Invalid(CURSOR_INVALID, field="after")
    if not all(isinstance(v, (str, int, bool)) for v in values[1:]):
        raise Invalid(CURSOR_INVALID, field="after")
    return values[1:]


def beyond(order: Order, values: list[Any], *, backwards: bool) -> Q:
    """Rows strictly after (or before) the cursor: a lexicographic comparison spelt out as ORs.

    The bound on the first field alone is implied by it, and lets an index begin at the cursor.
    """
    (leading, descends), *_ = order.fields
    bound = Q(**{f"{leading}__{'lte' if descends != backwards else 'gte'}": values[0]})
    condition, equal = Q(), Q()
    for (name, descending), value in zip(order.fields, values, strict=True):
        operator = "lt" if descending != backwards else "gt"
        condition |= equal & Q(**{f"{name}__{operator}": value})
        equal &= Q(**{name: value})
    return bound & condition


def page_size(first: int | None, last: int | None = None) -> int:
    """The number of rows asked for; raises Invalid (PAGE_SIZE_INVALID)."""
    size = first if last is None else last
    if size is None or isinstance(size, bool) or not 1 <= size <= MAX_PAGE:
        raise Invalid(
            PAGE_SIZE_INVALID, field="first" if last is None else "last", value=size, limit=MAX_PAGE
        )
    return size


def page(
    queryset: QuerySet[Row],
    *,
    order: Order,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Page[Row]:
    """One page of `first` rows after a cursor, or of `last` rows before one.

    Raises Invalid (PAGE_SIZE_INVALID, CURSOR_INVALID).
    """
    size, backwards = page_size(first, last), last is not None
    cursor = before if backwards else after
    try:
        if cursor is not None:
            queryset = queryset.filter(beyond(order, decode_cursor(order, cursor), backwards=backwards))
        names = [("-" if d != backwards else "") + name for name, d in order.fields]
        rows = list(queryset.order_by(*names)[: size + 1])
    except (ValueError, TypeError, InvalidOperation, ValidationError):
        # a cursor whose values do not fit their columns' types
        raise Invalid(CURSOR_INVALID, field="after") from None
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return Page(
        rows=rows,
        cursors=[encode_cursor(order, row) for row in rows],
        has_next=(cursor is not None) if backwards else more,
        has_previous=more if backwards else cursor is not None,
    )
