"""Types of imports and exports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import graphene

from accounts.permissions import P
from api.connections import Listing, connection_of
from api.fields import DEFAULT_FIRST, may
from api.loaders import Loader
from api.types import DateTime, DecimalString, DomainErrorType, Info
from api.values import Money
from common.errors import DomainError, ErrorText
from common.language import current_language
from common.paging import Page
from exchange import selectors
from exchange.graphql.enums import (
    CellSeverity,
    ExportFormat,
    ExportList,
    ExportState,
    ImportRowState,
    ImportState,
)
from exchange.links import Target, link_to
from exchange.models import ExportRun as ExportRow
from exchange.models import ImportRun as ImportRow_
from exchange.registry import ImportKind, import_kind
from exchange.states import STATE_NAMES, RowState
from exchange.states import ExportState as ExportStates
from exchange.states import ImportState as ImportStates


class ImportField(graphene.ObjectType):
    """A field a column can be read as; texts in the reader's language."""

    key = graphene.String(required=True)
    label = graphene.String(required=True)
    is_required = graphene.Boolean(required=True)
    example = graphene.String(required=True)
    hint = graphene.String(required=True)

    @staticmethod
    def resolve_label(column: Any, info: Info) -> str:
        return str(column.label(current_language()))

    @staticmethod
    def resolve_hint(column: Any, info: Info) -> str:
        return str(column.hint(current_language()))


class ImportMapping(graphene.ObjectType):
    """A kind of file that can be read in."""

    key = graphene.String(required=True)
    name = graphene.String(required=True)
    description = graphene.String(required=True)
    fields = graphene.List(graphene.NonNull(ImportField), required=True)
    template_url = graphene.String(required=True, description="The empty workbook.")

    @staticmethod
    def resolve_name(kind: ImportKind, info: Info) -> str:
        return kind.title(current_language())

    @staticmethod
    def resolve_description(kind: ImportKind, info: Info) -> str:
        return kind.about(current_language())

    @staticmethod
    def resolve_fields(kind: ImportKind, info: Info) -> Any:
        return kind.columns

    @staticmethod
    def resolve_template_url(kind: ImportKind, info: Info) -> str:
        return f"/files/templates/{kind.key}"


class ImportColumn(graphene.ObjectType):
    """A column of the file; `index` from 0."""

    index = graphene.Int(required=True)
    letter = graphene.String(required=True)
    header = graphene.String(required=True)
    field = graphene.String(description="Key of the field it is read as; null: ignored.")


class ImportCell(graphene.ObjectType):
    """A cell as in the file (or as fixed), how it was read, and what is wrong with it."""

    column = graphene.Int(required=True, description="From 0.")
    raw = graphene.String(required=True)
    value = graphene.String(description="As read; null where it cannot be.")
    is_fixed = graphene.Boolean(required=True)
    severity = CellSeverity()
    code = graphene.String()
    message = graphene.String()
    suggestion = graphene.String()


class ImportRow(graphene.ObjectType):
    """A row of the sheet; `number` from 1, the header included."""

    number = graphene.Int(required=True)
    state = ImportRowState(required=True)
    cells = graphene.List(graphene.NonNull(ImportCell), required=True)
    message = graphene.String(description="Why it was refused as a whole.")
    subject_id = graphene.ID(description="What it made or met.")


class ImportCause(graphene.ObjectType):
    """Findings of one cause, to be cured in one act: pass `key` to importFixCells.causes."""

    key = graphene.String(required=True)
    severity = CellSeverity(required=True)
    code = graphene.String(required=True)
    message = graphene.String(required=True)
    column = graphene.Int()
    row_count = graphene.Int(required=True)
    rows = graphene.List(graphene.NonNull(graphene.Int), required=True, description="At most 50.")
    raw = graphene.String(description="Where all rows share it.")
    suggestion = graphene.String(description="Where all rows share it.")
    can_fix = graphene.Boolean(required=True)


class ImportCounts(graphene.ObjectType):
    """Rows by state, and cells."""

    rows = graphene.Int(required=True)
    ok = graphene.Int(required=True)
    attention = graphene.Int(required=True)
    refused = graphene.Int(required=True)
    skipped = graphene.Int(required=True)
    bad_cells = graphene.Int(required=True)
    rewritten_cells = graphene.Int(required=True)
    created = graphene.Int(required=True)
    updated = graphene.Int(required=True)
    unchanged = graphene.Int(required=True)


def ended_error(run: ImportRow_ | ExportRow) -> DomainError | None:
    """Why a run ended, as an error the client shows."""
    found = selectors.error_of(run, current_language())
    if found is None:
        return None
    said = found.message.replace("{", "{{").replace("}", "}}")
    return DomainError(ErrorText(found.code, said, said), field=found.field, **found.params)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Stands for the rows behind a page; counted when the page was made."""

    total: int

    def count(self) -> int:
        return self.total


class RowPageByRunLoader(Loader[ImportRow_, selectors.RowPage]):
    """`argument`: states (none: all), only errors, first, after."""

    def batch(self, keys: list[ImportRow_]) -> Mapping[ImportRow_, selectors.RowPage]:
        states, only_errors, first, after = self.argument
        pages = selectors.import_row_pages(
            self.context.actor, keys, states=states or None, only_errors=only_errors, first=first, after=after
        )
        return {run: pages[run.id] for run in keys}


def _listing(found: selectors.RowPage, *, has_cursor: bool) -> Listing:
    rows: Any = _Rows(found.total)
    shown: Any = found.rows
    return Listing(rows, Page(shown, found.cursors, found.has_next, has_cursor), has_cursor)


class ImportRun(graphene.ObjectType):
    """One import: a file, how its columns are read, and what becomes of its rows."""

    id = graphene.ID(required=True)
    state = ImportState(required=True)
    version = graphene.Int(required=True)
    mapping = graphene.String(required=True)
    file_name = graphene.String(required=True)
    file_size = graphene.Int(required=True, description="Bytes.")
    percent = graphene.Int(required=True, description="Of the present stage.")
    stage = graphene.String(required=True, description="In the reader's language.")
    rows_done = graphene.Int(required=True)
    read_seconds = DecimalString()
    columns = graphene.List(graphene.NonNull(ImportColumn), required=True)
    fields = graphene.List(graphene.NonNull(ImportField), required=True)
    counts = graphene.Field(ImportCounts, required=True)
    importable_amounts = graphene.List(
        graphene.NonNull(Money), required=True, description="Of the good rows."
    )
    rows = graphene.Field(
        connection_of(ImportRow),
        required=True,
        state=graphene.List(graphene.NonNull(ImportRowState)),
        only_errors=graphene.Boolean(default_value=False),
        first=graphene.Int(default_value=DEFAULT_FIRST),
        after=graphene.String(),
    )
    causes = graphene.List(graphene.NonNull(ImportCause), required=True)
    error = graphene.Field(DomainErrorType, description="Why it FAILED.")
    created_at = DateTime(required=True)
    created_by_name = graphene.String(required=True)
    finished_at = DateTime()
    marked_file_url = graphene.String(description="The file with its wrong cells marked; valid for minutes.")
    original_file_url = graphene.String(description="Valid for minutes.")

    @staticmethod
    def resolve_mapping(run: ImportRow_, info: Info) -> str:
        return str(run.kind)

    @staticmethod
    def resolve_file_name(run: ImportRow_, info: Info) -> str:
        return str(run.upload.name)

    @staticmethod
    def resolve_file_size(run: ImportRow_, info: Info) -> int:
        return int(run.upload.size)

    @staticmethod
    def resolve_percent(run: ImportRow_, info: Info) -> int:
        if run.state in (ImportStates.READY, ImportStates.DONE):
            return 100
        return min(99, run.rows_done * 100 // run.row_count) if run.row_count else 0

    @staticmethod
    def resolve_stage(run: ImportRow_, info: Info) -> str:
        return STATE_NAMES[ImportStates(run.state)][1 if current_language() == "en" else 0]

    @staticmethod
    def resolve_read_seconds(run: ImportRow_, info: Info) -> Decimal:
        return Decimal(run.read_milliseconds) / 1000

    @staticmethod
    def resolve_columns(run: ImportRow_, info: Info) -> Any:
        return selectors.columns_of(run)

    @staticmethod
    def resolve_fields(run: ImportRow_, info: Info) -> Any:
        return import_kind(run.kind).columns

    @staticmethod
    def resolve_counts(run: ImportRow_, info: Info) -> dict[str, int]:
        return {**dict.fromkeys(ImportCounts._meta.fields, 0), "rows": run.row_count, **run.counts}

    @staticmethod
    def resolve_importable_amounts(run: ImportRow_, info: Info) -> list[dict[str, Any]]:
        if not may(info.context, P.PRICE_READ):
            return []
        return [{"currency": currency, "amount": amount} for currency, amount in sorted(run.amounts.items())]

    @staticmethod
    def resolve_rows(
        run: ImportRow_,
        info: Info,
        only_errors: bool,
        first: int,
        state: Sequence[Any] | None = None,
        after: str | None = None,
    ) -> Any:
        asked = (tuple(RowState(chosen.value) for chosen in state or ()), only_errors, first, after)
        return (
            info.context.loaders.get(RowPageByRunLoader, asked)
            .load(run)
            .then(lambda found: _listing(found, has_cursor=after is not None))
        )

    @staticmethod
    def resolve_causes(run: ImportRow_, info: Info) -> Any:
        return selectors.causes_of(run, current_language())

    @staticmethod
    def resolve_error(run: ImportRow_, info: Info) -> DomainError | None:
        return ended_error(run)

    @staticmethod
    def resolve_created_by_name(run: ImportRow_, info: Info) -> str:
        return str(run.user_name)

    @staticmethod
    def resolve_marked_file_url(run: ImportRow_, info: Info) -> str | None:
        return link_to(info.context.actor, Target.MARKED, run.id) if run.header_row else None

    @staticmethod
    def resolve_original_file_url(run: ImportRow_, info: Info) -> str:
        return link_to(info.context.actor, Target.ORIGINAL, run.id)


class ExportRun(graphene.ObjectType):
    """One list written out for me."""

    id = graphene.ID(required=True)
    list = ExportList(required=True)
    format = ExportFormat(required=True)
    state = ExportState(required=True)
    percent = graphene.Int(required=True)
    row_count = graphene.Int(required=True)
    file_name = graphene.String(required=True)
    download_url = graphene.String(description="When done; valid for minutes.")
    created_at = DateTime(required=True)
    finished_at = DateTime()
    error = graphene.Field(DomainErrorType)

    @staticmethod
    def resolve_list(run: ExportRow, info: Info) -> str:
        return str(run.kind)

    @staticmethod
    def resolve_percent(run: ExportRow, info: Info) -> int:
        return 100 if run.state == ExportStates.DONE else 0

    @staticmethod
    def resolve_download_url(run: ExportRow, info: Info) -> str | None:
        return link_to(info.context.actor, Target.EXPORT, run.id) if run.state == ExportStates.DONE else None

    @staticmethod
    def resolve_error(run: ExportRow, info: Info) -> DomainError | None:
        return ended_error(run)
