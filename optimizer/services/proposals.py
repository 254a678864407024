"""One side's answer to a proposal, and the order that comes of an agreed one.

The answer touches this side's own rows only. Whether the other side has answered, and how, is neither read nor told
here: `settling` compares the two later, at a time of its own.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now, today
from common.errors import Conflict, DomainError, NotFound
from common.language import current_language
from optimizer import errors
from optimizer.models import MarketListing, MarketProposal
from optimizer.services.recording import record_proposal
from optimizer.states import PROPOSAL_STATUS_NAMES, ListingSide, MarketKind, ProposalStatus
from orders.services.order_inputs import NewLine, NewSchedule
from orders.services.purchase_orders import purchase_order_create
from suppliers.models import Partnership
from suppliers.services.partnerships import Terms, partnership_open
from suppliers.states import PartnershipStatus


@transaction.atomic
def proposal_answer(*, actor: Actor, proposal_id: UUID, version: int, accepts: bool) -> MarketProposal:
    """Accept or decline for this side, once; an acceptance binds until the deadline.

    Raises NotFound, Conflict, DomainError PROPOSAL_ANSWERED, PROPOSAL_LATE.
    """
    require(actor, P.MARKET_DECIDE)
    proposal = lock_proposal(actor, proposal_id, version)
    if proposal.status != ProposalStatus.OPEN:
        names = PROPOSAL_STATUS_NAMES[ProposalStatus(proposal.status)]
        state = names[1] if current_language() == "en" else names[0]
        raise DomainError(errors.PROPOSAL_ANSWERED, field="proposalId", state=state)
    if proposal.decide_by <= now():
        until = f"{proposal.decide_by:%Y-%m-%d %H:%M} UTC"
        raise DomainError(errors.PROPOSAL_LATE, field="proposalId", until=until)
    proposal.status = (ProposalStatus.ACCEPTED if accepts else ProposalStatus.DECLINED).value
    proposal.decided_at, proposal.decided_by_name = now(), actor.user_name
    proposal.version += 1
    proposal.save(update_fields=["status", "decided_at", "decided_by_name", "version"])
    record_proposal(actor, proposal, "accepted" if accepts else "declined")
    return proposal


def lock_proposal(actor: Actor, proposal_id: UUID, version: int) -> MarketProposal:
    """One's own half of a match, its listing locked before it. Raises NotFound, Conflict."""
    mine = MarketProposal.objects.filter(enterprise_id=actor.enterprise_id, id=proposal_id)
    listing_id = mine.values_list("listing_id", flat=True).first()
    if listing_id is None:
        raise NotFound
    listing = MarketListing.objects.select_for_update()
    listing.get(enterprise_id=actor.enterprise_id, id=listing_id)
    proposal = mine.select_for_update().get()
    if proposal.version != version:
        raise Conflict(current_version=proposal.version, stated_version=version)
    return proposal


@transaction.atomic
def proposal_order(*, actor: Actor, proposal_id: UUID, version: int) -> MarketProposal:
    """The draft order of an agreed match on capacity, made for the side in need, once.

    Where the two have no partnership yet, their agreement opens one under the usual terms. Raises NotFound, Conflict,
    DomainError ORDER_NOT_DUE, and what orders refuse: a partnership suspended or run out.
    """
    require(actor, P.ORDER_WRITE)
    proposal = lock_proposal(actor, proposal_id, version)
    is_due = (
        proposal.status == ProposalStatus.AGREED
        and (proposal.side, proposal.kind) == (ListingSide.NEED, MarketKind.CAPACITY)
        and proposal.order_id is None
    )
    if not is_due:
        raise DomainError(errors.ORDER_NOT_DUE, field="proposalId")
    listing = proposal.listing
    assert listing.item_id is not None
    order = purchase_order_create(
        actor=actor,
        partnership_id=_partnership(actor, proposal).id,
        ship_to_site_id=listing.site_id,
        lines=[NewLine(listing.item_id, _schedule(proposal), proposal.price)],
        note=f"产能共享：{proposal.quantity} {proposal.unit}",
    )
    proposal.order_id, proposal.order_number = order.id, order.number
    proposal.version += 1
    proposal.save(update_fields=["order_id", "order_number", "version"])
    record_proposal(actor, proposal, "ordered", orderNumber=order.number)
    return proposal


def _schedule(proposal: MarketProposal) -> list[NewSchedule]:
    return [
        NewSchedule(Decimal(quantity), max(date.fromisoformat(monday), today()))
        for monday, quantity in proposal.weeks
    ]


def _partnership(actor: Actor, proposal: MarketProposal) -> Partnership:
    assert proposal.partner_id is not None
    mine = Partnership.objects.filter(
        buyer_id=actor.enterprise_id, supplier_id=proposal.partner_id, chain_id=proposal.chain_id
    )
    return mine.first() or partnership_open(
        actor=actor, chain_id=proposal.chain_id, supplier_id=proposal.partner_id, terms=Terms(),
        status=PartnershipStatus.ACTIVE,
    )  # fmt: skip
