"""Ids as clients send them. Foreign, random and malformed ones must read alike."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from common.errors import NotFound
from common.ids import parse_id, sought_id

__all__ = ["found_or_none", "sought_id", "sought_ids"]
Thing = TypeVar("Thing")


def sought_ids(texts: Iterable[object] | None) -> tuple[UUID, ...]:
    return tuple(sought_id(text) for text in texts or ())


def found_or_none(get: Callable[[UUID], Thing], text: object) -> Thing | None:
    """What `get` finds, or None when the id is malformed or it raises NotFound."""
    try:
        return get(parse_id(text))
    except NotFound:
        return None
