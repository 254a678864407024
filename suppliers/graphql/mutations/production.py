"""Acts on production orders."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Date, DecimalString, Info, Payload
from common.ids import parse_id
from suppliers import states
from suppliers.graphql.enums import ProductionState
from suppliers.graphql.production_types import ProductionOrder
from suppliers.services import production


class ProductionOrderPayload(Payload):
    order = graphene.Field(ProductionOrder)


class ProductionOrderInput(graphene.InputObjectType):
    """A production order as it shall be; the quantity in the item's unit."""

    number = graphene.String(required=True)
    quantity = DecimalString(required=True)
    starts_on = Date(required=True)
    ready_on = Date(required=True)
    state = ProductionState(description="Absent: planned.")
    order_reference = graphene.String()


def _values(given: Any) -> production.ProductionValues:
    state = given.get("state")
    return production.ProductionValues(
        number=given["number"],
        quantity=given["quantity"],
        starts_on=given["starts_on"],
        ready_on=given["ready_on"],
        state=states.ProductionState(state.value) if state else states.ProductionState.PLANNED,
        order_reference=given.get("order_reference") or "",
    )


class ProductionOrderCreate(DomainMutation):
    """Put a production order on the schedule."""

    permission = P.CAPACITY_WRITE
    Output = ProductionOrderPayload

    class Arguments:
        item_id = graphene.ID(required=True)
        order = ProductionOrderInput(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, item_id: str, order: Any) -> dict[str, Any]:
        made = production.production_order_create(
            actor=actor, item_id=parse_id(item_id), values=_values(order)
        )
        return {"order": made}


class ProductionOrderUpdate(DomainMutation):
    """New values of a production order; its item stays."""

    permission = P.CAPACITY_WRITE
    Output = ProductionOrderPayload

    class Arguments:
        order_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        order = ProductionOrderInput(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, order_id: str, version: int, order: Any) -> dict[str, Any]:
        changed = production.production_order_update(
            actor=actor, order_id=parse_id(order_id), version=version, values=_values(order)
        )
        return {"order": changed}


class ProductionOrderRemove(DomainMutation):
    """Take a production order off the schedule."""

    permission = P.CAPACITY_WRITE
    Output = ProductionOrderPayload

    class Arguments:
        order_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, order_id: str, version: int) -> dict[str, Any]:
        production.production_order_remove(actor=actor, order_id=parse_id(order_id), version=version)
        return {"order": None}
