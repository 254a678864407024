"""A run's columns, causes and error as a reader sees them, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exchange.issues import Issue, restored
from exchange.models import ExportRun, ImportRun
from exchange.reading.extent import column_letters


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the file; `field` None = ignored. `index` is 0-based."""

    index: int
    letter: str
    header: str
    field: str | None


@dataclass(frozen=True, slots=True)
class CauseView:
    """Findings of one cause. `raw` and `suggestion` only where all rows share them."""

    key: str
    severity: str
    code: str
    message: str
    column: int | None
    row_count: int
    rows: list[int]
    raw: str | None
    suggestion: str | None
    can_fix: bool


@dataclass(frozen=True, slots=True)
class ErrorView:
    """Why a run ended: as a client shows it."""

    code: str
    field: str | None
    message: str
    params: dict[str, Any]


def columns_of(run: ImportRun) -> list[ColumnView]:
    return [
        ColumnView(index, column_letters(index + 1), text, field or None)
        for index, (text, field) in enumerate(run.columns)
    ]


def causes_of(run: ImportRun, language: str) -> list[CauseView]:
    """Errors first, the most frequent first."""
    return list(_causes(run, language))


def _causes(run: ImportRun, language: str) -> Iterator[CauseView]:
    positions = {field: index for index, (_, field) in enumerate(run.columns) if field}
    for cause in run.causes:
        issue: Issue = restored((0, cause["column"], cause["code"], cause["severity"], {}, None))
        yield CauseView(
            key=cause["key"],
            severity=cause["severity"],
            code=cause["code"],
            message=issue.text.title.render(language, {}),
            column=positions.get(cause["column"]),
            row_count=cause["count"],
            rows=cause["rows"],
            raw=cause["raw"],
            suggestion=cause["suggestion"],
            can_fix=cause["curable"] == cause["count"],
        )


def error_of(run: ImportRun | ExportRun, language: str) -> ErrorView | None:
    if not run.error_code:
        return None
    stored = run.error_params
    message = stored["en" if language == "en" else "zh"]
    return ErrorView(run.error_code, stored.get("field"), message, stored.get("params", {}))
