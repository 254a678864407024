"""The hidden sheet by which a workbook of ours knows what it is."""

from collections.abc import Mapping
from typing import Any

from exchange.reading.excel import MARKS_SHEET


def write_marks(book: Any, marks: Mapping[str, str]) -> None:
    """Into an xlsxwriter workbook."""
    sheet = book.add_worksheet(MARKS_SHEET)
    sheet.very_hidden()
    for row, (key, value) in enumerate(marks.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
