"""Inputs of acts on orders, and how they become what services take."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import graphene

from api.ids import sought_id
from api.types import Date, DecimalString
from orders.graphql.enums import AnswerKind, DecisionKind, ReasonCode
from orders.services.answers import Answer, Part
from orders.services.changes import LineItem
from orders.services.order_inputs import NewLine, NewSchedule
from orders.services.proposals import Decision
from orders.services.receipts import ReceiptLineInput as CountedLine
from orders.services.shipping import AsnLineInput as PackedLine


class NewScheduleInput(graphene.InputObjectType):
    """How much of an item is wanted on which day."""

    quantity = DecimalString(required=True)
    requested_date = Date(required=True)


class NewLineInput(graphene.InputObjectType):
    """An item to order."""

    item_id = graphene.ID(required=True)
    unit_price = DecimalString(description="Absent: that of the source option, price break included.")
    schedule = graphene.List(graphene.NonNull(NewScheduleInput), required=True)


class PartInput(graphene.InputObjectType):
    """A part of a quantity and its day."""

    quantity = DecimalString(required=True)
    date = Date(required=True)


class AnswerInput(graphene.InputObjectType):
    """The supplier's answer to one schedule line."""

    schedule_line_id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    kind = AnswerKind(required=True)
    parts = graphene.List(graphene.NonNull(PartInput), description="Of a SPLIT.")
    quantity = DecimalString(description="Of a COUNTER; absent: as ordered.")
    date = Date(description="Of a COUNTER; absent: as requested.")
    price = DecimalString(description="Of a COUNTER; absent: as ordered.")
    reason_code = ReasonCode()
    note = graphene.String()
    already_made_quantity = DecimalString()


class DecisionInput(graphene.InputObjectType):
    """What the other side says to a change proposal."""

    proposal_id = graphene.ID(required=True)
    version = graphene.Int(required=True, description="Of the schedule line.")
    kind = DecisionKind(required=True)
    quantity = DecimalString(description="Of a COUNTER.")
    date = Date(description="Of a COUNTER.")
    price = DecimalString(description="Of a COUNTER.")
    reason_code = ReasonCode()
    note = graphene.String()


class ScheduleLineVersionInput(graphene.InputObjectType):
    """A schedule line as seen, with the reason of the act."""

    schedule_line_id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    reason_code = ReasonCode()
    note = graphene.String()


class AsnLineInput(graphene.InputObjectType):
    """A quantity of a schedule line to put on a ship notice."""

    schedule_line_id = graphene.ID(required=True)
    quantity = DecimalString(required=True)
    lot_number = graphene.String()
    package_count = graphene.Int()


class ReceiptLineInput(graphene.InputObjectType):
    """One lot as counted; short and over may be left out, they follow from the others."""

    asn_line_id = graphene.ID(required=True)
    accepted_quantity = DecimalString(required=True)
    damaged_quantity = DecimalString()
    rejected_quantity = DecimalString()
    short_quantity = DecimalString()
    over_quantity = DecimalString()
    note = graphene.String()


def _text(given: Any, name: str) -> str:
    value = given.get(name)
    return "" if value is None else str(getattr(value, "value", value))


def _sums(given: Any) -> dict[str, Any]:
    """The quantity, day and price of a counter; None where nothing was said."""
    return {name: given.get(name) for name in ("quantity", "date", "price")}


def new_lines(given: Sequence[Any]) -> list[NewLine]:
    return [
        NewLine(
            item_id=sought_id(line.item_id),
            unit_price=line.get("unit_price"),
            schedule=[NewSchedule(part.quantity, part.requested_date) for part in line.schedule],
        )
        for line in given
    ]


def parts(given: Sequence[Any] | None) -> list[Part]:
    return [Part(part.quantity, part.date) for part in given or ()]


def answer(given: Any) -> Answer:
    return Answer(
        schedule_line_id=sought_id(given.schedule_line_id),
        version=given.version,
        kind=given.kind,
        parts=parts(given.get("parts")),
        reason_code=_text(given, "reason_code"),
        note=_text(given, "note"),
        already_made_quantity=given.get("already_made_quantity"),
        **_sums(given),
    )


def answer_content(given: Any) -> dict[str, Any]:
    """An unsent answer as it is kept."""
    return {
        "kind": given.kind.value,
        "parts": [
            {"quantity": str(part.quantity), "date": part.date.isoformat()}
            for part in given.get("parts") or ()
        ],
        "reason_code": _text(given, "reason_code"),
        "note": _text(given, "note"),
        **{name: None if value is None else str(value) for name, value in _sums(given).items()},
    }


def decision(given: Any) -> Decision:
    return Decision(
        proposal_id=sought_id(given.proposal_id),
        version=given.version,
        kind=given.kind,
        reason_code=_text(given, "reason_code"),
        note=_text(given, "note"),
        **_sums(given),
    )


def line_item(given: Any) -> LineItem:
    return LineItem(
        schedule_line_id=sought_id(given.schedule_line_id),
        version=given.version,
        reason_code=_text(given, "reason_code"),
        note=_text(given, "note"),
    )


def packed_line(given: Any) -> PackedLine:
    return PackedLine(
        schedule_line_id=sought_id(given.schedule_line_id),
        quantity=given.quantity,
        lot_number=_text(given, "lot_number"),
        package_count=given.get("package_count") or 1,
    )


def counted_line(given: Any) -> CountedLine:
    return CountedLine(
        asn_line_id=sought_id(given.asn_line_id),
        accepted=given.accepted_quantity,
        damaged=given.get("damaged_quantity") or Decimal(0),
        rejected=given.get("rejected_quantity") or Decimal(0),
        short=given.get("short_quantity"),
        over=given.get("over_quantity"),
        note=_text(given, "note"),
    )
