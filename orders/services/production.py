"""The supplier reports how far a promised line is made."""

from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.errors import Invalid
from orders import errors
from orders.models import ScheduleLine
from orders.services import transitions
from orders.services.acts import LineAct
from orders.services.locking import check_line_version, lock_schedule_line, require_side
from orders.states import Action, LedgerKind, Side


@transaction.atomic
def production_report(*, actor: Actor, schedule_line_id: UUID, version: int, percent: int) -> ScheduleLine:
    """Report progress from 1 to 100 %, never less than before; a confirmed line is then in production.

    Raises NotFound, Forbidden, Conflict, IllegalTransition, Invalid PERCENT_WRONG.
    """
    require(actor, P.ASN_WRITE)
    line = lock_schedule_line(actor, schedule_line_id)
    require_side(actor, line, Side.SUPPLIER)
    check_line_version(line, version)
    transitions.check_move(line, Action.PRODUCE, Side.SUPPLIER)
    low = max(1, line.production_percent or 0)
    if not low <= percent <= 100:
        raise Invalid(errors.PERCENT_WRONG, field="percent", value=percent, low=low)
    act = LineAct(actor, Side.SUPPLIER, line)
    line.production_percent = percent
    transitions.move(line, Action.PRODUCE)
    act.note(LedgerKind.IN_PRODUCTION, note=f"{percent}%")
    act.finish("in_production", percent=percent)
    transitions.refresh_orders([line.order])
    return line
