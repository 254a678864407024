"""The supplier's answer: accept, split over days, counter, or reject; many schedule lines in one act."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import DomainError, Invalid, NotFound
from orders import errors
from orders.models import AnswerDraft, PurchaseOrder, ScheduleLine
from orders.services import transitions
from orders.services.acts import LineAct, emit_order
from orders.services.answer_effects import EFFECTS
from orders.services.locking import (
    check_line_version,
    forget_refused,
    lock_schedule_line,
    lock_schedule_lines,
    require_side,
)
from orders.services.offers import standing_offer
from orders.services.order_inputs import Day
from orders.states import Action, AnswerKind, LedgerKind, ScheduleStatus, Side
from suppliers.services.inputs import clean_text

MOST_ANSWERS = 200
MOST_PARTS = 24


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split: a quantity in the line's unit and its delivery day."""

    quantity: Decimal
    date: Day


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one schedule line at the version its author saw.

    ACCEPT needs nothing more; SPLIT its parts; COUNTER at least one of quantity, date, price; REJECT a reason.
    `already_made_quantity`: what is made of it by now.
    """

    schedule_line_id: UUID
    version: int
    kind: AnswerKind
    parts: Sequence[Part] = field(default_factory=tuple)
    quantity: Decimal | None = None
    date: Day | None = None
    price: Decimal | None = None
    reason_code: str = ""
    note: str = ""
    already_made_quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """What became of one answer: CONFIRMED, PART_CONFIRMED, COUNTERED, REJECTED or REFUSED with the error.

    `schedule_lines`: the line itself and those split off it, in their new state.
    """

    schedule_line_id: UUID
    outcome: str
    error: DomainError | None = None
    schedule_lines: list[ScheduleLine] = field(default_factory=list)


@transaction.atomic
def schedule_lines_answer(*, actor: Actor, answers: Sequence[Answer]) -> list[AnswerResult]:
    """Answer schedule lines; each takes effect or is refused alone, results in the order of the answers.

    Raises Forbidden without the right, Invalid TOO_MANY; everything else stands in the results.
    """
    require(actor, P.ORDER_ANSWER)
    if len(answers) > MOST_ANSWERS:
        raise Invalid(errors.TOO_MANY, field="answers", limit=MOST_ANSWERS, value=len(answers))
    lines = lock_schedule_lines(actor, [a.schedule_line_id for a in answers])
    results = [_answer_one(actor, lines, answer, index) for index, answer in enumerate(answers)]
    _tell_orders(actor, lines, results)
    return results


def _answer_one(actor: Actor, lines: dict[UUID, ScheduleLine], answer: Answer, index: int) -> AnswerResult:
    try:
        with transaction.atomic():
            line = lines.get(answer.schedule_line_id)
            if line is None:
                raise NotFound
            return _apply(actor, line, answer)
    except DomainError as error:
        if error.field:
            error.field = f"answers.{index}.{error.field}"
        forget_refused(lines, answer.schedule_line_id)
        return AnswerResult(answer.schedule_line_id, "REFUSED", error)


def _apply(actor: Actor, line: ScheduleLine, answer: Answer) -> AnswerResult:
    require_side(actor, line, Side.SUPPLIER)
    check_line_version(line, answer.version)
    if len(answer.parts) > MOST_PARTS:
        raise Invalid(errors.PARTS_TOO_MANY, field="parts", limit=MOST_PARTS, value=len(answer.parts))
    clean_text(answer.note, "note", limit=500)
    touched = EFFECTS[AnswerKind(answer.kind)](actor, line, answer)
    AnswerDraft.objects.filter(enterprise_id=actor.enterprise_id, schedule_line=line).delete()
    return AnswerResult(line.id, _outcome(touched), None, touched)


def _outcome(touched: Sequence[ScheduleLine]) -> str:
    """A split with one part waiting is called countered: that part needs attention."""
    statuses = {ScheduleStatus(line.status) for line in touched}
    for status in (ScheduleStatus.COUNTERED, ScheduleStatus.REJECTED, ScheduleStatus.PART_CONFIRMED):
        if status in statuses:
            return status.name
    return "CONFIRMED"


def _tell_orders(actor: Actor, lines: dict[UUID, ScheduleLine], results: Sequence[AnswerResult]) -> None:
    """Refresh the orders answered and tell each once, with its counts, so that people get one notice."""
    counts: dict[UUID, dict[str, int]] = {}
    orders: dict[UUID, PurchaseOrder] = {}
    for result in results:
        if result.error is None:
            order = lines[result.schedule_line_id].order
            orders[order.id] = order
            mine = counts.setdefault(order.id, {"confirmed": 0, "countered": 0, "rejected": 0})
            mine[_counted(result.outcome)] += 1
    transitions.refresh_orders(orders.values())
    for order_id, order in orders.items():
        emit_order(actor, order, "answered", counts[order_id])


def _counted(outcome: str) -> str:
    return outcome.lower() if outcome in ("COUNTERED", "REJECTED") else "confirmed"


@transaction.atomic
def rejection_withdraw(*, actor: Actor, schedule_line_id: UUID, version: int) -> ScheduleLine:
    """Take back a rejection while the buyer has not closed the line; it waits for an answer again.

    Raises NotFound, Forbidden, Conflict, IllegalTransition.
    """
    require(actor, P.ORDER_ANSWER)
    line = lock_schedule_line(actor, schedule_line_id)
    require_side(actor, line, Side.SUPPLIER)
    check_line_version(line, version)
    transitions.check_move(line, Action.RECONSIDER, Side.SUPPLIER)
    act = LineAct(actor, Side.SUPPLIER, line)
    line.rejected_quantity, line.reason_code = Decimal(0), ""
    transitions.move(line, Action.RECONSIDER)
    act.due_at = now() + timedelta(hours=line.order.partnership.acknowledge_hours)
    act.note(LedgerKind.ANSWER_WITHDRAWN, new=standing_offer(line).triple)
    act.finish("answer_withdrawn")
    transitions.refresh_orders([line.order])
    return line


@transaction.atomic
def answer_draft_save(*, actor: Actor, schedule_line_id: UUID, content: dict[str, Any]) -> AnswerDraft:
    """Keep an unsent answer; only the supplier ever sees it. Raises NotFound, Forbidden, IllegalTransition."""
    require(actor, P.ORDER_ANSWER)
    line = lock_schedule_line(actor, schedule_line_id)
    require_side(actor, line, Side.SUPPLIER)
    draft, _ = AnswerDraft.objects.update_or_create(
        schedule_line=line,
        enterprise_id=actor.enterprise_id,
        defaults={
            "chain_id": line.chain_id,
            "content": content,
            "saved_at": now(),
            "saved_by_name": actor.user_name,
        },
    )
    return draft
