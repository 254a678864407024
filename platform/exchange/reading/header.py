"""Finds the header among a sheet's first rows and recognises its columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exchange import limits
from exchange.cells.raw import shown
from exchange.cells.text import half_width
from exchange.columns import Column
from exchange.reading.extent import column_letters
from exchange.reading.table import Row

_NOISE = re.compile(r"[\s*:：_\-/.·#]+|[(（\[【][^)）\]】]*[)）\]】]")


@dataclass(frozen=True, slots=True)
class Header:
    """Header texts left to right, the field each is read as ("" = ignored), and the last header row."""

    texts: list[str]
    fields: list[str]
    row: int

    @property
    def recognised(self) -> int:
        return sum(bool(field) for field in self.fields)


def find_header(
    first_rows: Sequence[Row], columns: Sequence[Column], learnt: Mapping[str, str] | None = None
) -> Header:
    """The row, or pair of rows under merged titles, of which most columns are recognised.

    `learnt`: header text (normalised) → column key, as remembered from earlier files or given by a preset;
    it wins over the columns' own names.
    """
    words = _words(columns, learnt or {})
    best = Header([], [], 0)
    for position, row in enumerate(first_rows[: limits.HEADER_SEARCH_ROWS]):
        candidates = [_texts(row)]
        if position:
            candidates.append(_joined(_texts(first_rows[position - 1]), candidates[0]))
        for texts in candidates:
            header = Header(texts, recognise(texts, words), position + 1)
            if header.recognised > best.recognised:
                best = header
    if not best.texts and first_rows:
        texts = _texts(first_rows[0])
        best = Header(texts, [""] * len(texts), 1)
    return best


def normalised(text: str) -> str:
    """A header without blanks, signs and remarks in brackets, in one case."""
    plain = half_width(text).casefold()
    return _NOISE.sub("", plain) or plain.replace(" ", "")


def _exact(text: str) -> str:
    return re.sub(r"\s+", "", half_width(text).casefold())


def _words(columns: Sequence[Column], learnt: Mapping[str, str]) -> dict[str, str]:
    words: dict[str, str] = {}
    for column in columns:
        for name in (column.zh, column.en, column.key, *column.aliases):
            words.setdefault(_exact(name), column.key)
    for column in columns:
        for name in (column.zh, column.en, *column.aliases):
            words.setdefault(normalised(name), column.key)
    known = {column.key for column in columns}
    return words | {_exact(text): key for text, key in learnt.items() if key in known or not key}


def recognise(texts: Sequence[str], words: Mapping[str, str]) -> list[str]:
    """The field of each header; the first of two equal ones wins."""
    fields: list[str] = []
    for text in texts:
        exact = _exact(text)
        field = words.get(exact, words.get(normalised(text), "")) if exact else ""
        fields.append(field if field and field not in fields else "")
    return fields


def _texts(row: Row) -> list[str]:
    texts = [half_width(shown(cell))[:80] for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """Two header rows as one: a merged title fills only the cells that are empty below it."""
    width = max(len(upper), len(lower))
    above, below = (texts + [""] * (width - len(texts)) for texts in (upper, lower))
    return [low or high for high, low in zip(above, below, strict=True)]


def letters(index: int) -> str:
    """The letters of the column at a 0-based index."""
    return column_letters(index + 1)
