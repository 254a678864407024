"""Comparing the two answers of a match: the only place where both sides come together.

Runs each minute as the market's own job. Until the deadline only one thing can be seen of the other side: that both
have accepted. A refusal shows as "not agreed" at the deadline and not before, as silence does.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from accounts.actor import system_actor
from common.clock import now
from optimizer.models import Loan, MarketListing, MarketMatch, MarketProposal
from optimizer.services.recording import record_proposal
from optimizer.states import MarketKind, MatchStatus, ProposalStatus
from tenancy.context import system_access
from tenancy.models import Enterprise
from tenancy.services import introduce

ALIAS = "system"
Half = MarketProposal


def matches_standing() -> list[UUID]:
    """Matches on which something may have to be settled, by id."""
    with system_access("market"):
        rows = MarketMatch.objects.filter(status=MatchStatus.OPEN.value)
        return list(rows.order_by("decide_by", "id").values_list("id", flat=True))


def match_settle(*, match_id: UUID) -> MatchStatus:
    """Open the identities when both have accepted, end the match when its time is up; else leave it.

    Safe to repeat and to run twice at once: the match is settled once.
    """
    with system_access("market"), transaction.atomic(using=ALIAS):
        match = MarketMatch.objects.select_for_update().get(id=match_id)
        if match.status != MatchStatus.OPEN:
            return MatchStatus(match.status)
        need, offer = _halves(match)
        if need.status == offer.status == ProposalStatus.ACCEPTED:
            _agree(match, need, offer)
        elif match.decide_by <= now():
            _end(match, MatchStatus.NOT_AGREED)
            for half in (need, offer):
                _close(half)
        return MatchStatus(match.status)


def _halves(match: MarketMatch) -> tuple[Half, Half]:
    """Both proposals, locked behind their listings, in the order of ids."""
    halves = MarketProposal.objects.using(ALIAS).filter(id__in=(match.need_id, match.offer_id))
    listings = MarketListing.objects.using(ALIAS).filter(id__in=halves.values("listing_id"))
    list(listings.select_for_update().order_by("id"))
    found = {half.id: half for half in halves.select_for_update().order_by("id")}
    return found[match.need_id], found[match.offer_id]


def _end(match: MarketMatch, status: MatchStatus) -> None:
    match.status, match.ended_at = status.value, now()
    match.save(update_fields=["status", "ended_at"])


def _close(half: Half) -> None:
    """Not agreed: alike for a refusal and for silence of the other side. An own refusal stays what it is."""
    if half.status == ProposalStatus.DECLINED:
        return
    half.status = ProposalStatus.NOT_AGREED.value
    half.version += 1
    half.save(using=ALIAS, update_fields=["status", "version"])
    record_proposal(system_actor(half.enterprise_id), half, "not_agreed", using=ALIAS)


def _agree(match: MarketMatch, need: Half, offer: Half) -> None:
    _end(match, MatchStatus.AGREED)
    introduce(match.chain_id, need.enterprise_id, offer.enterprise_id)
    loan_id = _lend(need, offer).id if need.kind == MarketKind.RESERVE else None
    names = Enterprise.objects.using(ALIAS).in_bulk([need.enterprise_id, offer.enterprise_id])
    for mine, other in ((need, offer), (offer, need)):
        mine.status, mine.partner_id, mine.loan_id = ProposalStatus.AGREED.value, other.enterprise_id, loan_id
        mine.version += 1
        mine.save(using=ALIAS, update_fields=["status", "partner", "loan_id", "version"])
        partner = names[other.enterprise_id]
        record_proposal(
            system_actor(mine.enterprise_id), mine, "agreed", using=ALIAS,
            partner=partner.short_name, partnerEn=partner.short_name_en,
        )  # fmt: skip


def _lend(need: Half, offer: Half) -> Loan:
    """The loan both have agreed on: due back on the Sunday of the need's last week."""
    return Loan.objects.using(ALIAS).create(
        chain_id=need.chain_id, lender_id=offer.enterprise_id, borrower_id=need.enterprise_id, subject=need.subject,
        grade=need.grade, unit=need.unit, quantity=need.quantity, price=need.price, hand_over_by=need.first_week,
        due_back=need.last_week + timedelta(days=6), created_at=now(), changed_at=now(),
    )  # fmt: skip


def orders_due() -> list[tuple[UUID, UUID, int]]:
    """(proposal, enterprise, version) of agreed needs of capacity that have no order yet."""
    with system_access("market"):
        rows = MarketProposal.objects.using(ALIAS).filter(
            status=ProposalStatus.AGREED.value,
            side="NEED",
            kind=MarketKind.CAPACITY.value,
            order_id__isnull=True,
        )
        return list(rows.order_by("id").values_list("id", "enterprise_id", "version"))
