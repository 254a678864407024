"""Ship notices and goods receipts."""

from datetime import datetime
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.ids import sought_id
from api.mutation import DomainMutation
from api.types import DateTime, Info, Payload
from common.ids import parse_id
from orders.graphql import inputs
from orders.graphql.types.shipping import AdvanceShipNotice, GoodsReceipt
from orders.services import receipts, shipping


class AsnPayload(Payload):
    asn = graphene.Field(AdvanceShipNotice)


class AsnCreate(DomainMutation):
    """Plan a ship notice of one partnership to one place; the buyer sees it once it departs."""

    permission = P.ASN_WRITE
    Output = AsnPayload

    class Arguments:
        partnership_id = graphene.ID(required=True)
        ship_to_site_id = graphene.ID(required=True)
        lines = graphene.List(graphene.NonNull(inputs.AsnLineInput), required=True)
        vehicle_plate = graphene.String()
        carrier_name = graphene.String()
        estimated_arrival_at = DateTime()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, partnership_id: str, ship_to_site_id: str, lines: Any,
        vehicle_plate: str | None = None, carrier_name: str | None = None,
        estimated_arrival_at: datetime | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        asn = shipping.asn_create(
            actor=actor,
            partnership_id=parse_id(partnership_id),
            ship_to_site_id=sought_id(ship_to_site_id),
            lines=[inputs.packed_line(line) for line in lines],
            vehicle_plate=vehicle_plate or "",
            carrier_name=carrier_name or "",
            estimated_arrival_at=estimated_arrival_at,
        )
        return {"asn": asn}


class AsnDepart(DomainMutation):
    """The goods leave; now the buyer sees the notice."""

    permission = P.ASN_WRITE
    Output = AsnPayload

    class Arguments:
        asn_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        vehicle_plate = graphene.String()
        carrier_name = graphene.String()
        estimated_arrival_at = DateTime()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, asn_id: str, version: int, vehicle_plate: str | None = None,
        carrier_name: str | None = None, estimated_arrival_at: datetime | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        asn = shipping.asn_depart(
            actor=actor,
            asn_id=parse_id(asn_id),
            version=version,
            vehicle_plate=vehicle_plate,
            carrier_name=carrier_name,
            estimated_arrival_at=estimated_arrival_at,
        )
        return {"asn": asn}


class _NoticeStep(DomainMutation):
    """An act on one ship notice at the version seen."""

    permission = P.ASN_WRITE
    Output = AsnPayload

    class Arguments:
        asn_id = graphene.ID(required=True)
        version = graphene.Int(required=True)


class AsnPack(_NoticeStep):
    """The goods of a planned notice are packed."""

    permission = P.ASN_WRITE

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, asn_id: str, version: int) -> dict[str, Any]:
        return {"asn": shipping.asn_pack(actor=actor, asn_id=parse_id(asn_id), version=version)}


class AsnArrive(_NoticeStep):
    """The buyer says the vehicle is here."""

    permission = P.RECEIPT_WRITE

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, asn_id: str, version: int) -> dict[str, Any]:
        return {"asn": shipping.asn_arrive(actor=actor, asn_id=parse_id(asn_id), version=version)}


class AsnCancel(DomainMutation):
    """Give up a notice that has not left."""

    permission = P.ASN_WRITE
    Output = AsnPayload

    class Arguments:
        asn_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        note = graphene.String()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, asn_id: str, version: int, note: str | None = None
    ) -> dict[str, Any]:
        asn = shipping.asn_cancel(actor=actor, asn_id=parse_id(asn_id), version=version, note=note or "")
        return {"asn": asn}


class GoodsReceiptPayload(Payload):
    receipt = graphene.Field(GoodsReceipt)


class GoodsReceiptPost(DomainMutation):
    """Book what was counted of a ship notice: on the order, in the ledger and in stock."""

    permission = P.RECEIPT_WRITE
    Output = GoodsReceiptPayload

    class Arguments:
        asn_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        lines = graphene.List(graphene.NonNull(inputs.ReceiptLineInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, asn_id: str, version: int, lines: Any) -> dict[str, Any]:
        receipt = receipts.goods_receipt_post(
            actor=actor,
            asn_id=parse_id(asn_id),
            version=version,
            lines=[inputs.counted_line(line) for line in lines],
        )
        return {"receipt": receipt}
