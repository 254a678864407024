"""Scheduled jobs: proposals nobody decided, answers nobody gave. Each item in a transaction of its own."""

import logging
from uuid import UUID

from celery import shared_task

from accounts.actor import Actor, system_actor
from common.clock import now
from orders.models import ChangeProposal, ScheduleLine
from orders.services.proposals import proposal_expire
from orders.services.reminders import answer_overdue_remind
from orders.states import ProposalStatus, Side
from tenancy.context import acting_as, system_access

logger = logging.getLogger(__name__)
SYSTEM = "system"
BATCH = 500


def _actor(enterprise_id: UUID) -> Actor:
    return system_actor(enterprise_id)


@shared_task(name="orders.proposals_expire")
def proposals_expire() -> int:
    """Let the default outcome take effect on proposals past their deadline; how many ended."""
    with system_access("expire"):
        due = list(
            ChangeProposal.objects.using(SYSTEM)
            .filter(status=ProposalStatus.OPEN.value, decide_by__lte=now())
            .order_by("decide_by")
            .values_list("id", "side", "buyer_id", "supplier_id")[:BATCH]
        )
    ended = 0
    for proposal_id, side, buyer_id, supplier_id in due:
        silent = supplier_id if side == Side.BUYER else buyer_id
        try:
            with acting_as(silent):
                ended += proposal_expire(actor=_actor(silent), proposal_id=proposal_id)
        except Exception:
            # one proposal that cannot end must not keep the others open
            logger.exception("proposal %s could not be ended", proposal_id)
    return ended


@shared_task(name="orders.answers_remind")
def answers_remind() -> int:
    """Remind the side that let its deadline pass, on behalf of the one that waits; how many were reminded."""
    with system_access("expire"):
        due = list(
            ScheduleLine.objects.using(SYSTEM)
            .exclude(turn="")
            .filter(answer_due_at__lte=now(), reminded_at__isnull=True)
            .order_by("answer_due_at")
            .values_list("id", "turn", "buyer_id", "supplier_id")[:BATCH]
        )
    reminded = 0
    for line_id, turn, buyer_id, supplier_id in due:
        waiting = supplier_id if turn == Side.BUYER else buyer_id
        try:
            with acting_as(waiting):
                reminded += answer_overdue_remind(actor=_actor(waiting), schedule_line_id=line_id)
        except Exception:
            logger.exception("schedule line %s could not be reminded of", line_id)
    return reminded
