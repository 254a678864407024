"""The same page of the children of many parents, with one query."""

from collections.abc import Hashable, Sequence
from decimal import InvalidOperation
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet, Window
from django.db.models.functions import RowNumber

from common.errors import Invalid
from common.paging import CURSOR_INVALID, Order, Page, beyond, decode_cursor, encode_cursor, page_size

Row = TypeVar("Row", bound=Model)


def pages_by_parent(
    queryset: QuerySet[Row],
    *,
    parent: str,
    keys: Sequence[Hashable],
    order: Order,
    first: int,
    after: str | None,
) -> dict[Any, Page[Row]]:
    """The first rows after a cursor for each parent; `parent` is the column that names it.

    Raises Invalid (PAGE_SIZE_INVALID, CURSOR_INVALID).
    """
    size = page_size(first)
    names = [("-" if descending else "") + name for name, descending in order.fields]
    by = [F(name).desc() if descending else F(name).asc() for name, descending in order.fields]
    rows = queryset.filter(**{f"{parent}__in": list(keys)})
    try:
        if after is not None:
            rows = rows.filter(beyond(order, decode_cursor(order, after), backwards=False))
        place = Window(RowNumber(), partition_by=[F(parent)], order_by=by)
        found = list(
            rows.annotate(place_in_parent=place).filter(place_in_parent__lte=size + 1).order_by(*names)
        )
    except (ValueError, TypeError, InvalidOperation, ValidationError):
        raise Invalid(CURSOR_INVALID, field="after") from None
    grouped: dict[Any, list[Row]] = {key: [] for key in keys}
    for row in found:
        grouped[getattr(row, parent)].append(row)
    return {
        key: Page(
            rows=group[:size],
            cursors=[encode_cursor(order, row) for row in group[:size]],
            has_next=len(group) > size,
            has_previous=after is not None,
        )
        for key, group in grouped.items()
    }
