"""Reminding the side whose turn it is, by hand and by the clock."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now
from common.errors import DomainError, Invalid, NotFound
from orders import errors
from orders.models import ScheduleLine
from orders.services.acts import emit_line, mark_lines
from orders.services.changes import MOST_ITEMS, LineResult
from orders.services.locking import lock_schedule_lines, side_of
from orders.states import LedgerKind, Side

PAUSE_HOURS = 4


@transaction.atomic
def schedule_lines_remind(*, actor: Actor, schedule_line_ids: Sequence[UUID]) -> list[LineResult]:
    """Notify the other side once more about lines that wait for it; at most once per line in four hours.

    Results in input order: REMINDED, or REFUSED with NOTHING_TO_REMIND, ALREADY_REMINDED, NOT_FOUND.
    """
    require(actor, P.ORDER_READ)
    if len(schedule_line_ids) > MOST_ITEMS:
        raise Invalid(
            errors.TOO_MANY, field="scheduleLineIds", limit=MOST_ITEMS, value=len(schedule_line_ids)
        )
    lines = lock_schedule_lines(actor, schedule_line_ids)
    results = []
    for schedule_line_id in schedule_line_ids:
        try:
            line = lines.get(schedule_line_id)
            if line is None:
                raise NotFound
            remind(actor, line)
            results.append(LineResult(schedule_line_id, "REMINDED", line))
        except DomainError as error:
            results.append(LineResult(schedule_line_id, "REFUSED", error=error))
    return results


def remind(actor: Actor, line: ScheduleLine) -> None:
    """Remind of one locked line; raises DomainError NOTHING_TO_REMIND or ALREADY_REMINDED."""
    side = side_of(actor, line)
    require(actor, P.ORDER_WRITE if side is Side.BUYER else P.ASN_WRITE)
    if line.turn != side.other:
        raise DomainError(errors.NOTHING_TO_REMIND, label=line.label)
    if line.reminded_at is not None and now() < line.reminded_at + timedelta(hours=PAUSE_HOURS):
        reminded = line.reminded_at.isoformat(timespec="minutes")
        raise DomainError(errors.ALREADY_REMINDED, label=line.label, reminded_at=reminded, hours=PAUSE_HOURS)
    line.reminded_at = now()
    line.save(update_fields=["reminded_at"])
    mark_lines(actor, side, [line], LedgerKind.REMINDED)
    audit.record(
        actor,
        action="orders.schedule_line.reminded",
        subject_type="orders.ScheduleLine",
        subject_id=line.id,
        before=None,
        after={"reminded_at": line.reminded_at.isoformat()},
    )
    emit_line(actor, side, line, "reminded", {"turn": line.turn})


@transaction.atomic
def answer_overdue_remind(*, actor: Actor, schedule_line_id: UUID) -> bool:
    """The clock's reminder of one overdue line; whether one was due. `actor`: the system's for the other side."""
    line = lock_schedule_lines(actor, [schedule_line_id]).get(schedule_line_id)
    if line is None or line.answer_due_at is None or line.answer_due_at > now():
        return False
    try:
        remind(actor, line)
    except DomainError:
        return False
    return True
