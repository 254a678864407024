"""Reads whole columns: each distinct cell once, however often it occurs in the file."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from exchange.cells.dates import read_date
from exchange.cells.numbers import read_number
from exchange.cells.reading import Finding, Read
from exchange.cells.text import half_width, read_code, read_text
from exchange.columns import CellKind, Column
from exchange.issues import CHOICE_UNKNOWN, MISSING, NOT_POSITIVE, READ_AS, Severity

MEMO_SIZE = 50_000
_EMPTY: Read[Any] = Read(None)
_MISSING: Read[Any] = Read(None, Finding(MISSING, Severity.ERROR))


class ColumnReader:
    """Turns tagged cells of one column into values and findings; `memo` holds those read before."""

    def __init__(self, column: Column, *, has_1904_dates: bool = False) -> None:
        self.column = column
        self._has_1904_dates = has_1904_dates
        self.memo: dict[str, Read[Any]] = {}
        self._read = self._reader()
        self._choices = {half_width(k).casefold(): v for k, v in (column.choices or {}).items()}

    def read(self, raw: str) -> Read[Any]:
        known = self.memo.get(raw)
        if known is None:
            known = self._fresh(raw)
            if len(self.memo) < MEMO_SIZE:
                self.memo[raw] = known
        return known

    def _fresh(self, raw: str) -> Read[Any]:
        read = self._mended(raw) if raw else _EMPTY
        if read.is_refused:
            return read
        if read.value is None:
            return _MISSING if self.column.is_required else _EMPTY
        if self.column.is_positive and read.value <= 0:
            return Read(None, Finding(NOT_POSITIVE, Severity.ERROR))
        return read

    def _mended(self, raw: str) -> Read[Any]:
        mended = self.column.repair(raw) if self.column.repair else raw
        read = self._read(mended)
        if mended == raw or read.finding is not None:
            return read
        return Read(read.value, Finding(READ_AS, Severity.REWRITTEN, {"value": as_text(read.value)}))

    def _reader(self) -> Callable[[str], Read[Any]]:
        column = self.column
        if column.kind is CellKind.NUMBER:
            return lambda raw: read_number(raw, column.scale)
        if column.kind is CellKind.WHOLE:
            return lambda raw: read_number(raw, 0)
        if column.kind is CellKind.DATE:
            return lambda raw: read_date(raw, self._has_1904_dates)
        if column.kind is CellKind.CODE:
            return lambda raw: read_code(raw, column.limit)
        if column.kind is CellKind.CHOICE:
            return self._choice
        return lambda raw: read_text(raw, column.limit)

    def _choice(self, raw: str) -> Read[Any]:
        read = read_code(raw, self.column.limit)
        if read.value is None:
            return read
        chosen = self._choices.get(read.value.casefold())
        if chosen is None:
            known = "、".join(dict.fromkeys(self.column.choices or {}))
            return Read(None, Finding(CHOICE_UNKNOWN, Severity.ERROR, {"known": known[:120]}))
        return Read(chosen, read.finding)


def as_text(value: Any) -> str:
    """A parsed value as it is shown and written: decimals without exponent, days in ISO."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
