"""The market of a chain as the matcher is given it: every open listing with what it still has room for.

Runs on the system alias under `system_access("market")`; what it reads leaves only as proposals.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from django.db.models import Q

from common.clock import now, today
from optimizer.engine.matching import WHOLE, Need, Offer, Problem
from optimizer.engine.price import SCALE
from optimizer.models import Loan, MarketListing, MarketMatch, MarketProposal
from optimizer.rules import APART_FOR, weeks_between
from optimizer.states import ListingSide, ListingStatus, LoanStatus, MarketKind, MatchStatus, ProposalStatus
from suppliers.rules import monday_of

ALIAS = "system"
HOLDING = (ProposalStatus.OPEN, ProposalStatus.ACCEPTED, ProposalStatus.DECLINED, ProposalStatus.AGREED)
Room = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The problem, its hash, and the listings behind it by the ids the problem uses."""

    problem: Problem
    digest: str
    listings: dict[str, MarketListing]


def week_number(monday: date) -> int:
    """Weeks since the calendar's beginning; never WHOLE."""
    return monday.toordinal() // 7


def monday_at(number: int) -> date:
    """The Monday of a week number."""
    return date.fromordinal(number * 7 + 1)


def take(chain_id: UUID) -> Snapshot:
    """Read the chain's market; the caller holds the lock of the chain's rounds."""
    rows = MarketListing.objects.using(ALIAS).select_related("site")
    rows = rows.filter(
        chain_id=chain_id, status=ListingStatus.OPEN.value, last_week__gte=monday_of(today())
    ).order_by("id")
    listings = [listing for listing in rows if listing.site.latitude is not None]
    rooms = rooms_of(listings)
    needs = tuple(_need(row, rooms[row.id]) for row in listings if row.side == ListingSide.NEED)
    offers = tuple(_offer(row, rooms[row.id]) for row in listings if row.side == ListingSide.OFFER)
    problem = Problem(needs, offers, _parted(chain_id, listings))
    # Sets have no order of their own: sorted, equal problems have equal hashes.
    text = repr([*map(_sorted_repr, needs), *map(_sorted_repr, offers), sorted(problem.parted)])
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Snapshot(problem, digest, {str(row.id): row for row in listings})


def _sorted_repr(side: Need | Offer) -> list[str]:
    values = ((name, getattr(side, name)) for name in side.__slots__)
    return [f"{name}={sorted(v) if isinstance(v, frozenset) else v!r}" for name, v in values]


def rooms_of(listings: Sequence[MarketListing]) -> dict[UUID, Room]:
    """What each listing has left by week, WHOLE for a reserve: its most, less what stands in proposals.

    A declined proposal holds its part until the deadline: room that came back at once would tell of the refusal.
    What has been lent counts until it is back.
    """
    taken: dict[tuple[UUID, int], int] = defaultdict(int)
    held = MarketProposal.objects.using(ALIAS).filter(
        listing__in=[row.id for row in listings], status__in=[s.value for s in HOLDING]
    )
    back = _back(held)
    for proposal in held:
        if proposal.status == ProposalStatus.DECLINED and proposal.decide_by <= now():
            continue
        for monday, quantity in proposal.weeks:
            is_loan = proposal.kind == MarketKind.RESERVE
            week = WHOLE if is_loan else week_number(date.fromisoformat(monday))
            returned = back.get(proposal.loan_id, 0) if proposal.side == ListingSide.OFFER else 0
            taken[proposal.listing_id, week] += quantity - returned
    return {row.id: _room(row, taken) for row in listings}


def _back(held: Iterable[MarketProposal]) -> dict[UUID | None, int]:
    loans = Loan.objects.using(ALIAS).filter(id__in=[p.loan_id for p in held if p.loan_id])
    return {loan.id: loan.quantity if loan.status == LoanStatus.RETURNED else loan.returned for loan in loans}


def _room(row: MarketListing, taken: dict[tuple[UUID, int], int]) -> Room:
    if row.kind == MarketKind.RESERVE:
        return ((WHOLE, max(0, row.quantity_high - taken[row.id, WHOLE])),)
    first = max(row.first_week, monday_of(today()) + timedelta(weeks=1))
    weeks = [week_number(week) for week in weeks_between(first, row.last_week)]
    return tuple((week, max(0, row.quantity_high - taken[row.id, week])) for week in weeks)


def _scaled(value: Decimal) -> int:
    return int(value * SCALE)


class _Said(TypedDict):
    """What a listing says on either side, in the engine's words."""

    id: str
    owner: str
    code: str
    unit: str
    latitude: float
    longitude: float
    first: int
    last: int
    least: int
    price: int
    tolerance: int | None
    certificates: frozenset[str]
    barred: frozenset[str]
    is_loan: bool


def _said(row: MarketListing) -> _Said:
    assert row.site.latitude is not None
    assert row.site.longitude is not None
    return {
        "id": str(row.id), "owner": str(row.enterprise_id), "code": f"{row.kind}/{row.subject}/{row.grade}", "unit": row.unit,
        "latitude": float(row.site.latitude), "longitude": float(row.site.longitude),
        "first": week_number(row.first_week), "last": week_number(row.last_week), "least": row.quantity_low,
        "price": _scaled(row.price_limit), "tolerance": row.tolerance_grade,
        "certificates": frozenset(row.certificates), "barred": frozenset(str(e) for e in row.excluded),
        "is_loan": row.kind == MarketKind.RESERVE,
    }  # fmt: skip


def _need(row: MarketListing, room: Room) -> Need:
    return Need(
        **_said(row),
        room=room,
        farthest=row.farthest or 0,
        rate=_scaled(row.transport_rate),
    )


def _offer(row: MarketListing, room: Room) -> Offer:
    return Offer(**_said(row), room=room)


def _parted(chain_id: UUID, listings: Sequence[MarketListing]) -> frozenset[tuple[str, str]]:
    """Pairs of enterprises with a proposal between them now, or with one that came to nothing lately."""
    apart = MarketMatch.objects.using(ALIAS).filter(
        Q(status=MatchStatus.OPEN.value)
        | Q(status=MatchStatus.NOT_AGREED.value, ended_at__gt=now() - APART_FOR),
        chain_id=chain_id,
    )
    met = {frozenset(pair) for pair in apart.values_list("need_enterprise_id", "offer_enterprise_id")}
    needs = [row for row in listings if row.side == ListingSide.NEED]
    offers = [row for row in listings if row.side == ListingSide.OFFER]
    return frozenset(
        (str(need.id), str(offer.id))
        for need in needs
        for offer in offers
        if frozenset((need.enterprise_id, offer.enterprise_id)) in met
    )
