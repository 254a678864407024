"""The kinds of files the apps declare in their `messages`: what can be read in and written out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from accounts.actor import Actor
from accounts.permissions import P
from common.errors import ErrorText, Invalid
from exchange import errors
from exchange.columns import Column
from exchange.issues import Issue

Values = dict[str, Any]


@dataclass(slots=True)
class ParsedRow:
    """A row read without refusal: its number in the sheet and its values by column key (None = empty)."""

    number: int
    values: Values


class Outcome(StrEnum):
    CREATED = "CREATED"
    UPDATED = "UPDATED"
    UNCHANGED = "UNCHANGED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row: the thing it made or met, or the reason it was refused after all."""

    row: int
    outcome: Outcome
    subject_id: str | None = None
    issue: Issue | None = None


class ImportSession(Protocol):
    """One reading of one file by one actor; loads what it compares with once.

    Everything runs under the actor's acting context. `check` may replace values by what will be imported,
    with a finding that says so. `known` tells which rows are in already, exactly so, and where. `commit` runs
    inside the caller's transaction.
    """

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]: ...
    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]: ...
    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]: ...


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Where rows come from: the hash of the file first uploaded, kept through corrections and returns."""

    sha256: str
    file_name: str


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of file that can be read in. `identity` names a row within its file, to find doubles.

    `amount` gives (currency, amount) of a row for the total shown before importing. `presets` give fixed
    mappings: header text → column key, for files of other systems.
    """

    key: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    columns: tuple[Column, ...]
    permission: P
    open: Callable[[Actor, FileOrigin], ImportSession]
    identity: Callable[[Values], object | None] | None = None
    amount: Callable[[Values], tuple[str, Decimal] | None] | None = None
    preset: Mapping[str, str] | None = None

    def column(self, key: str) -> Column:
        """Raises Invalid (FIELD_UNKNOWN)."""
        for column in self.columns:
            if column.key == key:
                return column
        raise Invalid(errors.FIELD_UNKNOWN, field="columns", value=key)

    def title(self, language: str) -> str:
        return self.title_en if language == "en" else self.title_zh

    def about(self, language: str) -> str:
        return self.about_en if language == "en" else self.about_zh


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A list that can be written out: exactly what its filter shows, in the given order.

    `rows(actor, filter, order, ids)` yields values by column key; text, Decimal, int, date or None.
    """

    key: str
    title_zh: str
    title_en: str
    columns: tuple[Column, ...]
    permission: P
    rows: Callable[[Actor, Mapping[str, Any], str | None, Sequence[str] | None], Iterator[Values]]

    def title(self, language: str) -> str:
        return self.title_en if language == "en" else self.title_zh


Kind = TypeVar("Kind")
_imports: dict[str, ImportKind] = {}
_exports: dict[str, ExportKind] = {}


def register_import(kind: ImportKind) -> None:
    _imports[kind.key] = kind


def register_export(kind: ExportKind) -> None:
    _exports[kind.key] = kind


def import_kinds() -> list[ImportKind]:
    return list(_imports.values())


def export_kinds() -> list[ExportKind]:
    return list(_exports.values())


def import_kind(key: str) -> ImportKind:
    """Raises Invalid (MAPPING_UNKNOWN)."""
    return _found(_imports, key, errors.MAPPING_UNKNOWN, "mapping")


def export_kind(key: str) -> ExportKind:
    """Raises Invalid (EXPORT_UNKNOWN)."""
    return _found(_exports, key, errors.EXPORT_UNKNOWN, "list")


def _found(kinds: Mapping[str, Kind], key: str, text: ErrorText, field: str) -> Kind:
    if key not in kinds:
        raise Invalid(text, field=field, value=key[:40], known="、".join(kinds))
    return kinds[key]
