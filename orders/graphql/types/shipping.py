"""Ship notices and goods receipts."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import DateTime, DecimalString, Info
from api.values import UnitQuantity, unit_name
from orders.graphql import loaders
from orders.graphql.acts import AsnAct, asn_acts
from orders.graphql.enums import AsnStatus
from orders.models import AdvanceShipNotice as NoticeRow
from orders.models import AsnLine as LineRow
from orders.models import GoodsReceipt as ReceiptRow
from orders.models import GoodsReceiptLine as ReceiptLineRow
from tenancy.graphql.loaders import SiteByIdLoader
from tenancy.graphql.parties import PartyFields
from tenancy.graphql.types import Site


class AsnLine(graphene.ObjectType):
    """A quantity of one schedule line on a notice, of one lot. `sscc`: GS1 code of its handling unit."""

    id = graphene.ID(required=True)
    asn_id = graphene.ID(required=True)
    asn = graphene.Field("orders.graphql.types.shipping.AdvanceShipNotice", required=True)
    schedule_line_id = graphene.ID(required=True)
    schedule_line = permission_field(
        "orders.graphql.types.schedule_lines.ScheduleLine",
        permission=P.ORDER_READ,
        refuses=True,
        required=True,
    )
    order_id = graphene.ID(required=True)
    order_number = graphene.String(required=True)
    schedule_line_label = graphene.String(required=True)
    item_number = graphene.String(required=True)
    item_name = graphene.String(required=True)
    item_name_en = graphene.String(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    quantity = DecimalString(required=True)
    lot_number = graphene.String(required=True)
    package_count = graphene.Int(required=True)
    sscc = graphene.String(required=True)

    @staticmethod
    def resolve_asn(row: LineRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.NoticeByIdLoader).load(row.asn_id)

    @staticmethod
    def resolve_schedule_line(row: LineRow, info: Info) -> Any:
        return row.schedule_line

    @staticmethod
    def resolve_order_number(row: LineRow, info: Info) -> str:
        return str(row.schedule_line.order_number)

    @staticmethod
    def resolve_schedule_line_label(row: LineRow, info: Info) -> str:
        return str(row.schedule_line.label)

    @staticmethod
    def resolve_item_number(row: LineRow, info: Info) -> str:
        return str(row.line.item_number)

    @staticmethod
    def resolve_item_name(row: LineRow, info: Info) -> str:
        return str(row.line.item_name)

    @staticmethod
    def resolve_item_name_en(row: LineRow, info: Info) -> str:
        return str(row.line.item_name_en)

    @staticmethod
    def resolve_unit(row: LineRow, info: Info) -> str:
        return str(row.line.unit)

    @staticmethod
    def resolve_unit_name(row: LineRow, info: Info) -> str:
        return unit_name(row.line.unit)


class AdvanceShipNotice(PartyFields, graphene.ObjectType):
    """Despatch advice (发货通知); the buyer sees it once it has departed."""

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    version = graphene.Int(required=True)
    status = AsnStatus(required=True)
    ship_to = graphene.Field(Site, required=True)
    vehicle_plate = graphene.String(required=True)
    carrier_name = graphene.String(required=True)
    departed_at = DateTime()
    estimated_arrival_at = DateTime()
    arrived_at = DateTime()
    created_at = DateTime(required=True)
    lines = graphene.List(graphene.NonNull(AsnLine), required=True)
    line_count = graphene.Int(required=True)
    package_count = graphene.Int(required=True)
    quantities = graphene.List(graphene.NonNull(UnitQuantity), required=True)
    order_numbers = graphene.List(graphene.NonNull(graphene.String), required=True)
    receipt = permission_field(
        "orders.graphql.types.shipping.GoodsReceipt",
        permission=P.RECEIPT_READ,
        description="Null before it is posted.",
    )
    allowed_acts = graphene.List(graphene.NonNull(AsnAct), required=True)

    @staticmethod
    def resolve_ship_to(row: NoticeRow, info: Info) -> Any:
        return info.context.loaders.get(SiteByIdLoader).load(row.ship_to_site_id)

    @staticmethod
    def resolve_lines(row: NoticeRow, info: Info) -> Any:
        return _lines(row, info)

    @staticmethod
    def resolve_line_count(row: NoticeRow, info: Info) -> Any:
        return _lines(row, info).then(len)

    @staticmethod
    def resolve_package_count(row: NoticeRow, info: Info) -> Any:
        return _lines(row, info).then(lambda lines: sum(line.package_count for line in lines))

    @staticmethod
    def resolve_quantities(row: NoticeRow, info: Info) -> Any:
        return _lines(row, info).then(_by_unit)

    @staticmethod
    def resolve_order_numbers(row: NoticeRow, info: Info) -> Any:
        return _lines(row, info).then(
            lambda found: sorted({line.schedule_line.order_number for line in found})
        )

    @staticmethod
    def resolve_receipt(row: NoticeRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.ReceiptByNoticeLoader).load(row.id)

    @staticmethod
    def resolve_allowed_acts(row: NoticeRow, info: Info) -> Any:
        return asn_acts(info.context.actor, row)


def _lines(row: NoticeRow, info: Info) -> Any:
    return info.context.loaders.get(loaders.AsnLinesByNoticeLoader).load(row.id)


def _by_unit(lines: list[LineRow]) -> list[dict[str, Any]]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.schedule_line.unit] += line.quantity
    return [
        {"unit": unit, "unit_name": unit_name(unit), "quantity": quantity} for unit, quantity in sums.items()
    ]


class GoodsReceiptLine(graphene.ObjectType):
    """One lot as counted: accepted + short + damaged + rejected = shipped + over."""

    id = graphene.ID(required=True)
    asn_line = permission_field(AsnLine, permission=P.ASN_READ, refuses=True, required=True)
    lot_number = graphene.String(required=True)
    shipped_quantity = DecimalString(required=True)
    accepted_quantity = DecimalString(required=True)
    short_quantity = DecimalString(required=True)
    over_quantity = DecimalString(required=True)
    damaged_quantity = DecimalString(required=True)
    rejected_quantity = DecimalString(required=True)
    note = graphene.String(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)

    @staticmethod
    def resolve_asn_line(row: ReceiptLineRow, info: Info) -> Any:
        return _asn_line(row, info)

    @staticmethod
    def resolve_unit(row: ReceiptLineRow, info: Info) -> Any:
        return _asn_line(row, info).then(lambda found: found.line.unit)

    @staticmethod
    def resolve_unit_name(row: ReceiptLineRow, info: Info) -> Any:
        return _asn_line(row, info).then(lambda found: unit_name(found.line.unit))


def _asn_line(row: ReceiptLineRow, info: Info) -> Any:
    return info.context.loaders.get(loaders.AsnLineByIdLoader).load(row.asn_line_id)


class GoodsReceipt(PartyFields, graphene.ObjectType):
    """The buyer's booked arrival of one ship notice."""

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    version = graphene.Int(required=True)
    posted_at = DateTime(required=True)
    received_by_name = graphene.String(required=True)
    site = graphene.Field(Site, required=True)
    asn = permission_field(AdvanceShipNotice, permission=P.ASN_READ, refuses=True, required=True)
    lines = graphene.List(graphene.NonNull(GoodsReceiptLine), required=True)
    has_difference = graphene.Boolean(required=True)

    @staticmethod
    def resolve_site(row: ReceiptRow, info: Info) -> Any:
        return info.context.loaders.get(SiteByIdLoader).load(row.site_id)

    @staticmethod
    def resolve_asn(row: ReceiptRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.NoticeByIdLoader).load(row.asn_id)

    @staticmethod
    def resolve_lines(row: ReceiptRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.ReceiptLinesByReceiptLoader).load(row.id)
