"""The only writer of statuses. A move outside the table is refused with the moves possible now.

The status of a line and of an order, and the order's sums, are derived here from the schedule lines.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from common.clock import now
from common.errors import Forbidden, IllegalTransition
from common.money import round_money
from orders import errors
from orders.models import (
    AdvanceShipNotice,
    ChangeProposal,
    PurchaseOrder,
    PurchaseOrderLine,
    ScheduleLine,
)
from orders.rules import is_delivery_complete
from orders.services.locking import SIDE_NAMES, word
from orders.states import (
    ACTION_NAMES,
    ACTION_SIDES,
    ASN_STATUS_NAMES,
    PROMISED,
    STATUS_NAMES,
    UNANSWERED,
    Action,
    AsnAction,
    AsnStatus,
    ProposalStatus,
    ScheduleStatus,
    Side,
    allowed_actions,
    asn_actions,
    derived_status,
    next_asn_status,
    next_status,
)

ZERO = Decimal(0)


def status_of(line: ScheduleLine) -> ScheduleStatus:
    return ScheduleStatus(line.status)


def check_move(line: ScheduleLine, action: Action, side: Side) -> None:
    """Pass when the side may make the move now.

    Raises Forbidden for the other side's move, IllegalTransition with the present status and the moves
    allowed to this side.
    """
    if side not in ACTION_SIDES[action]:
        raise Forbidden(
            errors.WRONG_SIDE,
            action=word(ACTION_NAMES[action]),
            side=word(SIDE_NAMES[side.other]),
            own_side=word(SIDE_NAMES[side]),
        )
    status = status_of(line)
    if next_status(status, action) is None:
        raise refusal(line, action, side)


def refusal(line: ScheduleLine, action: Action, side: Side | None) -> IllegalTransition:
    """The error for a move that is not possible now, with those that are."""
    status = status_of(line)
    moves = allowed_actions(status, side)
    names = dict.fromkeys(word(ACTION_NAMES[m]) for m in moves)
    return IllegalTransition(
        errors.LINE_MOVE_REFUSED,
        allowed=[m.value for m in moves],
        label=line.label,
        status=status.value,
        status_name=word(STATUS_NAMES[status]),
        action=action.value,
        action_name=word(ACTION_NAMES[action]),
        moves="、".join(names) or "—",
    )


def move(line: ScheduleLine, action: Action) -> None:
    """Set the status that the table gives for the action; raises IllegalTransition. Not saved."""
    target = next_status(status_of(line), action)
    if target is None:
        raise refusal(line, action, None)
    line.status = target.value


def is_shipped_complete(line: ScheduleLine) -> bool:
    """Whether what has left fulfils the confirmed quantity within the under-delivery tolerance."""
    percent = line.order.partnership.under_delivery_percent
    return line.shipped_quantity > 0 and is_delivery_complete(
        line.confirmed_quantity, line.shipped_quantity, percent
    )


def settle(line: ScheduleLine) -> None:
    """Let a promised line rest where its quantities say: in part, promised, in production, shipped, received.

    Each step is a move of the table. Not saved.
    """
    if status_of(line) in PROMISED:
        move(line, _resting_action(line))
    if status_of(line) is ScheduleStatus.SHIPPED and line.in_transit_quantity == 0:
        move(line, Action.RECEIVE)


def _resting_action(line: ScheduleLine) -> Action:
    if line.backordered_quantity > 0:
        return Action.PART_CONFIRM
    if is_shipped_complete(line):
        return Action.SHIP
    return Action.KEEP_PRODUCTION if line.production_percent else Action.CONFIRM


def end_proposal(line: ScheduleLine) -> None:
    """Bring a countered line back to what its quantities say, after its proposal has ended. Not saved.

    Without a standing promise the whole is open again and waits for the supplier's answer.
    """
    if line.confirmed_quantity == 0:
        line.backordered_quantity = ZERO
        move(line, Action.KEEP_OPEN)
        return
    move(line, Action.KEEP_PART if line.backordered_quantity > 0 else Action.KEEP_PROMISE)
    settle(line)


def agree(line: ScheduleLine) -> None:
    """Bring a countered line to its agreed state, whose quantities the caller has set. Not saved."""
    if line.confirmed_quantity == 0:
        move(line, Action.AGREE_CANCEL)
        return
    move(line, Action.AGREE_PART if line.backordered_quantity > 0 else Action.AGREE)
    settle(line)


def derive(line: ScheduleLine, *, waits_for: Side | None = None, due_at: datetime | None = None) -> None:
    """Recompute what follows from the line's quantities, dates and status. Not saved.

    `waits_for` and `due_at`: who must decide an open proposal until when; for other states the turn follows
    from the status, and an earlier deadline stays.
    """
    waited = (line.turn, line.answer_due_at)
    _derive_turn(line, waits_for, due_at)
    if waited != (line.turn, line.answer_due_at):
        line.reminded_at = None
    live = line.ordered_quantity - line.rejected_quantity - line.cancelled_quantity
    line.amount = round_money(live * line.unit_price, line.order.currency)
    promised = line.confirmed_date
    line.due_date = promised or line.requested_date
    line.deviation_days = (promised - line.requested_date).days if promised else 0


def _derive_turn(line: ScheduleLine, waits_for: Side | None, due_at: datetime | None) -> None:
    status = status_of(line)
    if status is ScheduleStatus.COUNTERED:
        if waits_for is not None:
            line.turn, line.answer_due_at = waits_for.value, due_at
        return
    line.turn = _turn(status)
    if due_at is not None:
        line.answer_due_at = due_at
    if status not in UNANSWERED and status is not ScheduleStatus.PART_CONFIRMED:
        line.answer_due_at = None


def _turn(status: ScheduleStatus) -> str:
    if status in UNANSWERED or status is ScheduleStatus.PART_CONFIRMED:
        return Side.SUPPLIER.value
    return Side.BUYER.value if status is ScheduleStatus.SHIPPED else ""


def refresh_orders(orders: Iterable[PurchaseOrder]) -> None:
    """Derive lines and orders anew from all their schedule lines, and raise each order's version by one."""
    touched = {order.id: order for order in orders}
    parts: dict[object, list[ScheduleLine]] = {order_id: [] for order_id in touched}
    rows = ScheduleLine.objects.filter(order_id__in=touched).only(
        "order_id", "line_id", "status", "ordered_quantity", "amount", "turn", "answer_due_at"
    )
    for row in rows:
        parts[row.order_id].append(row)
    item_lines = PurchaseOrderLine.objects.filter(order_id__in=touched)
    changed = [line for line in item_lines if _derive_line(line, parts[line.order_id])]
    PurchaseOrderLine.objects.bulk_update(changed, ["status", "ordered_quantity", "amount"])
    for order in touched.values():
        _derive_order(order, parts[order.id])
        order.version += 1
        order.changed_at = now()
        order.save(update_fields=["status", "amount", "answer_due_at", "version", "changed_at"])


def _derive_line(line: PurchaseOrderLine, order_parts: list[ScheduleLine]) -> bool:
    """Derive one item line; whether anything changed."""
    mine = [part for part in order_parts if part.line_id == line.id]
    before = (line.status, line.ordered_quantity, line.amount)
    line.status = derived_status(status_of(part) for part in mine).value
    line.ordered_quantity = sum((part.ordered_quantity for part in mine), ZERO)
    line.amount = sum((part.amount for part in mine), ZERO)
    return before != (line.status, line.ordered_quantity, line.amount)


def _derive_order(order: PurchaseOrder, parts: list[ScheduleLine]) -> None:
    order.status = derived_status(status_of(part) for part in parts).value
    order.amount = sum((part.amount for part in parts), ZERO)
    dues = [part.answer_due_at for part in parts if part.turn and part.answer_due_at]
    order.answer_due_at = min(dues) if dues else None


def begin(
    order: PurchaseOrder, item_lines: Iterable[PurchaseOrderLine], parts: Iterable[ScheduleLine],
    status: ScheduleStatus = ScheduleStatus.DRAFT,
) -> None:  # fmt: skip
    """The first status of a new order: a draft, or closed when a finished one is taken over. Not saved."""
    order.status = status.value
    for line in item_lines:
        line.status = status.value
    for part in parts:
        part.status = status.value


def inherit(part: ScheduleLine, origin: ScheduleLine) -> None:
    """A line split off another starts where that one stands. Not saved."""
    part.status = origin.status
    part.turn, part.answer_due_at = origin.turn, origin.answer_due_at


SENT_FIELDS = [
    "status", "is_released", "amount", "due_date", "turn", "answer_due_at", "last_sequence", "last_act",
    "last_act_side", "last_act_at",
]  # fmt: skip


def release(order: PurchaseOrder, parts: Iterable[ScheduleLine]) -> None:
    """Save a sent order with its schedule lines; the database wants both released together with their status."""
    order.status = ScheduleStatus.SENT.value
    order.save(update_fields=["status", "is_released", "sent_at", "acknowledge_by"])
    ScheduleLine.objects.bulk_update(parts, SENT_FIELDS, batch_size=500)


def see(parts: Iterable[ScheduleLine]) -> None:
    """Move sent lines to seen and save that."""
    lines = list(parts)
    for line in lines:
        move(line, Action.SEE)
    ScheduleLine.objects.bulk_update(lines, ["status"], batch_size=500)


def save_cancelled(parts: Iterable[ScheduleLine]) -> None:
    """Save what giving up a draft changes."""
    ScheduleLine.objects.bulk_update(
        parts, ["status", "cancelled_quantity", "amount", "turn"], batch_size=500
    )


def check_asn_move(asn: AdvanceShipNotice, action: AsnAction) -> AsnStatus:
    """The status the action leads to; raises IllegalTransition with the moves possible now."""
    status = AsnStatus(asn.status)
    target = next_asn_status(status, action)
    if target is None:
        moves = [a.value for a in asn_actions(status)]
        raise IllegalTransition(
            errors.ASN_MOVE_REFUSED,
            allowed=moves,
            number=asn.number,
            status=status.value,
            status_name=word(ASN_STATUS_NAMES[status]),
            moves="、".join(moves) or "—",
        )
    return target


def move_asn(asn: AdvanceShipNotice, action: AsnAction) -> None:
    """Set the next status of a ship notice. Not saved."""
    asn.status = check_asn_move(asn, action).value


def close_proposal(proposal: ChangeProposal, status: ProposalStatus, by_name: str) -> None:
    """End an open proposal and save it."""
    proposal.status = status.value
    proposal.decided_at = now()
    proposal.decided_by_name = by_name
    proposal.save(update_fields=["status", "decided_at", "decided_by_name"])
