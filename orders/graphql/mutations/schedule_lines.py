"""The buyer's later acts on schedule lines, reminders, and the supplier's reports."""

from collections.abc import Sequence
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.ids import sought_ids
from api.mutation import DomainMutation
from api.types import Date, DecimalString, DomainErrorType, Info, Payload
from common.ids import parse_id
from orders.graphql import inputs
from orders.graphql.enums import ReasonCode
from orders.graphql.types.schedule_lines import ScheduleLine
from orders.services import changes, production
from orders.services.reminders import schedule_lines_remind


class SchedulePayload(Payload):
    schedule_line = graphene.Field(ScheduleLine)


class LineOutcome(graphene.Enum):
    """What became of one schedule line. PROPOSED: the supplier decides."""

    CANCELLED = "CANCELLED"
    PROPOSED = "PROPOSED"
    INSPECTED = "INSPECTED"
    SETTLED = "SETTLED"
    CLOSED = "CLOSED"
    REMINDED = "REMINDED"
    REFUSED = "REFUSED"


class ScheduleLineResult(graphene.ObjectType):
    """One item of an act on many lines: the line in its new state, or its errors."""

    schedule_line_id = graphene.ID(required=True)
    outcome = LineOutcome(required=True)
    schedule_line = graphene.Field(ScheduleLine)
    errors = graphene.List(graphene.NonNull(DomainErrorType), required=True)


class SchedulesPayload(Payload):
    results = graphene.List(graphene.NonNull(ScheduleLineResult), required=True)


def answered(ids: Sequence[str], done: Sequence[changes.LineResult]) -> dict[str, Any]:
    """The results under the ids the client sent."""
    results = [
        {
            "schedule_line_id": sent,
            "outcome": result.outcome,
            "schedule_line": result.schedule_line,
            "errors": [] if result.error is None else [result.error],
        }
        for sent, result in zip(ids, done, strict=True)
    ]
    return {"results": results}


class _ManyLines(DomainMutation):
    """An act on many schedule lines, each at the version seen; each takes effect or is refused by itself."""

    permission = P.ORDER_CANCEL
    Output = SchedulesPayload

    class Arguments:
        items = graphene.List(graphene.NonNull(inputs.ScheduleLineVersionInput), required=True)


class ScheduleLinesCancel(_ManyLines):
    """Cancel: at once what is not promised, else as a proposal the supplier decides."""

    permission = P.ORDER_CANCEL

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, items: Any) -> dict[str, Any]:
        done = changes.schedule_lines_cancel(actor=actor, items=[inputs.line_item(item) for item in items])
        return answered([item.schedule_line_id for item in items], done)


class ScheduleLinesInspect(_ManyLines):
    """Received goods have passed inspection."""

    permission = P.RECEIPT_WRITE

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, items: Any) -> dict[str, Any]:
        done = changes.schedule_lines_inspect(actor=actor, items=[inputs.line_item(item) for item in items])
        return answered([item.schedule_line_id for item in items], done)


class ScheduleLinesSettle(_ManyLines):
    """Nothing is owed on inspected lines any more."""

    permission = P.ORDER_DECIDE

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, items: Any) -> dict[str, Any]:
        done = changes.schedule_lines_settle(actor=actor, items=[inputs.line_item(item) for item in items])
        return answered([item.schedule_line_id for item in items], done)


class ScheduleLinesRemind(DomainMutation):
    """Notify the other side once more of lines that wait for it; at most once per line in four hours."""

    permission = P.ORDER_READ
    Output = SchedulesPayload

    class Arguments:
        schedule_line_ids = graphene.List(graphene.NonNull(graphene.ID), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, schedule_line_ids: list[str]) -> dict[str, Any]:
        done = schedule_lines_remind(actor=actor, schedule_line_ids=sought_ids(schedule_line_ids))
        return answered(schedule_line_ids, done)


class ScheduleLineClose(DomainMutation):
    """Close a received, inspected, settled or rejected line; it never changes again."""

    permission = P.ORDER_CANCEL
    Output = SchedulePayload

    class Arguments:
        schedule_line_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        note = graphene.String()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, schedule_line_id: str, version: int, note: str | None = None
    ) -> dict[str, Any]:
        line = changes.schedule_line_close(
            actor=actor, schedule_line_id=parse_id(schedule_line_id), version=version, note=note or ""
        )
        return {"schedule_line": line}


class ScheduleLineChange(DomainMutation):
    """The buyer wants other quantity, day or price: at once before the answer, else as a proposal."""

    permission = P.ORDER_SEND
    Output = SchedulePayload

    class Arguments:
        schedule_line_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        quantity = DecimalString()
        date = Date()
        price = DecimalString()
        reason_code = ReasonCode()
        note = graphene.String()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, schedule_line_id: str, version: int, quantity: Any = None,
        date: Any = None, price: Any = None, reason_code: Any = None, note: str | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        wanted = changes.Change(
            schedule_line_id=parse_id(schedule_line_id),
            version=version,
            quantity=quantity,
            date=date,
            price=price,
            reason_code="" if reason_code is None else reason_code.value,
            note=note or "",
        )
        return {"schedule_line": changes.schedule_line_change(actor=actor, change=wanted)}


class BackorderCancel(DomainMutation):
    """The buyer drops the backordered rest of a line; the promised part stays."""

    permission = P.ORDER_CANCEL
    Output = SchedulePayload

    class Arguments:
        item = inputs.ScheduleLineVersionInput(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, item: Any) -> dict[str, Any]:
        return {"schedule_line": changes.backorder_cancel(actor=actor, item=inputs.line_item(item))}


class ProductionReport(DomainMutation):
    """The supplier reports how far a promised line is made."""

    permission = P.ASN_WRITE
    Output = SchedulePayload

    class Arguments:
        schedule_line_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        percent = graphene.Int(required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, schedule_line_id: str, version: int, percent: int
    ) -> dict[str, Any]:
        line = production.production_report(
            actor=actor, schedule_line_id=parse_id(schedule_line_id), version=version, percent=percent
        )
        return {"schedule_line": line}
