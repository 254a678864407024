"""Acts on stock."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import DecimalString, Info, Payload
from common.ids import parse_id
from suppliers.graphql.enums import MovementKind, StockStatus
from suppliers.graphql.types import InventoryPosition
from suppliers.services.stock import Count, StockAct, stock_count, stock_move
from suppliers.states import MovementKind as Kind
from suppliers.states import StockStatus as Status


class StockPayload(Payload):
    positions = graphene.List(graphene.NonNull(InventoryPosition), required=True)


class StockMove(DomainMutation):
    """Receive, issue, consume, transfer, block or release stock of my enterprise."""

    permission = P.INVENTORY_WRITE
    Output = StockPayload

    class Arguments:
        kind = MovementKind(required=True)
        site_id = graphene.ID(required=True)
        item_id = graphene.ID(required=True)
        quantity = DecimalString(required=True, description="Above zero, in the item's unit.")
        lot_number = graphene.String()
        stock_status = StockStatus(
            description="Where it is taken from, or received into; absent: unrestricted."
        )
        to_site_id = graphene.ID(description="Of a transfer.")

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, kind: Any, site_id: str, item_id: str, quantity: Any, **given: Any
    ) -> dict[str, Any]:
        status, to_site = given.get("stock_status"), given.get("to_site_id")
        act = StockAct(
            kind=Kind(kind.value),
            site_id=parse_id(site_id),
            item_id=parse_id(item_id),
            quantity=quantity,
            lot_number=given.get("lot_number") or "",
            stock_status=Status(status.value) if status else Status.UNRESTRICTED,
            to_site_id=None if to_site is None else parse_id(to_site),
        )
        return {"positions": stock_move(actor=actor, act=act)}


class CountInput(graphene.InputObjectType):
    """What was found at a place."""

    site_id = graphene.ID(required=True)
    item_id = graphene.ID(required=True)
    quantity = DecimalString(required=True)
    lot_number = graphene.String()
    stock_status = StockStatus()


class StockCount(DomainMutation):
    """Counted stock replaces what the books say; all counts or none."""

    permission = P.INVENTORY_WRITE
    Output = StockPayload

    class Arguments:
        counts = graphene.List(graphene.NonNull(CountInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, counts: Any) -> dict[str, Any]:
        wanted = [
            Count(
                site_id=parse_id(c["site_id"]),
                item_id=parse_id(c["item_id"]),
                quantity=c["quantity"],
                lot_number=c.get("lot_number") or "",
                stock_status=Status(c["stock_status"].value)
                if c.get("stock_status")
                else Status.UNRESTRICTED,
            )
            for c in counts
        ]
        return {"positions": stock_count(actor=actor, counts=wanted)}
