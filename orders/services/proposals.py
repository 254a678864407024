"""Decisions on change proposals: the other side accepts, declines or counters; the proposer may withdraw.

When nobody decides in time, what the partnership agreed in advance takes effect.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import DomainError, Forbidden, Invalid, NotFound
from orders import errors
from orders.models import ChangeProposal, ScheduleLine
from orders.selectors.parties import party
from orders.services import transitions
from orders.services.acts import LineAct, reason_note, reason_of
from orders.services.answer_effects import check_not_below_shipped
from orders.services.locking import check_line_version, forget_refused, lock_schedule_lines, side_of
from orders.services.offers import Offer, open_proposal, set_aside, standing_offer
from orders.services.order_inputs import Day, check_day, check_positive, check_price
from orders.services.splitting import promise
from orders.states import Cause, DecisionKind, LedgerKind, ProposalStatus, Reason, Side
from suppliers.services.inputs import clean_text
from suppliers.states import DefaultOutcome

MOST_DECISIONS = 200
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a proposal, at the version of the schedule line its author saw.

    COUNTER names at least one of quantity, date, price; what it leaves out is taken from the proposal.
    """

    proposal_id: UUID
    version: int
    kind: DecisionKind
    quantity: Decimal | None = None
    date: Day | None = None
    price: Decimal | None = None
    reason_code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionResult:
    """What became of one decision; `proposal` is the new one after a counter."""

    proposal_id: UUID
    proposal: ChangeProposal | None = None
    schedule_line: ScheduleLine | None = None
    error: DomainError | None = None


@transaction.atomic
def proposals_decide(*, actor: Actor, decisions: Sequence[Decision]) -> list[DecisionResult]:
    """Decide proposals of the other side; each takes effect or is refused alone, results in input order.

    Raises Forbidden without the right, Invalid TOO_MANY; everything else stands in the results.
    """
    require(actor, P.ORDER_DECIDE)
    if len(decisions) > MOST_DECISIONS:
        raise Invalid(errors.TOO_MANY, field="decisions", limit=MOST_DECISIONS, value=len(decisions))
    lines, found = lock_proposals(actor, [d.proposal_id for d in decisions])
    results = []
    for index, decision in enumerate(decisions):
        try:
            with transaction.atomic():
                results.append(_decide_one(actor, lines, found, decision))
        except DomainError as error:
            if error.field:
                error.field = f"decisions.{index}.{error.field}"
            kept = found.get(decision.proposal_id)
            forget_refused(lines, kept.schedule_line_id if kept else None)
            results.append(DecisionResult(decision.proposal_id, error=error))
    transitions.refresh_orders({r.schedule_line.order for r in results if r.schedule_line})
    return results


def lock_proposals(
    actor: Actor, proposal_ids: Sequence[UUID]
) -> tuple[dict[UUID, ScheduleLine], dict[UUID, ChangeProposal]]:
    """The actor's proposals, re-read under the locks of their schedule lines."""
    mine = ChangeProposal.objects.filter(party(actor), id__in=set(proposal_ids))
    lines = lock_schedule_lines(actor, mine.values_list("schedule_line_id", flat=True))
    return lines, {p.id: p for p in mine.all()}


def _decide_one(
    actor: Actor, lines: dict[UUID, ScheduleLine], found: dict[UUID, ChangeProposal], decision: Decision
) -> DecisionResult:
    proposal = found.get(decision.proposal_id)
    if proposal is None:
        raise NotFound
    line = lines[proposal.schedule_line_id]
    side = side_of(actor, line)
    if side.value == proposal.side:
        raise Forbidden(errors.OWN_PROPOSAL)
    check_line_version(line, decision.version)
    _require_open(proposal)
    note = clean_text(decision.note, "note", limit=500)
    reason = reason_of(decision.reason_code)
    act = LineAct(actor, side, line)
    kept = proposal
    if decision.kind == DecisionKind.ACCEPT:
        accept_proposal(act, proposal, note)
    elif decision.kind == DecisionKind.DECLINE:
        decline_proposal(act, proposal, reason, note)
    else:
        kept = _bargain(act, proposal, decision, reason, note)
    return DecisionResult(decision.proposal_id, kept, line)


def _require_open(proposal: ChangeProposal) -> None:
    if proposal.status != ProposalStatus.OPEN:
        raise DomainError(errors.PROPOSAL_NOT_OPEN, status=proposal.status)


def accept_proposal(act: LineAct, proposal: ChangeProposal, note: str) -> None:
    """Make the proposal what is agreed. The line is locked, its proposal open."""
    line = act.line
    old = standing_offer(line)
    if proposal.is_cancellation:
        _cancel_rest(line, proposal)
    else:
        _adopt(line, proposal)
    transitions.agree(line)
    transitions.close_proposal(proposal, ProposalStatus.ACCEPTED, act.actor.user_name)
    kind = LedgerKind.CANCELLED if proposal.is_cancellation else LedgerKind.COUNTER_ACCEPTED
    reason = Reason(proposal.reason_code) if proposal.reason_code else None
    new = Offer(proposal.new_quantity, proposal.new_date, proposal.new_price)
    act.note(kind, old=old.triple, new=new.triple, reason=reason, cause=Cause(proposal.cause), note=note)
    verb = "cancelled" if proposal.is_cancellation else "counter_accepted"
    act.finish(verb, note=note, proposalId=str(proposal.id), outcome="ACCEPTED")


def _adopt(line: ScheduleLine, proposal: ChangeProposal) -> None:
    """Take over quantity, day and price; a change the buyer began also moves what is asked for.

    What has left while the proposal waited stays promised, even above the proposed quantity.
    """
    quantity = max(proposal.new_quantity, line.shipped_quantity)
    line.requested_quantity = max(ZERO, line.requested_quantity + quantity - proposal.old_quantity)
    line.ordered_quantity = quantity + set_aside(line)
    line.unit_price = proposal.new_price
    if proposal.initiated_by == Side.BUYER:
        line.requested_date = proposal.new_date
    promise(line, quantity, proposal.new_date)


def _cancel_rest(line: ScheduleLine, proposal: ChangeProposal) -> None:
    """Cancel everything that has not left yet."""
    kept = max(proposal.new_quantity, line.shipped_quantity)
    line.cancelled_quantity = line.ordered_quantity - kept - line.rejected_quantity
    line.backordered_quantity = ZERO
    line.confirmed_quantity = kept


def decline_proposal(
    act: LineAct, proposal: ChangeProposal, reason: Reason | None, note: str,
    *, kind: LedgerKind = LedgerKind.COUNTER_DECLINED, status: ProposalStatus = ProposalStatus.DECLINED,
) -> None:  # fmt: skip
    """Let the earlier promise stand; without one the line is open again and waits for the supplier."""
    line = act.line
    transitions.end_proposal(line)
    transitions.close_proposal(proposal, status, act.actor.user_name)
    offered = Offer(proposal.new_quantity, proposal.new_date, proposal.new_price)
    act.note(kind, old=offered.triple, new=standing_offer(line).triple, reason=reason, note=note)
    if line.confirmed_quantity == 0:
        act.due_at = now() + timedelta(hours=line.order.partnership.acknowledge_hours)
    act.finish(
        kind.value.lower(), note=reason_note(reason, note), proposalId=str(proposal.id), outcome=status.value
    )


def _bargain(
    act: LineAct, proposal: ChangeProposal, decision: Decision, reason: Reason | None, note: str
) -> ChangeProposal:
    """Answer a proposal with another one; the first proposer decides it."""
    line = act.line
    quantity = proposal.new_quantity if decision.quantity is None else decision.quantity
    day = proposal.new_date if decision.date is None else decision.date
    price = proposal.new_price if decision.price is None else decision.price
    check_positive(quantity, line.unit, "quantity")
    check_price(price, "price")
    if decision.date is not None:
        check_day(day, "date")
    check_not_below_shipped(line, quantity, "quantity")
    offer = Offer(quantity, day, price)
    if offer == Offer(proposal.new_quantity, proposal.new_date, proposal.new_price):
        raise Invalid(errors.COUNTER_EMPTY, field="quantity")
    transitions.close_proposal(proposal, ProposalStatus.SUPERSEDED, act.actor.user_name)
    fresh = open_proposal(act, offer, reason=reason, note=note, replies_to=proposal)
    act.finish("bargained", note=reason_note(reason, note))
    return fresh


@transaction.atomic
def proposal_withdraw(*, actor: Actor, proposal_id: UUID, version: int) -> DecisionResult:
    """Take back an own open proposal. Raises NotFound, Forbidden, Conflict, DomainError PROPOSAL_NOT_OPEN."""
    lines, found = lock_proposals(actor, [proposal_id])
    proposal = found.get(proposal_id)
    if proposal is None:
        raise NotFound
    line = lines[proposal.schedule_line_id]
    side = side_of(actor, line)
    require(actor, P.ORDER_ANSWER if side is Side.SUPPLIER else P.ORDER_WRITE)
    if side.value != proposal.side:
        raise Forbidden(permission=P.ORDER_DECIDE.value)
    check_line_version(line, version)
    _require_open(proposal)
    act = LineAct(actor, side, line)
    decline_proposal(
        act, proposal, None, "", kind=LedgerKind.COUNTER_WITHDRAWN, status=ProposalStatus.WITHDRAWN
    )
    transitions.refresh_orders([line.order])
    return DecisionResult(proposal_id, proposal, line)


@transaction.atomic
def proposal_expire(*, actor: Actor, proposal_id: UUID) -> bool:
    """Let the agreed default outcome take effect on an overdue proposal; whether it did.

    `actor` is the system's on behalf of the side that did not decide.
    """
    lines, found = lock_proposals(actor, [proposal_id])
    proposal = found.get(proposal_id)
    if proposal is None or proposal.status != ProposalStatus.OPEN or proposal.decide_by > now():
        return False
    line = lines[proposal.schedule_line_id]
    act = LineAct(actor, Side(proposal.side).other, line)
    if proposal.default_outcome == DefaultOutcome.ACCEPT_PROPOSAL:
        accept_proposal(act, proposal, "")
    else:
        decline_proposal(
            act, proposal, None, "", kind=LedgerKind.COUNTER_EXPIRED, status=ProposalStatus.EXPIRED
        )
    transitions.refresh_orders([line.order])
    return True
