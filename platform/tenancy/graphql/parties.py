"""Documents of two parties, seen from the reader's side."""

from typing import Any, Protocol
from uuid import UUID

import graphene

from accounts.actor import Actor
from api.types import Info
from tenancy.graphql.loaders import PartyByIdLoader
from tenancy.graphql.types import Party


class Document(Protocol):
    """Anything shared by a buyer and a supplier."""

    buyer_id: UUID
    supplier_id: UUID


class PartySide(graphene.Enum):
    """A party of a document."""

    BUYER = "BUYER"
    SUPPLIER = "SUPPLIER"


def is_buyer(actor: Actor, document: Document) -> bool:
    """Whether the actor's enterprise is the buying one."""
    return bool(document.buyer_id == actor.enterprise_id)


class PartyFields:
    """`buyer`, `supplier`, `partner` and `mySide` of any document of two parties."""

    buyer = graphene.Field(Party, required=True)
    supplier = graphene.Field(Party, required=True)
    partner = graphene.Field(Party, required=True, description="The other side.")
    my_side = graphene.Field(PartySide, required=True, description="The side I am on.")

    @staticmethod
    def resolve_buyer(row: Document, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.buyer_id)

    @staticmethod
    def resolve_supplier(row: Document, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.supplier_id)

    @staticmethod
    def resolve_partner(row: Document, info: Info) -> Any:
        other = row.supplier_id if is_buyer(info.context.actor, row) else row.buyer_id
        return info.context.loaders.get(PartyByIdLoader).load(other)

    @staticmethod
    def resolve_my_side(row: Document, info: Info) -> str:
        return "BUYER" if is_buyer(info.context.actor, row) else "SUPPLIER"
