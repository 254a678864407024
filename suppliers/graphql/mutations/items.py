"""Acts on items."""

from dataclasses import replace
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Info, Payload
from common.ids import parse_id
from suppliers.graphql.inputs import ItemInput, plain_values
from suppliers.graphql.types import Item
from suppliers.selectors import item_get
from suppliers.services.items import FACTS, NewItem, item_create, item_update
from tenancy.selectors import home_chain


class ItemPayload(Payload):
    item = graphene.Field(Item)


class ItemCreate(DomainMutation):
    """A new item of my enterprise; number, name and unit are required."""

    permission = P.ITEM_WRITE
    Output = ItemPayload

    class Arguments:
        item = ItemInput(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, item: Any) -> dict[str, Any]:
        wanted = replace(NewItem(number="", name="", unit=""), **plain_values(item))
        chain = home_chain(actor.enterprise_id)
        return {"item": item_create(actor=actor, chain_id=chain.id, item=wanted)}


class ItemUpdate(DomainMutation):
    """Change an item of my enterprise; absent fields stay."""

    permission = P.ITEM_WRITE
    Output = ItemPayload

    class Arguments:
        item_id = graphene.ID(required=True)
        version = graphene.Int(description="The version seen; absent: whatever it is now.")
        item = ItemInput(required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, item_id: str, item: Any, version: int | None = None
    ) -> dict[str, Any]:
        present = item_get(actor, parse_id(item_id))
        wanted = NewItem(**{name: getattr(present, name) for name in FACTS})
        wanted = replace(wanted, **plain_values(item))
        return {"item": item_update(actor=actor, item_id=present.id, item=wanted, version=version)}
