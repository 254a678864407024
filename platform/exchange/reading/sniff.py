"""Tells the kind of a file by its content; its name and the browser's claim count for nothing."""

from enum import StrEnum
from pathlib import Path

from common.errors import Invalid
from exchange import errors, limits
from exchange.reading.excel import open_excel
from exchange.reading.table import Table
from exchange.reading.text import open_text


class FileKind(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


def kind_of(path: Path) -> FileKind:
    """Raises Invalid (FILE_EMPTY, FILE_TOO_LARGE, FILE_OLD_EXCEL, FILE_TYPE_UNKNOWN)."""
    size = path.stat().st_size
    if size == 0:
        raise Invalid(errors.FILE_EMPTY, field="file")
    if size > limits.FILE_BYTES:
        raise Invalid(
            errors.FILE_TOO_LARGE,
            field="file",
            size_mb=-(-size >> 20),
            limit_mb=limits.FILE_BYTES >> 20,
        )
    with path.open("rb") as handle:
        start = handle.read(4096)
    if start.startswith(b"PK\x03\x04"):
        return FileKind.XLSX
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Invalid(errors.FILE_OLD_EXCEL, field="file")
    if _looks_binary(start):
        raise Invalid(errors.FILE_TYPE_UNKNOWN, field="file")
    return FileKind.CSV


def _looks_binary(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if start.lstrip()[:1] in (b"<", b"{") or start.startswith((b"%PDF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")):
        return True
    return any(byte < 32 and byte not in (9, 10, 13) for byte in start)


def open_tables(path: Path) -> list[Table]:
    """The tables of a file of either kind."""
    return open_excel(path) if kind_of(path) is FileKind.XLSX else open_text(path)
