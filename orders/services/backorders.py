"""A backordered rest gets its dates."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.errors import DomainError, Invalid
from orders import errors
from orders.models import ScheduleLine
from orders.services import transitions
from orders.services.acts import LineAct, number_text
from orders.services.answers import MOST_PARTS, Part
from orders.services.locking import check_line_version, lock_schedule_line, require_side
from orders.services.order_inputs import check_day, check_positive
from orders.services.purchase_orders import build_schedule_line
from orders.services.splitting import promise
from orders.states import Action, Cause, LedgerKind, Side

ZERO = Decimal(0)


@transaction.atomic
def backorder_promise(
    *, actor: Actor, schedule_line_id: UUID, version: int, parts: Sequence[Part]
) -> list[ScheduleLine]:
    """Promise the backordered rest, whole or in part: each part becomes a confirmed schedule line.

    Returns the line itself and the new ones. A rest left over stays backordered. The new dates are promises of
    goods already late; nobody has to agree to them.
    Raises NotFound, Forbidden, Conflict, IllegalTransition, DomainError NOTHING_BACKORDERED, Invalid.
    """
    require(actor, P.ORDER_ANSWER)
    line = lock_schedule_line(actor, schedule_line_id)
    require_side(actor, line, Side.SUPPLIER)
    check_line_version(line, version)
    transitions.check_move(line, Action.PART_CONFIRM, Side.SUPPLIER)
    total = _check_parts(line, parts)
    act = LineAct(actor, Side.SUPPLIER, line)
    act.note(
        LedgerKind.SPLIT, old_quantity=line.ordered_quantity, new_quantity=line.confirmed_quantity,
        cause=Cause.SUPPLIER,
    )  # fmt: skip
    act.born = _bear(act, parts)
    line.ordered_quantity -= total
    line.requested_quantity = max(ZERO, line.requested_quantity - total)
    line.backordered_quantity -= total
    transitions.settle(line)
    act.due_at = line.answer_due_at
    act.finish("backorder_promised", quantity=number_text(total))
    transitions.refresh_orders([line.order])
    return [line, *act.born]


def _check_parts(line: ScheduleLine, parts: Sequence[Part]) -> Decimal:
    if line.backordered_quantity == 0:
        raise DomainError(errors.NOTHING_BACKORDERED, label=line.label)
    if not parts:
        raise Invalid(errors.PARTS_MISSING, field="parts")
    if len(parts) > MOST_PARTS:
        raise Invalid(errors.PARTS_TOO_MANY, field="parts", limit=MOST_PARTS, value=len(parts))
    for index, part in enumerate(parts):
        check_positive(part.quantity, line.unit, f"parts.{index}.quantity")
        check_day(part.date, f"parts.{index}.date")
    total = sum((part.quantity for part in parts), ZERO)
    if total > line.backordered_quantity:
        most = number_text(line.backordered_quantity)
        raise Invalid(
            errors.BACKORDER_EXCEEDED, field="parts", allowed=[most], value=number_text(total), backordered=most,
            limit=most,
        )  # fmt: skip
    return total


def _bear(act: LineAct, parts: Sequence[Part]) -> list[ScheduleLine]:
    line = act.line
    last = ScheduleLine.objects.filter(line_id=line.line_id).aggregate(last=Max("number"))["last"]
    born = []
    for index, part in enumerate(parts, start=1):
        new = build_schedule_line(
            line.line, last + index, part.quantity, line.requested_date, order=line.order, split_from=line
        )
        new.is_released, new.unit_price, new.reason_code = True, line.unit_price, line.reason_code
        transitions.inherit(new, line)
        promise(new, part.quantity, part.date)
        transitions.move(new, Action.CONFIRM)
        new.save(force_insert=True)
        act.note(LedgerKind.SPLIT, line=new, new_quantity=part.quantity)
        act.note(LedgerKind.PROMISED, line=new, new=(part.quantity, part.date, line.unit_price))
        transitions.derive(new)
        new.save(force_update=True)
        born.append(new)
    return born
