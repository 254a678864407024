"""Rows packed into chunks and out again, with the user's fixes laid over the file's cells."""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from exchange.reading.table import Row

NumberedRow = tuple[int, Row]


def pack(rows: Sequence[NumberedRow]) -> bytes:
    plain = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(plain.encode(), 1)


def unpack(packed: bytes | memoryview) -> list[NumberedRow]:
    return [(number, cells) for number, cells in json.loads(zlib.decompress(packed))]


def with_fixes(rows: Sequence[NumberedRow], fixes: dict[str, dict[str, str]]) -> list[NumberedRow]:
    """The rows as the user wants them read. `fixes` as stored: {row: {column index: text}}."""
    if not fixes:
        return list(rows)
    return [(number, _fixed(cells, fixes.get(str(number)))) for number, cells in rows]


def _fixed(cells: Row, fix: dict[str, str] | None) -> Row:
    if not fix:
        return cells
    width = max(len(cells), *(int(column) + 1 for column in fix))
    fixed = cells + [""] * (width - len(cells))
    for column, text in fix.items():
        fixed[int(column)] = text
    return fixed


def chunked(rows: Iterator[NumberedRow], size: int) -> Iterator[list[NumberedRow]]:
    batch: list[NumberedRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def data_rows(rows: Iterator[Row], header_row: int, skipped: Sequence[Any] = ()) -> Iterator[NumberedRow]:
    """The numbered rows below the header that hold anything, except those equal to one of `skipped`."""
    for number, cells in enumerate(rows, start=1):
        if number > header_row and any(cells) and cells not in skipped and any(c.strip() for c in cells):
            yield number, cells
