"""The schedule line: one row of the order book."""

from typing import Any

import graphene

from accounts.permissions import P
from api.fields import may, permission_field
from api.types import Date, DateTime, DecimalString, Info
from api.values import unit_name
from common.clock import now
from orders.graphql import loaders
from orders.graphql.acts import ScheduleLineAct, schedule_line_acts
from orders.graphql.enums import LedgerKind, ReasonCode, ScheduleLineStatus
from orders.graphql.types.ledger import LedgerEntry, Slippage, slippage
from orders.graphql.types.proposals import AnswerDraft, ChangeProposal, draft_of
from orders.models import ScheduleLine as Row
from orders.selectors import is_late
from tenancy.graphql.parties import PartyFields, PartySide, is_buyer


class ScheduleLineQuantities:
    """Quantities of a schedule line in its unit."""

    requested_quantity = DecimalString(required=True, description="What the buyer first asked for.")
    ordered_quantity = DecimalString(required=True, description="What is agreed now.")
    confirmed_quantity = DecimalString(required=True)
    backordered_quantity = DecimalString(required=True)
    rejected_quantity = DecimalString(required=True)
    cancelled_quantity = DecimalString(required=True)
    open_quantity = DecimalString(
        required=True, description="ordered − confirmed − backordered − rejected − cancelled."
    )
    shipped_quantity = DecimalString(required=True)
    in_transit_quantity = DecimalString(required=True)
    received_quantity = DecimalString(required=True)
    short_quantity = DecimalString(required=True, description="Shipped but not arrived, as counted.")
    refused_quantity = DecimalString(required=True, description="Arrived damaged or rejected.")
    over_quantity = DecimalString(required=True)


class ScheduleLineTexts:
    """What the line is called; copied or read from its order line."""

    order_id = graphene.ID(required=True)
    order_number = graphene.String(required=True)
    item_number = graphene.String(required=True)
    item_name = graphene.String(required=True)
    item_name_en = graphene.String(required=True)
    supplier_item_number = graphene.String(required=True)
    unit = graphene.String(required=True, description="UN/ECE Rec 20 code.")
    unit_name = graphene.String(required=True)
    currency = graphene.String(required=True)

    @staticmethod
    def resolve_item_name(row: Row, info: Info) -> Any:
        return _line(row, info).then(lambda line: line.item_name)

    @staticmethod
    def resolve_item_name_en(row: Row, info: Info) -> Any:
        return _line(row, info).then(lambda line: line.item_name_en)

    @staticmethod
    def resolve_supplier_item_number(row: Row, info: Info) -> Any:
        return _line(row, info).then(lambda line: line.supplier_item_number)

    @staticmethod
    def resolve_unit_name(row: Row, info: Info) -> str:
        return unit_name(row.unit)

    @staticmethod
    def resolve_currency(row: Row, info: Info) -> Any:
        order = info.context.loaders.get(loaders.OrderByIdLoader).load(row.order_id)
        return order.then(lambda found: found.currency)


def _line(row: Row, info: Info) -> Any:
    return info.context.loaders.get(loaders.LineByIdLoader).load(row.line_id)


class ScheduleLineTurn:
    """Who must act next, and until when."""

    turn = PartySide(description="Who must act next; null: nobody.")
    is_my_turn = graphene.Boolean(required=True)
    answer_due_at = DateTime()
    is_answer_overdue = graphene.Boolean(required=True)
    allowed_acts = graphene.List(
        graphene.NonNull(ScheduleLineAct), required=True, description="State × side × my rights."
    )

    @staticmethod
    def resolve_turn(row: Row, info: Info) -> str | None:
        return row.turn or None

    @staticmethod
    def resolve_is_my_turn(row: Row, info: Info) -> bool:
        return bool(row.turn) and (row.turn == "BUYER") == is_buyer(info.context.actor, row)

    @staticmethod
    def resolve_is_answer_overdue(row: Row, info: Info) -> bool:
        return bool(row.turn) and row.answer_due_at is not None and row.answer_due_at < now()

    @staticmethod
    def resolve_allowed_acts(row: Row, info: Info) -> Any:
        proposal = info.context.loaders.get(loaders.OpenProposalByScheduleLineLoader).load(row.id)
        return proposal.then(lambda found: schedule_line_acts(info.context.actor, row, found))


class ScheduleLineParts:
    """What hangs on a schedule line."""

    order = graphene.Field("orders.graphql.types.purchase_orders.PurchaseOrder", required=True)
    line = graphene.Field("orders.graphql.types.purchase_orders.PurchaseOrderLine", required=True)
    open_proposal = graphene.Field(ChangeProposal)
    proposals = graphene.List(graphene.NonNull(ChangeProposal), required=True, description="Newest first.")
    ledger = graphene.List(graphene.NonNull(LedgerEntry), required=True, description="As written.")
    slippage = graphene.Field(Slippage, required=True)
    shippable_quantity = DecimalString(
        required=True, description="Most that may still be put on ship notices, tolerance included."
    )
    shipments = graphene.List(
        graphene.NonNull("orders.graphql.types.shipping.AsnLine"),
        required=True,
        description="Empty without ASN_READ.",
    )
    answer_draft = graphene.Field(AnswerDraft, description="The acting supplier's saved but unsent answer.")

    @staticmethod
    def resolve_order(row: Row, info: Info) -> Any:
        return info.context.loaders.get(loaders.OrderByIdLoader).load(row.order_id)

    @staticmethod
    def resolve_line(row: Row, info: Info) -> Any:
        return _line(row, info)

    @staticmethod
    def resolve_open_proposal(row: Row, info: Info) -> Any:
        return info.context.loaders.get(loaders.OpenProposalByScheduleLineLoader).load(row.id)

    @staticmethod
    def resolve_proposals(row: Row, info: Info) -> Any:
        return info.context.loaders.get(loaders.ProposalsByScheduleLineLoader).load(row.id)

    @staticmethod
    def resolve_ledger(row: Row, info: Info) -> Any:
        return info.context.loaders.get(loaders.LedgerByScheduleLineLoader).load(row.id)

    @staticmethod
    def resolve_slippage(row: Row, info: Info) -> Any:
        proposal = info.context.loaders.get(loaders.OpenProposalByScheduleLineLoader).load(row.id)
        ledger = info.context.loaders.get(loaders.LedgerByScheduleLineLoader).load(row.id)
        return ledger.then(lambda entries: proposal.then(lambda found: slippage(row, entries, found)))

    @staticmethod
    def resolve_shippable_quantity(row: Row, info: Info) -> Any:
        return info.context.loaders.get(loaders.ShippableByScheduleLineLoader).load(row.id)

    @staticmethod
    def resolve_shipments(row: Row, info: Info) -> Any:
        if not may(info.context, P.ASN_READ):
            return []
        return info.context.loaders.get(loaders.AsnLinesByScheduleLineLoader).load(row.id)

    @staticmethod
    def resolve_answer_draft(row: Row, info: Info) -> Any:
        draft = info.context.loaders.get(loaders.AnswerDraftByScheduleLineLoader).load(row.id)
        return draft.then(draft_of)


class ScheduleLine(
    PartyFields,
    ScheduleLineTexts,
    ScheduleLineQuantities,
    ScheduleLineTurn,
    ScheduleLineParts,
    graphene.ObjectType,
):
    """A quantity of an order line for one day: one row of the order book."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    number = graphene.Int(required=True, description="Within its line: the 2 of 10.2.")
    line_number = graphene.Int(required=True, description="Of its line: the 10 of 10.2.")
    label = graphene.String(required=True, description="10.2")
    split_from_id = graphene.ID()
    status = ScheduleLineStatus(required=True)
    requested_date = Date(required=True)
    promised_date = Date(description="The day promised now; null: none.")
    first_promised_date = Date(description="Never overwritten.")
    deviation_days = graphene.Int(description="promised − requested; null: none promised. Positive is late.")
    is_late = graphene.Boolean(
        required=True,
        description="The promised (else the requested) day is past and goods have not all been shipped.",
    )
    reason_code = ReasonCode()
    production_percent = graphene.Int(description="Of the last report; null before the first.")
    unit_price = permission_field(DecimalString, permission=P.PRICE_READ)
    amount = permission_field(DecimalString, permission=P.PRICE_READ)
    last_act = LedgerKind(description="Kind of the last ledger entry.")
    last_act_at = DateTime()
    last_act_side = PartySide()

    @staticmethod
    def resolve_promised_date(row: Row, info: Info) -> Any:
        return row.confirmed_date

    @staticmethod
    def resolve_deviation_days(row: Row, info: Info) -> int | None:
        return None if row.confirmed_date is None else (row.confirmed_date - row.requested_date).days

    @staticmethod
    def resolve_is_late(row: Row, info: Info) -> bool:
        return is_late(row)

    @staticmethod
    def resolve_reason_code(row: Row, info: Info) -> str | None:
        return row.reason_code or None

    @staticmethod
    def resolve_last_act(row: Row, info: Info) -> str | None:
        return row.last_act or None

    @staticmethod
    def resolve_last_act_side(row: Row, info: Info) -> str | None:
        return row.last_act_side or None
