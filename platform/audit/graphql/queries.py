"""Reads of the trail."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection
from api.ids import sought_id
from api.types import DateTime, Info
from audit.graphql.types import AuditEntry
from audit.models import AuditEntry as EntryRow
from audit.selectors import NEWEST_FIRST, EntryFilter, audit_entry_list


class AuditEntryFilter(graphene.InputObjectType):
    """All given conditions must hold; the period is half-open."""

    since = DateTime(name="from")
    until = DateTime(name="to")
    actor_id = graphene.ID()
    action = graphene.String()
    subject_type = graphene.String()
    subject_id = graphene.ID()


def entry_filter(given: Any) -> EntryFilter:
    given = given or {}
    actor_id, subject_id = given.get("actor_id"), given.get("subject_id")
    return EntryFilter(
        since=given.get("since"),
        until=given.get("until"),
        actor_id=None if actor_id is None else sought_id(actor_id),
        action=given.get("action"),
        subject_type=given.get("subject_type"),
        subject_id=None if subject_id is None else sought_id(subject_id),
    )


class Query(graphene.ObjectType):
    audit_entries = DomainConnection(
        AuditEntry,
        permission=P.AUDIT_READ,
        order=NEWEST_FIRST,
        args={"filter": AuditEntryFilter()},
        description="The trail of my enterprise, newest first.",
    )

    @staticmethod
    def resolve_audit_entries(root: None, info: Info, filter: Any = None) -> QuerySet[EntryRow]:
        return audit_entry_list(info.context.actor, entry_filter(filter))
