"""Entries of the trail and their place in the hash chain."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import graphene

from api.loaders import Loader
from api.types import JSON, DateTime, Info
from audit.models import AuditEntry as EntryRow
from audit.models import AuditSeal
from audit.selectors import seals_of


class SealByEntryLoader(Loader[UUID, AuditSeal]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, AuditSeal]:
        return seals_of(self.context.actor, keys)


class AuditEntry(graphene.ObjectType):
    """One act: who, acting for whom, from where, before and after, and why."""

    id = graphene.ID(required=True)
    occurred_at = DateTime(required=True)
    recorded_at = DateTime(required=True, description="When it was written; later for history taken over.")
    actor_id = graphene.ID()
    actor_name = graphene.String(required=True)
    via = graphene.String(required=True)
    ip = graphene.String(required=True)
    request_id = graphene.String(required=True)
    action = graphene.String(required=True)
    subject_type = graphene.String(required=True)
    subject_id = graphene.ID()
    before = graphene.Field(JSON)
    after = graphene.Field(JSON)
    reason = graphene.String(required=True)
    position = graphene.Int(description="Place in the hash chain; null until sealed, some seconds later.")
    hash = graphene.String()

    @staticmethod
    def resolve_position(row: EntryRow, info: Info) -> Any:
        return _seal(row, info).then(lambda seal: None if seal is None else seal.position)

    @staticmethod
    def resolve_hash(row: EntryRow, info: Info) -> Any:
        return _seal(row, info).then(lambda seal: None if seal is None else seal.hash)


def _seal(row: EntryRow, info: Info) -> Any:
    return info.context.loaders.get(SealByEntryLoader).load(row.id)
