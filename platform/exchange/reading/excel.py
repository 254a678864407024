"""xlsx through calamine: sheets as rows of tagged cells, after the guard has looked at the file."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import python_calamine

from common.errors import Invalid
from exchange import errors, limits
from exchange.cells.raw import ERROR, TAG, tagged
from exchange.reading.extent import column_number
from exchange.reading.table import Row, Table
from exchange.reading.zip_guard import inspect_workbook

# The hidden sheet of our templates and returned workbooks: pairs of key and value.
MARKS_SHEET = "_lianwang"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PART_LIMIT = 4 << 20


def open_excel(path: Path) -> list[Table]:
    """The visible worksheets. Raises Invalid for what the guard refuses and for damaged files."""
    facts = inspect_workbook(path)
    try:
        parts = _sheet_parts(path)
        workbook = python_calamine.load_workbook(path)
        marks = _marks(workbook)
        tables = []
        for sheet in workbook.sheets_metadata:
            is_data = sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            if not is_data or sheet.visible != python_calamine.SheetVisibleEnum.Visible:
                continue
            found = facts.error_cells.get(parts.get(sheet.name, ""), {})
            opened = _Sheet(workbook, sheet.name, _by_row(found))
            tables.append(Table(sheet.name, opened.rows, opened.height, facts.has_1904_dates, marks))
        return tables
    except (python_calamine.CalamineError, ElementTree.ParseError, KeyError, ValueError, OSError):
        raise Invalid(errors.FILE_DAMAGED, field="file") from None


def _sheet_parts(path: Path) -> dict[str, str]:
    """Sheet name → part name."""
    with zipfile.ZipFile(path) as archive:
        names = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
        if any(archive.getinfo(name).file_size > _PART_LIMIT for name in names):
            raise Invalid(errors.FILE_DAMAGED, field="file")
        # The guard has refused every document type declaration, so there is nothing to expand.
        book, links = (ElementTree.fromstring(archive.read(name)) for name in names)  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    return {
        sheet.get("name", ""): posixpath.join("/xl", targets.get(sheet.get(_LINK), "")).lstrip("/")
        for sheet in book.iter(f"{_MAIN}sheet")
    }


def _by_row(cells: dict[str, str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for cell, value in cells.items():
        if match := re.fullmatch(r"([A-Z]+)(\d+)", cell):
            rows.setdefault(int(match[2]), {})[column_number(match[1]) - 1] = value
    return rows


class _Sheet:
    """A worksheet, parsed when it is first needed and once only."""

    def __init__(self, workbook: Any, name: str, error_cells: dict[int, dict[int, str]]) -> None:
        self._workbook, self._name, self._error_cells = workbook, name, error_cells

    @cached_property
    def _sheet(self) -> Any:
        try:
            return self._workbook.get_sheet_by_name(self._name)
        except python_calamine.CalamineError:
            raise Invalid(errors.FILE_DAMAGED, field="file") from None

    def height(self) -> int:
        return int(self._sheet.total_height)

    def rows(self) -> Iterator[Row]:
        """The rows as lists of tagged cells."""
        sheet = self._sheet
        offset = [""] * sheet.start[1] if sheet.start else []
        known: dict[Any, str] = {}

        def other(value: Any) -> str:
            key = (type(value), value)
            text = known.get(key)
            if text is None:
                text = known[key] = tagged(value)
            return text

        for number, values in enumerate(sheet.iter_rows(), start=1):
            row = [v if type(v) is str and TAG not in v else other(v) for v in values]
            if offset:
                row = offset + row
            if number in self._error_cells:
                _put_errors(row, self._error_cells[number])
            yield row


def _put_errors(row: Row, found: dict[int, str]) -> None:
    for column, error in found.items():
        row += [""] * (column + 1 - len(row))
        row[column] = ERROR + error


def _marks(workbook: Any) -> dict[str, str]:
    if MARKS_SHEET not in workbook.sheet_names:
        return {}
    sheet = workbook.get_sheet_by_name(MARKS_SHEET)
    pairs = sheet.to_python(nrows=limits.HEADER_SEARCH_ROWS)
    return {str(pair[0]): str(pair[1]) for pair in pairs if len(pair) >= 2}
