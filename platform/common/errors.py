"""Errors people can act on: a stable code, the field, the cause with its values, and the remedy.

Each app declares its texts in `<app>/errors.py` as `ErrorText` constants, in both languages, and raises
`DomainError` or one of its kinds. Nothing else of Python or SQL reaches a client.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from common.language import current_language


@dataclass(frozen=True, slots=True)
class ErrorText:
    """One error code with its message templates; `{name}` fields are filled from the params."""

    code: str
    zh: str
    en: str

    def render(self, language: str, params: Mapping[str, Any]) -> str:
        template = self.en if language == "en" else self.zh
        return template.format(**params)


NOT_FOUND = ErrorText(
    "NOT_FOUND",
    "没有找到。它不存在，或不在你的范围内。",
    "Not found. It does not exist or is outside your scope.",
)
FORBIDDEN = ErrorText(
    "FORBIDDEN",
    "你的角色不能做这件事，需要权限 {permission}。请找本企业的安全管理员。",
    "Your role cannot do this; it needs the right {permission}. Ask your security administrator.",
)
CONFLICT = ErrorText(
    "CONFLICT",
    "没有保存：它已被改到第 {current_version} 版，你看到的是第 {stated_version} 版。刷新后再做。",
    "Not saved: it is now version {current_version}, you saw {stated_version}. Refresh and try again.",
)
ILLEGAL_TRANSITION = ErrorText(
    "ILLEGAL_TRANSITION",
    "现在的状态是“{state}”，不能做“{action}”。",
    "Its state is “{state}”; “{action}” is not possible now.",
)
INVALID = ErrorText("INVALID", "{reason}", "{reason}")


class DomainError(Exception):
    """A refused act. `params` are JSON values; `allowed` lists the moves or values possible now."""

    default: ErrorText | None = None

    def __init__(
        self,
        text: ErrorText | None = None,
        *,
        field: str | None = None,
        allowed: Sequence[str] | None = None,
        **params: Any,
    ) -> None:
        chosen = text or self.default
        if chosen is None:
            raise TypeError("a DomainError needs its ErrorText")
        self.text = chosen
        self.field = field
        self.allowed = list(allowed) if allowed is not None else None
        self.params = params
        super().__init__(chosen.code)

    @property
    def code(self) -> str:
        return self.text.code

    def message(self, language: str | None = None) -> str:
        """The message in the given or the current language."""
        return self.text.render(language or current_language(), self.params)


class NotFound(DomainError):
    """The same answer for foreign, random and malformed ids."""

    default = NOT_FOUND


class Forbidden(DomainError):
    default = FORBIDDEN


class Conflict(DomainError):
    default = CONFLICT


class IllegalTransition(DomainError):
    default = ILLEGAL_TRANSITION


class Invalid(DomainError):
    default = INVALID
