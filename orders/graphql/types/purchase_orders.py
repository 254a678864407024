"""The order and its lines."""

from decimal import Decimal
from typing import Any

import graphene

from accounts.permissions import P
from api.children import ChildConnection
from api.fields import may, permission_field
from api.types import Date, DateTime, DecimalString, Info
from api.values import Indicator, unit_name
from common.money import round_money
from orders.graphql import loaders
from orders.graphql.acts import PurchaseOrderAct, order_acts
from orders.graphql.enums import OrderSource, ScheduleLineStatus
from orders.graphql.types.changes import OrderChange
from orders.graphql.types.figures import FIRST_PROMISE, indicator
from orders.graphql.types.ledger import LedgerEntry
from orders.graphql.types.schedule_lines import ScheduleLine
from orders.graphql.types.shipping import AdvanceShipNotice, GoodsReceipt
from orders.graphql.types.totals import UnitTotals, unit_totals
from orders.models import PurchaseOrder as OrderRow
from orders.models import PurchaseOrderLine as LineRow
from tenancy.graphql.loaders import SiteByIdLoader
from tenancy.graphql.parties import PartyFields, is_buyer
from tenancy.graphql.types import Site


def schedule_lines_of(order_id: Any, info: Info) -> Any:
    """All schedule lines of an order, to come."""
    return info.context.loaders.get(loaders.ScheduleLinesByOrderLoader).load(order_id)


class PurchaseOrderLine(graphene.ObjectType):
    """One item of an order. Names and unit are copied: the supplier cannot read the buyer's item."""

    id = graphene.ID(required=True)
    number = graphene.Int(required=True)
    item_id = graphene.ID(description="Null when I may not read the buyer's item.")
    item = permission_field("suppliers.graphql.types.Item", permission=P.ITEM_READ)
    item_number = graphene.String(required=True)
    item_name = graphene.String(required=True)
    item_name_en = graphene.String(required=True)
    supplier_item_number = graphene.String(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    ordered_quantity = DecimalString(required=True)
    confirmed_quantity = DecimalString(required=True)
    backordered_quantity = DecimalString(required=True)
    open_quantity = DecimalString(required=True)
    rejected_quantity = DecimalString(required=True)
    cancelled_quantity = DecimalString(required=True)
    unit_price = permission_field(DecimalString, permission=P.PRICE_READ)
    amount = permission_field(DecimalString, permission=P.PRICE_READ)
    status = ScheduleLineStatus(required=True)
    schedule_lines = graphene.List(graphene.NonNull(ScheduleLine), required=True)

    @staticmethod
    def resolve_item_id(row: LineRow, info: Info) -> Any:
        return row.item_id if is_buyer(info.context.actor, row) else None

    @staticmethod
    def resolve_item(row: LineRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.ItemByIdLoader).load(row.item_id)

    @staticmethod
    def resolve_unit_name(row: LineRow, info: Info) -> str:
        return unit_name(row.unit)

    @staticmethod
    def resolve_schedule_lines(row: LineRow, info: Info) -> Any:
        return schedule_lines_of(row.order_id, info).then(
            lambda lines: [x for x in lines if x.line_id == row.id]
        )

    @staticmethod
    def resolve_confirmed_quantity(row: LineRow, info: Info) -> Any:
        return _sum(row, info, "confirmed_quantity")

    @staticmethod
    def resolve_backordered_quantity(row: LineRow, info: Info) -> Any:
        return _sum(row, info, "backordered_quantity")

    @staticmethod
    def resolve_open_quantity(row: LineRow, info: Info) -> Any:
        return _sum(row, info, "open_quantity")

    @staticmethod
    def resolve_rejected_quantity(row: LineRow, info: Info) -> Any:
        return _sum(row, info, "rejected_quantity")

    @staticmethod
    def resolve_cancelled_quantity(row: LineRow, info: Info) -> Any:
        return _sum(row, info, "cancelled_quantity")


def _sum(row: LineRow, info: Info, name: str) -> Any:
    lines = schedule_lines_of(row.order_id, info)
    return lines.then(lambda found: sum((getattr(x, name) for x in found if x.line_id == row.id), Decimal(0)))


class PrivateNote(graphene.ObjectType):
    """An internal note; the other party never learns that it exists."""

    id = graphene.ID(required=True)
    text = graphene.String(required=True)
    version = graphene.Int(required=True)
    updated_at = DateTime(required=True)
    updated_by_name = graphene.String(required=True)


class OrderFigures:
    """What an order says of itself, summed from its schedule lines."""

    line_count = graphene.Int(required=True)
    schedule_line_count = graphene.Int(required=True)
    amount = permission_field(DecimalString, permission=P.PRICE_READ, description="Without tax.")
    amount_with_tax = permission_field(DecimalString, permission=P.PRICE_READ)
    quantities = graphene.List(
        graphene.NonNull(UnitTotals), required=True, description="Per unit: one order may mix units."
    )
    my_turn_count = graphene.Int(required=True, description="Schedule lines waiting for me.")
    next_due_at = DateTime(description="The first deadline of what waits for me.")
    first_requested_date = Date()
    last_requested_date = Date()
    allowed_acts = graphene.List(graphene.NonNull(PurchaseOrderAct), required=True)

    @staticmethod
    def resolve_line_count(row: OrderRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.LinesByOrderLoader).load(row.id).then(len)

    @staticmethod
    def resolve_schedule_line_count(row: OrderRow, info: Info) -> Any:
        return schedule_lines_of(row.id, info).then(len)

    @staticmethod
    def resolve_amount_with_tax(row: OrderRow, info: Info) -> Decimal:
        return round_money(row.amount * (1 + row.tax_rate / 100), row.currency)

    @staticmethod
    def resolve_quantities(row: OrderRow, info: Info) -> Any:
        return schedule_lines_of(row.id, info).then(unit_totals)

    @staticmethod
    def resolve_my_turn_count(row: OrderRow, info: Info) -> Any:
        return _mine(row, info).then(len)

    @staticmethod
    def resolve_next_due_at(row: OrderRow, info: Info) -> Any:
        return _mine(row, info).then(
            lambda found: min((x.answer_due_at for x in found if x.answer_due_at), default=None)
        )

    @staticmethod
    def resolve_first_requested_date(row: OrderRow, info: Info) -> Any:
        return schedule_lines_of(row.id, info).then(
            lambda x: min((y.requested_date for y in x), default=None)
        )

    @staticmethod
    def resolve_last_requested_date(row: OrderRow, info: Info) -> Any:
        return schedule_lines_of(row.id, info).then(
            lambda x: max((y.requested_date for y in x), default=None)
        )

    @staticmethod
    def resolve_allowed_acts(row: OrderRow, info: Info) -> Any:
        return schedule_lines_of(row.id, info).then(lambda x: order_acts(info.context.actor, row, x))


def _mine(row: OrderRow, info: Info) -> Any:
    """Schedule lines of the order that wait for the reader's side."""
    side = "BUYER" if is_buyer(info.context.actor, row) else "SUPPLIER"
    return schedule_lines_of(row.id, info).then(lambda found: [x for x in found if x.turn == side])


class PurchaseOrder(PartyFields, OrderFigures, graphene.ObjectType):
    """A buyer's order to a supplier; invisible to the supplier until sent."""

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    version = graphene.Int(required=True)
    status = ScheduleLineStatus(required=True)
    partnership = permission_field(
        "suppliers.graphql.types.Partnership", permission=P.PARTNERSHIP_READ, refuses=True, required=True
    )
    currency = graphene.String(required=True)
    tax_rate = DecimalString(required=True, description="Percent.")
    payment_terms = graphene.String(required=True)
    incoterm = graphene.String(required=True)
    ship_to = graphene.Field(Site, required=True)
    sent_at = DateTime(description="Null while draft.")
    acknowledge_by = DateTime()
    external_reference = graphene.String(required=True)
    source = OrderSource(required=True)
    is_consigned = graphene.Boolean(
        required=True, description="Received goods stay the supplier's until consumed."
    )
    note = graphene.String(required=True)
    created_by_name = graphene.String(required=True)
    created_at = DateTime(required=True)
    updated_at = DateTime(required=True)
    lines = graphene.List(graphene.NonNull(PurchaseOrderLine), required=True)
    first_promise_kept = graphene.Field(
        Indicator, required=True, description="Of this order: schedule lines that kept their promise in full."
    )
    asns = graphene.List(
        graphene.NonNull(AdvanceShipNotice), required=True, description="Empty without ASN_READ."
    )
    receipts = graphene.List(
        graphene.NonNull(GoodsReceipt), required=True, description="Empty without RECEIPT_READ."
    )
    ledger = ChildConnection(
        LedgerEntry,
        pages=loaders.LedgerPagesLoader,
        permission=P.ORDER_READ,
        description="Of all schedule lines, newest first.",
    )
    activity = ChildConnection(
        OrderChange,
        pages=loaders.ActivityPagesLoader,
        permission=P.ORDER_READ,
        description="What happened, as my enterprise heard of it, newest first.",
    )
    private_note = graphene.Field(PrivateNote, description="Only my enterprise ever sees it.")

    @staticmethod
    def resolve_partnership(row: OrderRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.PartnershipByIdLoader).load(row.partnership_id)

    @staticmethod
    def resolve_ship_to(row: OrderRow, info: Info) -> Any:
        return info.context.loaders.get(SiteByIdLoader).load(row.ship_to_site_id)

    @staticmethod
    def resolve_updated_at(row: OrderRow, info: Info) -> Any:
        return row.changed_at

    @staticmethod
    def resolve_lines(row: OrderRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.LinesByOrderLoader).load(row.id)

    @staticmethod
    def resolve_first_promise_kept(row: OrderRow, info: Info) -> Any:
        found = info.context.loaders.get(loaders.FirstPromiseByOrderLoader).load(row.id)
        return found.then(lambda figure: indicator(figure, FIRST_PROMISE))

    @staticmethod
    def resolve_asns(row: OrderRow, info: Info) -> Any:
        if not may(info.context, P.ASN_READ):
            return []
        return info.context.loaders.get(loaders.NoticesByOrderLoader).load(row.id)

    @staticmethod
    def resolve_receipts(row: OrderRow, info: Info) -> Any:
        if not may(info.context, P.RECEIPT_READ):
            return []
        return info.context.loaders.get(loaders.ReceiptsByOrderLoader).load(row.id)

    @staticmethod
    def resolve_private_note(row: OrderRow, info: Info) -> Any:
        return info.context.loaders.get(loaders.PrivateNoteByOrderLoader).load(row.id)
