"""A list written out: xlsx row by row in constant memory, or CSV with a byte order mark for Excel."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from exchange.columns import Column
from exchange.registry import Values
from exchange.states import FileFormat
from exchange.writing.cells import csv_cell, write_cell

MOST_XLSX_ROWS = 1_048_575


def write_listing(
    *, path: Path, file_format: FileFormat, columns: Sequence[Column], rows: Iterator[Values], language: str
) -> int:
    """Write header and rows; the number of rows written."""
    write = _write_csv if file_format is FileFormat.CSV else _write_xlsx
    return write(path, columns, rows, language)


def _write_csv(path: Path, columns: Sequence[Column], rows: Iterator[Values], language: str) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow([column.label(language) for column in columns])
        for values in rows:
            writer.writerow([csv_cell(values.get(column.key)) for column in columns])
            count += 1
    return count


def _write_xlsx(path: Path, columns: Sequence[Column], rows: Iterator[Values], language: str) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        formats: dict[str, Any] = {"date": book.add_format({"num_format": "yyyy-mm-dd"})}
        bold = book.add_format({"bold": True, "bg_color": "#EEF1F5", "bottom": 1})
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.label(language), bold)
        for count, values in enumerate(rows, start=1):
            for index, column in enumerate(columns):
                write_cell(sheet, count, index, values.get(column.key), formats)
            if count >= MOST_XLSX_ROWS:
                break
        sheet.autofilter(0, 0, count, len(columns) - 1)
    return count
