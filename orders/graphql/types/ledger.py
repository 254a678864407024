"""Types of the promise ledger and of what is reckoned from it."""

from collections.abc import Sequence
from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import Date, DateTime, DecimalString
from orders.graphql.enums import Cause, LedgerKind, ReasonCode
from orders.graphql.loaders import ScheduleLineByIdLoader
from orders.models import ChangeProposal, PromiseEntry, ScheduleLine
from orders.selectors import as_fact, slippage_of
from tenancy.graphql.parties import PartySide


class LedgerEntry(graphene.ObjectType):
    """Append-only entry of the promise ledger."""

    id = graphene.ID(required=True)
    sequence = graphene.Int(required=True, description="From 1 within the schedule line.")
    schedule_line_id = graphene.ID(required=True)
    schedule_line_label = graphene.String(required=True)
    kind = LedgerKind(required=True)
    side = PartySide(required=True)
    actor_name = graphene.String(required=True)
    old_quantity = DecimalString()
    new_quantity = DecimalString()
    old_date = Date()
    new_date = Date()
    old_price = permission_field(DecimalString, permission=P.PRICE_READ)
    new_price = permission_field(DecimalString, permission=P.PRICE_READ)
    reason_code = ReasonCode()
    cause = Cause()
    note = graphene.String(required=True)
    occurred_at = DateTime(required=True)
    shift_days = graphene.Int(description="newDate − oldDate; null where no date moved.")

    @staticmethod
    def resolve_schedule_line_label(row: PromiseEntry, info: Any) -> Any:
        line = info.context.loaders.get(ScheduleLineByIdLoader).load(row.schedule_line_id)
        return line.then(lambda found: found.label)

    @staticmethod
    def resolve_reason_code(row: PromiseEntry, info: Any) -> str | None:
        return row.reason_code or None

    @staticmethod
    def resolve_cause(row: PromiseEntry, info: Any) -> str | None:
        return row.cause or None

    @staticmethod
    def resolve_shift_days(row: PromiseEntry, info: Any) -> int | None:
        if row.old_date is None or row.new_date is None or row.old_date == row.new_date:
            return None
        return (row.new_date - row.old_date).days


class CauseDays(graphene.ObjectType):
    """Days a promise moved, charged to one side."""

    cause = Cause(required=True)
    days = graphene.Int(required=True)


class Slippage(graphene.ObjectType):
    """How far the promise moved since the first one, by who caused it."""

    first_promised_date = Date()
    current_date = Date()
    total_days = graphene.Int(required=True)
    by_cause = graphene.List(graphene.NonNull(CauseDays), required=True)
    pending_days = graphene.Int(
        required=True, description="Extra days of the open proposal, not counted yet."
    )


def slippage(
    line: ScheduleLine, entries: Sequence[PromiseEntry], proposal: ChangeProposal | None
) -> dict[str, Any]:
    """The slippage of a line from its ledger entries, oldest first, and its open proposal."""
    told = slippage_of([as_fact(entry) for entry in entries])
    pending = 0
    if proposal is not None and not proposal.is_cancellation:
        pending = (proposal.new_date - (line.confirmed_date or proposal.old_date)).days
    return {
        "first_promised_date": told.first_promised_date,
        "current_date": told.current_date,
        "total_days": told.total_days,
        "by_cause": [{"cause": cause, "days": days} for cause, days in told.by_cause.items()],
        "pending_days": pending,
    }
