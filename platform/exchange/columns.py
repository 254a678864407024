"""Columns of spreadsheets: what a kind of file may contain, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from accounts.actor import Actor


class CellKind(StrEnum):
    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a kind of file.

    `choices` maps accepted words to values (CHOICE); `offers` lists the words of the template's drop-down for
    an actor. `scale` is the most decimals, `limit` the most characters. `repair` mends texts of a system known
    to damage them.
    """

    key: str
    zh: str
    en: str
    kind: CellKind = CellKind.TEXT
    is_required: bool = False
    aliases: tuple[str, ...] = ()
    example: str = ""
    hint_zh: str = ""
    hint_en: str = ""
    choices: dict[str, str] | None = None
    offers: Callable[[Actor], list[str]] | None = None
    scale: int = 6
    limit: int = 200
    is_positive: bool = False
    repair: Callable[[str], str] | None = None
    width: int = 14

    def label(self, language: str) -> str:
        return self.en if language == "en" else self.zh

    def hint(self, language: str) -> str:
        return self.hint_en if language == "en" else self.hint_zh
