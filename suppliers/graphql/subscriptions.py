"""Live changes of stock, capacity and sharing. They carry no figure: what is to be seen is read afresh."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.types import DateTime, Info
from events.models import StreamEntry
from live.subscriptions import stream_field
from suppliers.graphql.enums import Grain, SharedField, SharingSubject


class SupplyChange(graphene.ObjectType):
    """Something of stock, capacity or sharing has changed."""

    position = graphene.String(
        required=True, description="Pass it as `after` to resume. Grows with every event of my enterprise."
    )
    type = graphene.String(required=True, description="E.g. suppliers.sharing.revoked.")
    occurred_at = DateTime(required=True)
    root_id = graphene.ID(
        required=True,
        description="The grant, the item, the capacity group, the production order, the question or the inquiry.",
    )
    subject = SharingSubject(description="Of a grant.")
    field = SharedField(description="Of a grant.")
    grain = Grain(description="Of a grant.")

    @staticmethod
    def resolve_subject(entry: StreamEntry, info: Info) -> Any:
        return entry.payload.get("subject")

    @staticmethod
    def resolve_field(entry: StreamEntry, info: Info) -> Any:
        return entry.payload.get("field")

    @staticmethod
    def resolve_grain(entry: StreamEntry, info: Info) -> Any:
        return entry.payload.get("grain")


def _read(entry: StreamEntry, actor: Actor) -> StreamEntry:
    return entry


class Subscription(graphene.ObjectType):
    sharing_changes = stream_field(
        SupplyChange,
        types=("suppliers.sharing.",),
        permission=P.DIRECTORY_READ,
        read=_read,
        description="Grants given, revoked, or with other figures behind them, on either side.",
    )
    supply_changes = stream_field(
        SupplyChange,
        types=("suppliers.item.stock_", "suppliers.capacity.", "suppliers.production."),
        permission=P.INVENTORY_READ,
        read=_read,
        description="My enterprise's own stock, capacity and production.",
    )
    question_changes = stream_field(
        SupplyChange,
        types=("suppliers.question.", "suppliers.inquiry."),
        permission=P.QUESTION_READ,
        read=_read,
        description="Questions asked, answered, lapsed or withdrawn, on either side, and our own inquiries.",
    )
