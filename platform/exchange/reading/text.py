"""CSV as people save it: UTF-8 with or without BOM, UTF-16 from Excel's “Unicode text”, GB18030."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from common.errors import Invalid
from exchange import errors, limits
from exchange.cells.raw import TAG
from exchange.reading.table import Row, Table

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t"


def open_text(path: Path) -> list[Table]:
    """One table. Raises Invalid (FILE_ENCODING) when no known encoding fits the whole file."""
    text = _decoded(path.read_bytes())
    if "\x00" in text:
        raise Invalid(errors.FILE_TYPE_UNKNOWN, field="file")
    return [Table("CSV", partial(_rows, text, _delimiter(text)), partial(text.count, "\n"))]


def _decoded(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decode(content, encoding)
    # Strict UTF-8 first: GB18030 text is practically never valid UTF-8, the reverse often is.
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(content, "gb18030")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Invalid(errors.FILE_ENCODING, field="file") from None


def _delimiter(text: str) -> str:
    """The sign that occurs most in the first line that has any."""
    for line in text[:20_000].splitlines():
        counts = {sign: line.count(sign) for sign in _DELIMITERS}
        best = max(_DELIMITERS, key=lambda sign: counts[sign])
        if counts[best]:
            return best
    return ","


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(limits.CELL_CHARACTERS * 50)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(row) > limits.COLUMNS:
                raise Invalid(errors.FILE_TOO_MANY_COLUMNS, field="file", limit=limits.COLUMNS)
            yield [cell.replace(TAG, "") for cell in row] if TAG in "".join(row) else row
    except csv.Error:
        raise Invalid(errors.FILE_DAMAGED, field="file") from None
