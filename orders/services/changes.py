"""The buyer's later acts: change or cancel what was ordered, drop a backordered rest, inspect, settle, close."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import DomainError, Invalid, NotFound
from orders import errors
from orders.models import ScheduleLine
from orders.services import transitions
from orders.services.acts import LineAct, number_text, reason_note, reason_of
from orders.services.answer_effects import check_not_below_shipped
from orders.services.locking import (
    check_line_version,
    forget_refused,
    lock_schedule_line,
    lock_schedule_lines,
    require_side,
)
from orders.services.offers import Offer, open_proposal, set_aside, standing_offer
from orders.services.order_inputs import Day, check_day, check_positive, check_price
from orders.states import PROMISED, Action, LedgerKind, Reason, ScheduleStatus, Side
from suppliers.services.inputs import clean_text

MOST_ITEMS = 200
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LineItem:
    """A schedule line at the version its author saw, with reason and note."""

    schedule_line_id: UUID
    version: int
    reason_code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of one item; `outcome` is CANCELLED, PROPOSED, CLOSED, … or REFUSED with the error."""

    schedule_line_id: UUID
    outcome: str
    schedule_line: ScheduleLine | None = None
    error: DomainError | None = None


Apply = Callable[[Actor, ScheduleLine, LineItem], str]


def for_each_line(actor: Actor, items: Sequence[LineItem], apply: Apply) -> list[LineResult]:
    """Apply an act to each line, each alone; results in input order, the orders refreshed once."""
    if len(items) > MOST_ITEMS:
        raise Invalid(errors.TOO_MANY, field="items", limit=MOST_ITEMS, value=len(items))
    lines = lock_schedule_lines(actor, [item.schedule_line_id for item in items])
    results = []
    for index, item in enumerate(items):
        try:
            with transaction.atomic():
                line = lines.get(item.schedule_line_id)
                if line is None:
                    raise NotFound
                check_line_version(line, item.version)
                clean_text(item.note, "note", limit=500)
                results.append(LineResult(line.id, apply(actor, line, item), line))
        except DomainError as error:
            if error.field:
                error.field = f"items.{index}.{error.field}"
            forget_refused(lines, item.schedule_line_id)
            results.append(LineResult(item.schedule_line_id, "REFUSED", error=error))
    transitions.refresh_orders({r.schedule_line.order for r in results if r.schedule_line})
    return results


@transaction.atomic
def schedule_lines_cancel(*, actor: Actor, items: Sequence[LineItem]) -> list[LineResult]:
    """Cancel schedule lines. What the supplier has not promised is cancelled at once (CANCELLED);

    what is promised becomes a proposal that the supplier decides (PROPOSED), and a promise never vanishes
    unseen. What has left stays. Results in input order.
    """
    require(actor, P.ORDER_CANCEL)
    return for_each_line(actor, items, _cancel)


def _cancel(actor: Actor, line: ScheduleLine, item: LineItem) -> str:
    require_side(actor, line, Side.BUYER)
    reason = reason_of(item.reason_code, is_required=line.is_released)
    if ScheduleStatus(line.status) in PROMISED:
        return _ask_to_cancel(actor, line, reason, item.note)
    transitions.check_move(line, Action.CANCEL, Side.BUYER)
    act = LineAct(actor, Side.BUYER, line)
    old = standing_offer(line)
    line.cancelled_quantity = line.ordered_quantity - line.rejected_quantity
    line.backordered_quantity = ZERO
    line.reason_code = reason.value if reason else ""
    transitions.move(line, Action.CANCEL)
    if line.is_released:
        act.note(LedgerKind.CANCELLED, old=old.triple, new_quantity=ZERO, reason=reason, note=item.note)
    act.finish("cancelled", note=reason_note(reason, item.note))
    return "CANCELLED"


def _ask_to_cancel(actor: Actor, line: ScheduleLine, reason: Reason | None, note: str) -> str:
    transitions.check_move(line, Action.PROPOSE, Side.BUYER)
    present = standing_offer(line)
    act = LineAct(actor, Side.BUYER, line)
    transitions.move(line, Action.PROPOSE)
    offer = Offer(line.shipped_quantity, present.date, present.price)
    open_proposal(act, offer, reason=reason, note=note, is_cancellation=True)
    act.finish("cancel_proposed", note=reason_note(reason, note))
    return "PROPOSED"


@transaction.atomic
def backorder_cancel(*, actor: Actor, item: LineItem) -> ScheduleLine:
    """Drop the backordered rest of a line; the promised part stays. Raises NotFound, Conflict, DomainError."""
    require(actor, P.ORDER_CANCEL)
    line = lock_schedule_line(actor, item.schedule_line_id)
    require_side(actor, line, Side.BUYER)
    check_line_version(line, item.version)
    if line.backordered_quantity == 0:
        raise DomainError(errors.NOTHING_BACKORDERED, label=line.label)
    transitions.check_move(line, Action.CANCEL_REST, Side.BUYER)
    reason = reason_of(item.reason_code, is_required=True)
    act = LineAct(actor, Side.BUYER, line)
    dropped = line.backordered_quantity
    line.cancelled_quantity += dropped
    line.backordered_quantity = ZERO
    transitions.move(line, Action.CANCEL_REST)
    transitions.settle(line)
    act.note(
        LedgerKind.CANCELLED, old_quantity=line.confirmed_quantity + dropped,
        new_quantity=line.confirmed_quantity, reason=reason, note=item.note,
    )  # fmt: skip
    act.finish("backorder_cancelled", note=reason_note(reason, item.note), quantity=number_text(dropped))
    transitions.refresh_orders([line.order])
    return line


@dataclass(frozen=True, slots=True)
class Change:
    """What the buyer wants different on a schedule line; None leaves a value as it is."""

    schedule_line_id: UUID
    version: int
    quantity: Decimal | None = None
    date: Day | None = None
    price: Decimal | None = None
    reason_code: str = ""
    note: str = ""


@transaction.atomic
def schedule_line_change(*, actor: Actor, change: Change) -> ScheduleLine:
    """Change a sent line: at once while the supplier has not answered, else as a proposal it decides.

    Inside the freeze window or not, a promise only changes with the supplier's consent.
    Raises NotFound, Forbidden, Conflict, IllegalTransition, Invalid.
    """
    require(actor, P.ORDER_SEND)
    line = lock_schedule_line(actor, change.schedule_line_id)
    require_side(actor, line, Side.BUYER)
    check_line_version(line, change.version)
    reason = reason_of(change.reason_code) or Reason.DEMAND_CHANGE
    note = clean_text(change.note, "note", limit=500)
    offer = _wanted(line, change)
    act = LineAct(actor, Side.BUYER, line)
    if ScheduleStatus(line.status) in PROMISED:
        transitions.check_move(line, Action.PROPOSE, Side.BUYER)
        transitions.move(line, Action.PROPOSE)
        open_proposal(act, offer, reason=reason, note=note)
        act.finish("change_proposed", note=reason_note(reason, note))
    else:
        _change_unanswered(act, offer, reason, note)
    transitions.refresh_orders([line.order])
    return line


def _wanted(line: ScheduleLine, change: Change) -> Offer:
    present = standing_offer(line)
    offer = Offer(
        present.quantity if change.quantity is None else change.quantity,
        present.date if change.date is None else change.date,
        present.price if change.price is None else change.price,
    )
    check_positive(offer.quantity, line.unit, "quantity")
    check_price(offer.price, "price")
    if change.date is not None:
        check_day(offer.date, "date")
    check_not_below_shipped(line, offer.quantity, "quantity")
    if offer == present:
        raise Invalid(errors.COUNTER_EMPTY, field="quantity")
    return offer


def _change_unanswered(act: LineAct, offer: Offer, reason: Reason, note: str) -> None:
    line = act.line
    transitions.check_move(line, Action.CHANGE, Side.BUYER)
    old = standing_offer(line)
    line.ordered_quantity = offer.quantity + set_aside(line)
    line.requested_quantity = line.ordered_quantity
    line.requested_date, line.unit_price = offer.date, offer.price
    transitions.move(line, Action.CHANGE)
    act.due_at = now() + timedelta(hours=line.order.partnership.acknowledge_hours)
    act.note(LedgerKind.REQUESTED, old=old.triple, new=offer.triple, reason=reason, note=note)
    act.finish("changed", note=reason_note(reason, note))


_ENDS = {
    Action.INSPECT: (P.RECEIPT_WRITE, LedgerKind.INSPECTED),
    Action.SETTLE: (P.ORDER_DECIDE, LedgerKind.SETTLED),
    Action.CLOSE: (P.ORDER_CANCEL, LedgerKind.CLOSED),
}


def _advance(actor: Actor, items: Sequence[LineItem], action: Action) -> list[LineResult]:
    permission, kind = _ENDS[action]
    require(actor, permission)

    def apply(actor: Actor, line: ScheduleLine, item: LineItem) -> str:
        require_side(actor, line, Side.BUYER)
        transitions.check_move(line, action, Side.BUYER)
        act = LineAct(actor, Side.BUYER, line)
        transitions.move(line, action)
        act.note(kind, new_quantity=line.received_quantity, note=item.note)
        act.finish(kind.value.lower(), note=item.note)
        return kind.value

    return for_each_line(actor, items, apply)


@transaction.atomic
def schedule_lines_inspect(*, actor: Actor, items: Sequence[LineItem]) -> list[LineResult]:
    """Received goods have passed inspection."""
    return _advance(actor, items, Action.INSPECT)


@transaction.atomic
def schedule_lines_settle(*, actor: Actor, items: Sequence[LineItem]) -> list[LineResult]:
    """Both sides agree on what was received; nothing is owed on the line."""
    return _advance(actor, items, Action.SETTLE)


@transaction.atomic
def schedule_lines_close(*, actor: Actor, items: Sequence[LineItem]) -> list[LineResult]:
    """Close received, inspected, settled or rejected lines; they never change again."""
    return _advance(actor, items, Action.CLOSE)


@transaction.atomic
def schedule_line_close(
    *, actor: Actor, schedule_line_id: UUID, version: int, note: str = ""
) -> ScheduleLine:
    """The same for one line; raises what refused it."""
    result = schedule_lines_close(actor=actor, items=[LineItem(schedule_line_id, version, note=note)])[0]
    if result.error is not None:
        raise result.error
    assert result.schedule_line is not None
    return result.schedule_line
