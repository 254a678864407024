"""Acts on orders as a whole."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Info, Payload
from common.ids import parse_id
from orders.graphql.inputs import NewLineInput, new_lines
from orders.graphql.types.purchase_orders import PrivateNote, PurchaseOrder
from orders.services import notes, purchase_orders


class PurchaseOrderPayload(Payload):
    order = graphene.Field(PurchaseOrder)


class PurchaseOrderCreate(DomainMutation):
    """A draft order; the supplier sees nothing of it before it is sent."""

    permission = P.ORDER_WRITE
    Output = PurchaseOrderPayload

    class Arguments:
        partnership_id = graphene.ID(required=True)
        ship_to_site_id = graphene.ID(required=True)
        lines = graphene.List(graphene.NonNull(NewLineInput), required=True)
        number = graphene.String(description="Absent: the next of my own series.")
        note = graphene.String()
        external_reference = graphene.String()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, partnership_id: str, ship_to_site_id: str, lines: Any,
        number: str | None = None, note: str | None = None, external_reference: str | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        order = purchase_orders.purchase_order_create(
            actor=actor,
            partnership_id=parse_id(partnership_id),
            ship_to_site_id=parse_id(ship_to_site_id),
            lines=new_lines(lines),
            number=number,
            note=note or "",
            external_reference=external_reference or "",
        )
        return {"order": order}


class PurchaseOrderUpdateDraft(DomainMutation):
    """Change a draft; given lines replace all lines."""

    permission = P.ORDER_WRITE
    Output = PurchaseOrderPayload

    class Arguments:
        order_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        ship_to_site_id = graphene.ID()
        lines = graphene.List(graphene.NonNull(NewLineInput))
        note = graphene.String()
        external_reference = graphene.String()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, order_id: str, version: int, ship_to_site_id: str | None = None,
        lines: Any = None, note: str | None = None, external_reference: str | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        order = purchase_orders.purchase_order_update_draft(
            actor=actor,
            order_id=parse_id(order_id),
            version=version,
            ship_to_site_id=None if ship_to_site_id is None else parse_id(ship_to_site_id),
            lines=None if lines is None else new_lines(lines),
            note=note,
            external_reference=external_reference,
        )
        return {"order": order}


class _OrderStep(DomainMutation):
    """An act on one order at the version seen."""

    permission = P.ORDER_SEND
    Output = PurchaseOrderPayload

    class Arguments:
        order_id = graphene.ID(required=True)
        version = graphene.Int(required=True)


class PurchaseOrderSend(_OrderStep):
    """Send a draft to its supplier."""

    permission = P.ORDER_SEND

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, order_id: str, version: int) -> dict[str, Any]:
        order = purchase_orders.purchase_order_send(actor=actor, order_id=parse_id(order_id), version=version)
        return {"order": order}


class PurchaseOrderDiscard(_OrderStep):
    """Give up a draft; it stays, cancelled, with its number."""

    permission = P.ORDER_WRITE

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, order_id: str, version: int) -> dict[str, Any]:
        order = purchase_orders.purchase_order_discard(
            actor=actor, order_id=parse_id(order_id), version=version
        )
        return {"order": order}


class PurchaseOrderMarkSeen(DomainMutation):
    """The supplier opened the order."""

    permission = P.ORDER_READ
    Output = PurchaseOrderPayload

    class Arguments:
        order_id = graphene.ID(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, order_id: str) -> dict[str, Any]:
        return {"order": purchase_orders.purchase_order_mark_seen(actor=actor, order_id=parse_id(order_id))}


class PrivateNotePayload(Payload):
    note = graphene.Field(PrivateNote)


class PrivateNoteSave(DomainMutation):
    """Write my enterprise's own note on an order; empty text removes what was written."""

    permission = P.ORDER_READ
    Output = PrivateNotePayload

    class Arguments:
        order_id = graphene.ID(required=True)
        text = graphene.String(required=True)
        version = graphene.Int(description="Of the note as seen; absent for the first.")

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, order_id: str, text: str, version: int | None = None
    ) -> dict[str, Any]:
        note = notes.private_note_save(actor=actor, order_id=parse_id(order_id), text=text, version=version)
        return {"note": note}
