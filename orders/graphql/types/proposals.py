"""Types of change proposals and unsent answers."""

from datetime import date
from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import Date, DateTime, DecimalString
from orders.graphql.enums import AnswerKind, ProposalStatus, ReasonCode
from orders.graphql.loaders import ScheduleLineByIdLoader
from orders.models import AnswerDraft as AnswerDraftRow
from orders.models import ChangeProposal as ChangeProposalRow
from orders.states import ProposalStatus as Status
from orders.states import Side
from tenancy.graphql.parties import PartySide, is_buyer


class ChangeProposal(graphene.ObjectType):
    """What one side would like to be different on a schedule line; the other side decides."""

    id = graphene.ID(required=True)
    schedule_line_id = graphene.ID(required=True)
    schedule_line = graphene.Field("orders.graphql.types.schedule_lines.ScheduleLine", required=True)
    side = PartySide(required=True, description="The side that proposes.")
    status = ProposalStatus(required=True)
    is_cancellation = graphene.Boolean(required=True, description="It asks to cancel what is not shipped.")
    old_quantity = DecimalString(required=True)
    new_quantity = DecimalString(required=True)
    old_date = Date(required=True)
    new_date = Date(required=True)
    old_price = permission_field(DecimalString, permission=P.PRICE_READ)
    new_price = permission_field(DecimalString, permission=P.PRICE_READ)
    date_shift_days = graphene.Int(required=True, description="newDate − oldDate.")
    reason_code = ReasonCode()
    note = graphene.String(required=True)
    already_made_quantity = DecimalString()
    decide_by = DateTime(required=True)
    default_outcome = graphene.Field(
        "suppliers.graphql.enums.DefaultOutcome",
        required=True,
        description="What holds when nobody decides in time.",
    )
    is_mine_to_decide = graphene.Boolean(required=True)
    created_at = DateTime(required=True)
    arrived_at = DateTime(description="When the other side opened it.")
    proposed_by_name = graphene.String(required=True)
    decided_at = DateTime()
    decided_by_name = graphene.String(required=True)

    @staticmethod
    def resolve_schedule_line(row: ChangeProposalRow, info: Any) -> Any:
        return info.context.loaders.get(ScheduleLineByIdLoader).load(row.schedule_line_id)

    @staticmethod
    def resolve_date_shift_days(row: ChangeProposalRow, info: Any) -> int:
        return (row.new_date - row.old_date).days

    @staticmethod
    def resolve_reason_code(row: ChangeProposalRow, info: Any) -> str | None:
        return row.reason_code or None

    @staticmethod
    def resolve_is_mine_to_decide(row: ChangeProposalRow, info: Any) -> bool:
        mine = Side.BUYER if is_buyer(info.context.actor, row) else Side.SUPPLIER
        return row.status == Status.OPEN.value and row.side != mine.value


class DraftPart(graphene.ObjectType):
    """One part of a split that was not sent yet."""

    quantity = DecimalString(required=True)
    date = Date(required=True)


class AnswerDraft(graphene.ObjectType):
    """An answer the supplier saved but has not given; the buyer never sees it."""

    kind = AnswerKind(required=True)
    parts = graphene.List(graphene.NonNull(DraftPart), required=True)
    quantity = DecimalString()
    date = Date()
    price = permission_field(DecimalString, permission=P.PRICE_READ)
    reason_code = ReasonCode()
    note = graphene.String(required=True)
    saved_at = DateTime(required=True)


def draft_of(row: AnswerDraftRow | None) -> dict[str, Any] | None:
    """A kept answer as it can be shown; the screen wrote its content."""
    if row is None:
        return None
    kept = row.content
    parts = [
        {"quantity": part["quantity"], "date": date.fromisoformat(part["date"])} for part in kept["parts"]
    ]
    day = kept.get("date")
    return {
        "kind": kept["kind"],
        "parts": parts,
        "quantity": kept.get("quantity"),
        "date": date.fromisoformat(day) if day else None,
        "price": kept.get("price"),
        "reason_code": kept.get("reason_code") or None,
        "note": kept.get("note") or "",
        "saved_at": row.saved_at,
    }
