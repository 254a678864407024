"""The language of the person being served; Chinese unless told otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, cast

Language = Literal["zh", "en"]
_language: ContextVar[Language] = ContextVar("language", default="zh")


def current_language() -> Language:
    return _language.get()


def choose_language(text: str | None) -> Language:
    """The first supported language of an Accept-Language header or a bare code; Chinese otherwise."""
    for part in (text or "").split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in ("zh", "en"):
            return cast(Language, tag)
    return "zh"


@contextmanager
def using_language(language: str) -> Iterator[None]:
    token = _language.set(choose_language(language))
    try:
        yield
    finally:
        _language.reset(token)
