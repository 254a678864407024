"""The empty workbook of a kind of file: header, one example, drop-downs, and what it is, out of sight."""

import json
from pathlib import Path
from typing import Any

import xlsxwriter

from accounts.actor import Actor
from exchange.cells.columns import as_text
from exchange.columns import CellKind, Column
from exchange.reading.extent import column_letters
from exchange.registry import ImportKind
from exchange.writing.marks import write_marks

TEMPLATE_VERSION = "1"
_ROWS = 5_000
_LISTS_SHEET = "_lists"
_WORDS = {
    "zh": {"required": "必填", "optional": "选填", "example": "例"},
    "en": {"required": "required", "optional": "optional", "example": "e.g."},
}


def write_template(*, actor: Actor, kind: ImportKind, path: Path) -> None:
    """Write it in the actor's language, offering only what the actor may use."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(kind.title(actor.language)[:31])
        lists = book.add_worksheet(_LISTS_SHEET)
        lists.very_hidden()
        _columns(book, sheet, lists, actor, kind)
        example = [column.example for column in kind.columns]
        marks = {
            "kind": kind.key,
            "template": TEMPLATE_VERSION,
            "example": json.dumps(example, ensure_ascii=False),
        }
        write_marks(book, marks)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, _ROWS, len(kind.columns) - 1)


def _columns(book: Any, sheet: Any, lists: Any, actor: Actor, kind: ImportKind) -> None:
    formats = {
        True: book.add_format({"bold": True, "bg_color": "#DCE6FA", "bottom": 1, "text_wrap": True}),
        False: book.add_format({"bold": True, "bg_color": "#EEF1F5", "bottom": 1, "text_wrap": True}),
    }
    text = book.add_format({"num_format": "@"})
    example = book.add_format({"num_format": "@", "italic": True, "font_color": "#77808C"})
    for index, column in enumerate(kind.columns):
        is_text = column.kind not in (CellKind.NUMBER, CellKind.WHOLE)
        sheet.set_column(index, index, column.width, text if is_text else None)
        sheet.write_string(0, index, column.label(actor.language), formats[column.is_required])
        sheet.write_comment(0, index, _note(column, actor.language))
        sheet.write_string(1, index, column.example, example)
        offers = _offers(column, actor)
        if offers:
            lists.write_column(0, index, offers)
            letter = column_letters(index + 1)
            source = f"={_LISTS_SHEET}!${letter}$1:${letter}${len(offers)}"
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, index, _ROWS, index, rule)


def _offers(column: Column, actor: Actor) -> list[str]:
    if column.offers is not None:
        return [as_text(offer) for offer in column.offers(actor)]
    return list(dict.fromkeys(column.choices or {}))


def _note(column: Column, language: str) -> str:
    words = _WORDS[language]
    parts = [words["required" if column.is_required else "optional"], column.hint(language)]
    if column.example:
        parts.append(f"{words['example']} {column.example}")
    return "\n".join(part for part in parts if part)
