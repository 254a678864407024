"""Reads of imports and exports."""

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from accounts.policy import can
from api.fields import DomainConnection, permission_field
from api.ids import found_or_none
from api.types import Info
from exchange import models, selectors
from exchange.graphql.types import ExportRun, ImportMapping, ImportRun
from exchange.registry import ImportKind, import_kinds
from exchange.selectors.imports import LATEST


class Query(graphene.ObjectType):
    import_mappings = permission_field(
        graphene.List(graphene.NonNull(ImportMapping)),
        permission=P.IMPORT_RUN,
        refuses=True,
        required=True,
        description="Kinds of files I may read in.",
    )
    import_runs = DomainConnection(
        ImportRun, permission=P.IMPORT_RUN, order=LATEST, description="Of my enterprise, newest first."
    )
    import_run = permission_field(
        ImportRun, permission=P.IMPORT_RUN, refuses=True, id=graphene.ID(required=True)
    )
    export_runs = DomainConnection(
        ExportRun, permission=P.EXPORT_RUN, order=LATEST, description="My own, newest first."
    )
    export_run = permission_field(
        ExportRun, permission=P.EXPORT_RUN, refuses=True, id=graphene.ID(required=True)
    )

    @staticmethod
    def resolve_import_mappings(root: None, info: Info) -> list[ImportKind]:
        return [kind for kind in import_kinds() if can(info.context.actor, kind.permission)]

    @staticmethod
    def resolve_import_runs(root: None, info: Info) -> QuerySet[models.ImportRun]:
        return selectors.import_run_list(info.context.actor)

    @staticmethod
    def resolve_import_run(root: None, info: Info, id: str) -> models.ImportRun | None:
        return found_or_none(lambda key: selectors.import_run_get(info.context.actor, key), id)

    @staticmethod
    def resolve_export_runs(root: None, info: Info) -> QuerySet[models.ExportRun]:
        return selectors.export_run_list(info.context.actor)

    @staticmethod
    def resolve_export_run(root: None, info: Info, id: str) -> models.ExportRun | None:
        return found_or_none(lambda key: selectors.export_run_get(info.context.actor, key), id)
