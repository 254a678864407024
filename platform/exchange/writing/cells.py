"""Values on their way into a file: as exact as they are, and never a formula."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from exchange.cells.columns import as_text
from exchange.cells.text import formula_sign

# A spreadsheet number has 15 exact digits; longer ones go out as text.
_EXACT = 15


def guarded(text: str) -> str:
    """The text with an apostrophe before anything a spreadsheet would run; our own reader takes it off."""
    return "'" + text if formula_sign(text) else text


def csv_cell(value: Any) -> str:
    return guarded(value) if isinstance(value, str) else as_text(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, microsecond=0)
    return value


def write_cell(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    """One cell of an xlsxwriter sheet. Text is always written as text."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, Decimal)) and len(as_text(value).lstrip("-").replace(".", "")) <= _EXACT:
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_string(row, column, as_text(_plain(value)).replace("T", " "))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])
    else:
        sheet.write_string(row, column, as_text(value))
