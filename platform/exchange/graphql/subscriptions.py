"""Live progress of imports and exports."""

from typing import Any
from uuid import UUID

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.ids import found_or_none, sought_id
from exchange import selectors
from exchange.graphql.types import ExportRun, ImportRun
from exchange.models import ExportRun as ExportRow
from exchange.models import ImportRun as ImportRow
from exchange.states import ENDED, ExportState
from live.subscriptions import watch_field


def _import_id(import_run_id: str) -> UUID:
    return sought_id(import_run_id)


def _export_id(export_run_id: str) -> UUID:
    return sought_id(export_run_id)


def _import_run(actor: Actor, import_run_id: str) -> ImportRow | None:
    return found_or_none(lambda key: selectors.import_run_get(actor, key), import_run_id)


def _export_run(actor: Actor, export_run_id: str) -> ExportRow | None:
    return found_or_none(lambda key: selectors.export_run_get(actor, key), export_run_id)


def _is_over(run: Any) -> bool:
    return run.state in ENDED or run.state in (ExportState.DONE, ExportState.FAILED)


class Subscription(graphene.ObjectType):
    import_progress = watch_field(
        ImportRun,
        permission=P.IMPORT_RUN,
        args={"import_run_id": graphene.ID(required=True)},
        subject=_import_id,
        read=_import_run,
        is_final=_is_over,
        description="The run as it is, then every change until it has ended.",
    )
    export_progress = watch_field(
        ExportRun,
        permission=P.EXPORT_RUN,
        args={"export_run_id": graphene.ID(required=True)},
        subject=_export_id,
        read=_export_run,
        is_final=_is_over,
        description="The same for an export.",
    )
