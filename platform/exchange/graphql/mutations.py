"""Acts on imports and exports."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.ids import sought_ids
from api.mutation import DomainMutation
from api.types import JSON, Info, Payload
from common.ids import parse_id
from exchange.graphql.enums import ExportFormat, ExportList
from exchange.graphql.types import ExportRun, ImportRun
from exchange.services import exports, fixes, imports
from exchange.states import FileFormat


class ImportPayload(Payload):
    run = graphene.Field(ImportRun)


class ExportPayload(Payload):
    run = graphene.Field(ExportRun)


class ColumnFieldInput(graphene.InputObjectType):
    """As which field a column is read."""

    column = graphene.Int(required=True, description="From 0.")
    field = graphene.String(description="Null: ignore the column.")


class CellFixInput(graphene.InputObjectType):
    """The new text of a cell."""

    row = graphene.Int(required=True, description="As in the sheet, from 1.")
    column = graphene.Int(required=True, description="From 0.")
    value = graphene.String(required=True)


class ImportStart(DomainMutation):
    """Read and check an uploaded file; nothing is written yet."""

    permission = P.IMPORT_RUN
    Output = ImportPayload

    class Arguments:
        upload_id = graphene.ID(required=True, description="From POST /files/uploads.")
        mapping = graphene.String(required=True, description="Key of an ImportMapping.")

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, upload_id: str, mapping: str) -> dict[str, Any]:
        return {"run": imports.import_start(actor=actor, upload_id=parse_id(upload_id), mapping=mapping)}


class ImportSetMapping(DomainMutation):
    """Say as which fields columns are read; then everything is checked again."""

    permission = P.IMPORT_RUN
    Output = ImportPayload

    class Arguments:
        run_id = graphene.ID(required=True)
        columns = graphene.List(graphene.NonNull(ColumnFieldInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, run_id: str, columns: Any) -> dict[str, Any]:
        chosen = {given.column: given.get("field") for given in columns}
        return {"run": imports.import_set_mapping(actor=actor, run_id=parse_id(run_id), columns=chosen)}


class ImportFixCells(DomainMutation):
    """Any of: single cells, whole causes by their suggestions, rows to skip."""

    permission = P.IMPORT_RUN
    Output = ImportPayload

    class Arguments:
        run_id = graphene.ID(required=True)
        cells = graphene.List(graphene.NonNull(CellFixInput))
        causes = graphene.List(graphene.NonNull(graphene.String), description="Keys of causes.")
        skip_rows = graphene.List(graphene.NonNull(graphene.Int))

    @classmethod
    def perform(
        cls,
        actor: Actor,
        info: Info,
        *,
        run_id: str,
        cells: Any = None,
        causes: Any = None,
        skip_rows: Any = None,
    ) -> dict[str, Any]:
        run = fixes.import_fix_cells(
            actor=actor,
            run_id=parse_id(run_id),
            cells=[fixes.CellFix(fix.row, fix.column, fix.value) for fix in cells or ()],
            causes=causes or (),
            skip_rows=skip_rows or (),
        )
        return {"run": run}


class _RunStep(DomainMutation):
    """An act on one run."""

    permission = P.IMPORT_RUN
    Output = ImportPayload

    class Arguments:
        run_id = graphene.ID(required=True)


class ImportCommit(_RunStep):
    """Import the good rows and skip the refused ones; a second call changes nothing."""

    permission = P.IMPORT_RUN

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, run_id: str) -> dict[str, Any]:
        return {"run": imports.import_commit(actor=actor, run_id=parse_id(run_id))}


class ImportAbort(_RunStep):
    """Stop a run; what is in stays in and is shown as such."""

    permission = P.IMPORT_RUN

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, run_id: str) -> dict[str, Any]:
        return {"run": imports.import_abort(actor=actor, run_id=parse_id(run_id))}


class ExportStart(DomainMutation):
    """Have a list written out, exactly as its filter and order show it."""

    permission = P.EXPORT_RUN
    Output = ExportPayload

    class Arguments:
        list = ExportList(required=True)
        format = ExportFormat(required=True)
        filter = JSON(description="The same object as the list takes.")
        order = graphene.String()
        ids = graphene.List(graphene.NonNull(graphene.ID), description="Only these rows.")

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, list: Any, format: Any, filter: Any = None, order: str | None = None,
        ids: Any = None,
    ) -> dict[str, Any]:  # fmt: skip
        run = exports.export_start(
            actor=actor,
            kind=list.value,
            file_format=FileFormat(format.value),
            filter=filter,
            order=order,
            ids=None if ids is None else [str(wanted) for wanted in sought_ids(ids)],
        )
        return {"run": run}


class Mutation(graphene.ObjectType):
    import_start = ImportStart.Field()
    import_set_mapping = ImportSetMapping.Field()
    import_fix_cells = ImportFixCells.Field()
    import_commit = ImportCommit.Field()
    import_abort = ImportAbort.Field()
    export_start = ExportStart.Field()
