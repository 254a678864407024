"""What each kind of answer does to its schedule line. The line is locked, the version checked."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from accounts.actor import Actor
from common.errors import Invalid
from common.quantity import check_quantity
from orders import errors
from orders.models import ScheduleLine
from orders.rules import (
    Asked,
    SplitPlan,
    Tolerances,
    counter_outside,
    greatest_quantity,
    plan_split,
)
from orders.services import transitions
from orders.services.acts import LineAct, number_text, reason_note, reason_of
from orders.services.offers import Offer, open_proposal, set_aside, standing_offer
from orders.services.order_inputs import check_day, check_positive, check_price, scale_of
from orders.services.splitting import Splitting, promise
from orders.states import Action, Cause, LedgerKind, Reason, Side

if TYPE_CHECKING:
    from orders.services.answers import Answer, Part

ZERO = Decimal(0)
MOST_TIMES = 10


def tolerances_of(line: ScheduleLine) -> Tolerances:
    """The tolerances of the line's partnership."""
    terms = line.order.partnership
    return Tolerances(
        quantity_percent=terms.quantity_tolerance_percent,
        date_days=terms.date_tolerance_days,
        price_percent=terms.price_tolerance_percent,
        over_delivery_percent=terms.over_delivery_percent,
        under_delivery_percent=terms.under_delivery_percent,
    )


def asked_of(line: ScheduleLine) -> Asked:
    """What the answer is measured against: the part of the line that is not backordered, refused or cancelled."""
    aside = set_aside(line)
    return Asked(
        quantity=max(ZERO, line.requested_quantity - aside),
        date=line.requested_date,
        price=line.line.unit_price,
        standing_quantity=line.ordered_quantity - aside,
        standing_date=line.confirmed_date if line.confirmed_quantity > 0 else None,
        standing_price=line.unit_price,
        scale=scale_of(line.unit),
    )


def accept(actor: Actor, line: ScheduleLine, answer: "Answer") -> list[ScheduleLine]:
    """Confirm in full on the requested day; a line with a standing promise has nothing left to accept."""
    if line.confirmed_quantity > 0:
        raise transitions.refusal(line, Action.CONFIRM, Side.SUPPLIER)
    transitions.check_move(line, Action.CONFIRM, Side.SUPPLIER)
    act = LineAct(actor, Side.SUPPLIER, line)
    line.reason_code = ""
    promise(line, line.open_quantity, line.requested_date)
    transitions.move(line, Action.CONFIRM)
    act.note(LedgerKind.PROMISED, new=standing_offer(line).triple, note=answer.note)
    act.finish("confirmed", note=answer.note)
    return [line]


def reject(actor: Actor, line: ScheduleLine, answer: "Answer") -> list[ScheduleLine]:
    """Refuse the whole line, with a reason. Raises Invalid REASON_MISSING, NOTE_MISSING."""
    transitions.check_move(line, Action.REJECT, Side.SUPPLIER)
    reason = reason_of(answer.reason_code, is_required=True)
    if reason is Reason.DRAWING and not answer.note.strip():
        raise Invalid(errors.NOTE_MISSING, field="note", reason=reason_note(reason, ""))
    act = LineAct(actor, Side.SUPPLIER, line)
    old = standing_offer(line)
    line.rejected_quantity = line.open_quantity
    line.reason_code = reason.value if reason else ""
    transitions.move(line, Action.REJECT)
    act.note(LedgerKind.REJECTED, old=old.triple, new_quantity=ZERO, reason=reason, note=answer.note)
    act.finish("rejected", note=reason_note(reason, answer.note), reasonCode=line.reason_code)
    return [line]


def counter(actor: Actor, line: ScheduleLine, answer: "Answer") -> list[ScheduleLine]:
    """Offer another quantity, day or price: at once effective inside the tolerances, else a proposal."""
    transitions.check_move(line, Action.COUNTER, Side.SUPPLIER)
    asked, reason = asked_of(line), reason_of(answer.reason_code)
    offer = _offer(line, asked, answer)
    outside = counter_outside(asked, tolerances_of(line), offer.quantity, offer.date, offer.price)
    if outside and reason is None:
        reason_of("", is_required=True)
    act = LineAct(actor, Side.SUPPLIER, line)
    line.reason_code = reason.value if reason else ""
    if outside:
        transitions.move(line, Action.COUNTER)
        open_proposal(act, offer, reason=reason, note=answer.note, made=answer.already_made_quantity)
        act.finish("countered", note=reason_note(reason, answer.note), outside=sorted(outside))
        return [line]
    old = standing_offer(line)
    cause = Cause.SUPPLIER if line.confirmed_quantity > 0 else None
    line.ordered_quantity = offer.quantity + set_aside(line)
    line.unit_price = offer.price
    promise(line, offer.quantity, offer.date)
    transitions.move(line, Action.CONFIRM)
    transitions.settle(line)
    act.note(
        LedgerKind.PROMISED, old=old.triple, new=offer.triple, reason=reason, cause=cause, note=answer.note
    )
    act.finish("confirmed", note=reason_note(reason, answer.note))
    return [line]


def _offer(line: ScheduleLine, asked: Asked, answer: "Answer") -> Offer:
    """The offer with what it leaves out filled from what stands; raises Invalid."""
    quantity = asked.standing_quantity if answer.quantity is None else answer.quantity
    day = (line.confirmed_date or line.requested_date) if answer.date is None else answer.date
    price = line.unit_price if answer.price is None else answer.price
    check_positive(quantity, line.unit, "quantity")
    if answer.date is not None:
        check_day(day, "date")
    check_price(price, "price")
    if answer.already_made_quantity is not None:
        check_quantity(answer.already_made_quantity, line.unit, "alreadyMadeQuantity")
    limit = asked.standing_quantity * MOST_TIMES
    if quantity > limit:
        raise Invalid(
            errors.COUNTER_ABSURD, field="quantity", allowed=[number_text(limit)], value=number_text(quantity),
            ordered=number_text(asked.standing_quantity), times=MOST_TIMES, limit=number_text(limit),
        )  # fmt: skip
    check_not_below_shipped(line, quantity, "quantity")
    offer = Offer(quantity, day, price)
    if offer == standing_offer(line):
        raise Invalid(errors.COUNTER_EMPTY, field="quantity")
    return offer


def check_not_below_shipped(line: ScheduleLine, quantity: Decimal, path: str) -> None:
    """What has left cannot be taken back by a lower quantity; raises Invalid PART_BELOW_SHIPPED."""
    if quantity < line.shipped_quantity:
        shipped = number_text(line.shipped_quantity)
        raise Invalid(
            errors.PART_BELOW_SHIPPED,
            field=path,
            allowed=[shipped],
            shipped=shipped,
            value=number_text(quantity),
        )


def split(actor: Actor, line: ScheduleLine, answer: "Answer") -> list[ScheduleLine]:
    """Deliver in parts: those inside the tolerance take effect, later ones wait, a missing rest is backordered.

    The first part keeps the row, each other becomes a schedule line of its own.
    """
    transitions.check_move(line, Action.COUNTER, Side.SUPPLIER)
    reason = reason_of(answer.reason_code)
    asked = asked_of(line)
    plan = _checked_plan(line, asked, answer.parts)
    if reason is None and any(not part.is_inside for part in plan.parts):
        reason_of("", is_required=True)
    return Splitting(actor, line, plan, reason, answer.note, answer.already_made_quantity).apply()


def _checked_plan(line: ScheduleLine, asked: Asked, parts: "Sequence[Part]") -> SplitPlan:
    if not parts:
        raise Invalid(errors.PARTS_MISSING, field="parts")
    for index, part in enumerate(parts):
        check_positive(part.quantity, line.unit, f"parts.{index}.quantity")
        check_day(part.date, f"parts.{index}.date")
    terms = tolerances_of(line)
    total = sum((part.quantity for part in parts), ZERO)
    most = max(
        asked.standing_quantity, greatest_quantity(asked.quantity, terms.quantity_percent, asked.scale)
    )
    if total > most:
        raise Invalid(
            errors.CONFIRMED_ABOVE_ORDERED, field="parts", allowed=[number_text(most)], value=number_text(total),
            ordered=number_text(asked.standing_quantity), percent=number_text(terms.quantity_percent or ZERO),
            limit=number_text(most),
        )  # fmt: skip
    plan = plan_split(asked, terms, [(part.quantity, part.date) for part in parts])
    if line.confirmed_quantity > 0 and plan.backordered > 0:
        promised = number_text(line.confirmed_quantity)
        raise Invalid(
            errors.PARTS_BELOW_PROMISE, field="parts", allowed=[promised], value=number_text(total),
            promised=promised, limit=promised,
        )  # fmt: skip
    check_not_below_shipped(line, parts[0].quantity, "parts.0.quantity")
    return plan


Effect = Callable[[Actor, ScheduleLine, "Answer"], list[ScheduleLine]]
EFFECTS: dict[str, Effect] = {"ACCEPT": accept, "SPLIT": split, "COUNTER": counter, "REJECT": reject}
