"""The user's file back, with every refused cell red and its reason beside it.

A workbook of ordinary size is marked in place and keeps its own looks; a CSV or a very large workbook is
written afresh with the same cells.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from exchange import chunks, limits, store
from exchange.cells.raw import shown
from exchange.issues import Issue, Severity, restored
from exchange.models import ImportRun
from exchange.pipeline.runs import each_chunk
from exchange.reading.sniff import FileKind, kind_of

_RED, _AMBER = "FDECEA", "FFF4D6"
_AUTHOR = "链网"


def write_marked(*, run: ImportRun, path: Path, language: str) -> None:
    """Write the marked workbook of a checked run."""
    source = store.path_of(run.upload.storage_key)
    is_small = run.row_count * max(1, len(run.columns)) <= limits.MARK_IN_PLACE_CELLS
    if kind_of(source) is FileKind.XLSX and is_small:
        _mark_in_place(run, source, path, language)
    else:
        _write_afresh(run, path, language)


def _findings(run: ImportRun, issues: list[Any], language: str) -> dict[int, dict[int, tuple[bool, str]]]:
    """Row → column index → (is an error, reasons); findings on the whole row stand at its first column."""
    positions = {field: index for index, (_, field) in enumerate(run.columns) if field}
    found: dict[int, dict[int, tuple[bool, str]]] = {}
    for issue in map(restored, issues):
        cells = found.setdefault(issue.row, {})
        index = positions.get(issue.column, 0)
        was_error, said = cells.get(index, (False, ""))
        reason = _reason(issue, language)
        cells[index] = (was_error or issue.severity is Severity.ERROR, f"{said}\n{reason}".strip())
    return found


def _reason(issue: Issue, language: str) -> str:
    said = issue.text.cell.render(language, issue.params)
    return f"{said} → {issue.suggestion}" if issue.suggestion else said


def _mark_in_place(run: ImportRun, source: Path, path: Path, language: str) -> None:
    with source.open("rb") as handle:
        book = openpyxl.load_workbook(handle, keep_links=False)
    sheet = book[run.sheet] if run.sheet in book.sheetnames else book.worksheets[0]
    fills = {flag: PatternFill("solid", fgColor=color) for flag, color in ((True, _RED), (False, _AMBER))}
    for chunk in each_chunk(run):
        for row, fix in chunk.fixes.items():
            for column, value in fix.items():
                cell = sheet.cell(int(row), int(column) + 1)
                if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                    cell.value = value
                    cell.data_type = "s"
        for row, cells in _findings(run, chunk.issues, language).items():
            for index, (is_error, said) in cells.items():
                cell = sheet.cell(row, index + 1)
                if isinstance(cell, openpyxl.cell.cell.MergedCell):
                    continue
                cell.fill = fills[is_error]
                cell.comment = Comment(said, _AUTHOR, width=260, height=90)
    book.save(path)


def _write_afresh(run: ImportRun, path: Path, language: str) -> None:
    """Rows keep their numbers, so that what the screen says about row 88 is found in row 88."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet((run.sheet or "CSV")[:31])
        bold = book.add_format({"bold": True})
        fills = {flag: book.add_format({"bg_color": f"#{c}"}) for flag, c in ((True, _RED), (False, _AMBER))}
        sheet.freeze_panes(run.header_row, 0)
        for index, (text, _) in enumerate(run.columns):
            sheet.write_string(run.header_row - 1, index, text, bold)
        for chunk in each_chunk(run):
            findings = _findings(run, chunk.issues, language)
            for number, cells in chunks.with_fixes(chunks.unpack(chunk.packed), chunk.fixes):
                _write_row(sheet, number - 1, cells, findings.get(number, {}), fills)


def _write_row(
    sheet: Any, row: int, cells: list[str], findings: Mapping[int, tuple[bool, str]], fills: dict[bool, Any]
) -> None:
    for index, raw in enumerate(cells):
        is_error, said = findings.get(index, (False, ""))
        text = shown(raw)
        if said:
            sheet.write_string(row, index, text, fills[is_error])
            sheet.write_comment(row, index, said)
        elif text:
            sheet.write_string(row, index, text)
