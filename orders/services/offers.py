"""What stands on a schedule line, what a side offers instead, and the proposal that waits for the other side."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from common.clock import now, today
from orders.models import ChangeProposal, ScheduleLine
from orders.services.acts import LineAct
from orders.states import Cause, LedgerKind, Reason, Side, cause_of
from suppliers.states import DefaultOutcome

Day = date


@dataclass(frozen=True, slots=True)
class Offer:
    """A quantity in the line's unit, a delivery day and a unit price."""

    quantity: Decimal
    date: Day
    price: Decimal

    @property
    def triple(self) -> tuple[Decimal, Day, Decimal]:
        """As the ledger takes it."""
        return (self.quantity, self.date, self.price)


def set_aside(line: ScheduleLine) -> Decimal:
    """The part of the line that no offer concerns: backordered, rejected, cancelled."""
    aside: Decimal = line.backordered_quantity + line.rejected_quantity + line.cancelled_quantity
    return aside


def standing_offer(line: ScheduleLine) -> Offer:
    """What is agreed now, or asked for while nothing is promised."""
    day = line.confirmed_date if line.confirmed_quantity > 0 and line.confirmed_date else line.requested_date
    return Offer(line.ordered_quantity - set_aside(line), day, line.unit_price)


def open_proposal(
    act: LineAct, offer: Offer, *, reason: Reason | None, note: str = "", made: Decimal | None = None,
    line: ScheduleLine | None = None, replies_to: ChangeProposal | None = None, is_cancellation: bool = False,
    old: Offer | None = None,
) -> ChangeProposal:  # fmt: skip
    """Write a proposal of the act's side on its line, or on `line` split off it, and note it in the ledger.

    A counter to a proposal keeps the cause and the side that began: bargaining does not shift the blame.
    """
    target = line or act.line
    terms = target.order.partnership
    present = old or standing_offer(target)
    proposal = ChangeProposal(
        chain_id=target.chain_id, buyer_id=target.buyer_id, supplier_id=target.supplier_id,
        order_id=target.order_id, schedule_line_id=target.id, side=act.side.value,
        is_cancellation=is_cancellation, old_quantity=present.quantity, new_quantity=offer.quantity,
        old_date=present.date, new_date=offer.date, old_price=present.price, new_price=offer.price,
        reason_code=reason.value if reason else "", note=note, already_made_quantity=made,
        cause=replies_to.cause if replies_to else _cause(reason, act.side).value,
        initiated_by=replies_to.initiated_by if replies_to else act.side.value,
        proposed_by_name=act.actor.user_name, created_at=now(),
        default_outcome=_default_outcome(target, act.side, is_cancellation),
        decide_by=now() + timedelta(hours=terms.acknowledge_hours),
    )  # fmt: skip
    proposal.save(force_insert=True)
    act.note(
        LedgerKind.COUNTERED, line=target, old=present.triple, new=offer.triple, reason=reason, note=note,
        cause=Cause(proposal.cause),
    )  # fmt: skip
    if target is act.line:
        act.waits(act.side.other, proposal.decide_by)
        act.told = {
            "proposalId": str(proposal.id),
            "oldDate": present.date.isoformat(),
            "newDate": offer.date.isoformat(),
        }
    return proposal


def _default_outcome(line: ScheduleLine, side: Side, is_cancellation: bool) -> str:
    """What silence means: what the partnership agreed, but never the loss or the late change of a promise.

    The buyer cannot change by silence what is due within the freeze days.
    """
    terms = line.order.partnership
    is_frozen = side is Side.BUYER and line.due_date < today() + timedelta(days=terms.freeze_days)
    if is_cancellation or is_frozen:
        return DefaultOutcome.KEEP_REQUESTED.value
    outcome: str = terms.default_outcome
    return outcome


def _cause(reason: Reason | None, side: Side) -> Cause:
    return cause_of(reason, side) if reason else Cause(side.value)
